package io.millrace.log;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A seat in a group: is given tasks, reads their partitions from the group's committed offsets, and writes in the
 * group's name. One thread at a time; only {@link #wakeup} may be called by another.
 */
public interface Member extends AutoCloseable {

    /**
     * The next records of the tasks that this member holds, at most a bounded number per call. Tasks that come and go
     * are told to the listener within this call, on the calling thread.
     *
     * @param maxWaitMs how long to wait when there is nothing; 0 returns at once
     * @throws FencedException if the group has given this seat away
     */
    List<Fetched> poll(long maxWaitMs);

    /** Leaves these partitions out of {@link #poll} until they are resumed or the task goes. */
    void pause(Set<TopicPartition> partitions);

    /** Takes these partitions up again. */
    void resume(Set<TopicPartition> partitions);

    /**
     * Reads a partition again from this offset.
     *
     * @param partition a partition of a task that this member holds
     */
    void seek(TopicPartition partition, long offset);

    /**
     * Records that are there but have not been returned by {@link #poll}; -1 when that is not known.
     *
     * @param partition a partition of a task that this member holds
     */
    long lag(TopicPartition partition);

    /** Whether the group has said, within {@link #poll}, which tasks this member holds; there may be none. */
    boolean isSeated();

    /** The door through which this member appends and commits. One per member; closed with it. */
    Writer writer();

    /** Ends a {@link #poll} that waits, now or the next time. Any thread. */
    void wakeup();

    /** Ends it, {@link Departure#AS_NAMED}. The listener is not called. */
    @Override
    void close();

    /**
     * Ends it. The listener is not called.
     *
     * @param how what becomes of its place in the group
     */
    default void close(Departure how) {
        close();
    }
}
