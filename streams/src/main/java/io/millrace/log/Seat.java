package io.millrace.log;

import io.millrace.streams.processor.TaskId;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who takes a seat in a group.
 *
 * @param group the group's name; for an application its {@code application.id}
 * @param member the member's name, unique within the group; a second member of the same name fences the first
 * @param tasks what there is to share out, the same for all members
 * @param assignor how it is shared out, the same for all members
 * @param peers what the processes of the group say to each other; null where members count and not processes
 */
public record Seat(
        String group,
        String member,
        TaskCatalog tasks,
        Assignor assignor,
        @Nullable Peers peers) {

    /** A seat in a group whose members do not belong together in processes. */
    public Seat(String group, String member, TaskCatalog tasks, Assignor assignor) {
        this(group, member, tasks, assignor, null);
    }

    /**
     * Has the assignor share tasks out, and checks what it says.
     *
     * @param all the tasks there are
     * @param held each member by name, with the tasks that it holds now
     * @throws LogException if the assignor does not give each task to exactly one of the members
     */
    public SortedMap<String, SortedSet<TaskId>> share(
            SortedSet<TaskId> all, SortedMap<String, SortedSet<TaskId>> held) {
        SortedMap<String, SortedSet<TaskId>> shares = assignor.assign(all, held);
        SortedSet<TaskId> given = new TreeSet<>();
        int count = 0;
        for (Map.Entry<String, SortedSet<TaskId>> share : shares.entrySet()) {
            if (!held.containsKey(share.getKey())) {
                throw new LogException("group " + group + ": the assignor gave tasks to " + share.getKey()
                        + " (expected: members out of " + held.keySet() + ")");
            }
            given.addAll(share.getValue());
            count += share.getValue().size();
        }
        if (count != given.size() || !given.equals(all)) {
            throw new LogException("group " + group + ": the assignor gave " + shares
                    + " (expected: each task once, out of " + all + ")");
        }
        return shares;
    }
}
