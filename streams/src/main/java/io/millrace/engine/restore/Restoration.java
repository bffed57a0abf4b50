package io.millrace.engine.restore;

import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.processor.TaskId;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Sees to it that a task finds its state. A worker asks before it makes a task, goes on with its other tasks until the
 * answer comes, and says when it has closed the task: so a task's state has one owner in this process at a time, and
 * nobody waits for anybody. Thread safe.
 */
public interface Restoration {

    /** There is nothing to restore, because the log carries state. */
    Restoration NONE = new NoRestoration();

    /** Who wants a task; compared by identity. */
    interface Owner {

        /** The name of its thread, under which metrics of its tasks are shown. */
        default String thread() {
            return "";
        }

        /** Something has become of a task that was asked for. Any thread; only to wake the owner up. */
        void wakeup();
    }

    /**
     * Begins to bring a task's stores up to date, once whoever has the task now has {@linkplain #end ended}.
     *
     * @param inputs what the task reads
     */
    void begin(TaskId task, Set<TopicPartition> inputs, Owner owner);

    /**
     * Whether the stores are up to date and this owner's.
     *
     * @throws RuntimeException why they cannot be restored
     */
    boolean isDone(TaskId task, Owner owner);

    /** The owner has closed the task, or does not want it any more. */
    void end(TaskId task, Owner owner);

    /** Hears of what workers restore themselves: stores of users' own kinds. */
    StateRestoreListener listener();

    /**
     * Says which tasks' stores are to be kept warm for an owner, besides the tasks that anyone in this process has;
     * replaces what it said before.
     */
    void keepWarm(Set<TaskId> tasks, Owner owner);
}
