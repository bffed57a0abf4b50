package io.millrace.log;

import io.millrace.streams.processor.TaskId;
import java.util.SortedMap;
import java.util.SortedSet;

/** How tasks are shared out: a pure function, so that every member would find the same. Thread safe. */
public interface Assignor {

    /**
     * Shares out tasks.
     *
     * @param tasks all there are
     * @param held each member by name, with the tasks that it holds now
     * @return each member with the tasks that it is to hold; every task is given to exactly one member, unless there
     *     are no members
     */
    SortedMap<String, SortedSet<TaskId>> assign(SortedSet<TaskId> tasks, SortedMap<String, SortedSet<TaskId>> held);
}
