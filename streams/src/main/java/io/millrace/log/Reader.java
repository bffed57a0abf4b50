package io.millrace.log;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions that the caller chooses. One thread at a time; only {@link #wakeup} may be called by another. */
public interface Reader extends AutoCloseable {

    /** Reads these partitions from now on, each from its offset, and no others. */
    void assign(Map<TopicPartition, Long> offsets);

    /**
     * The next records, at most a bounded number per call.
     *
     * @param maxWaitMs how long to wait when there is nothing; 0 returns at once
     * @return one entry per partition that moved on; empty when none did in time, or after {@link #wakeup}
     * @throws LogException if a position lies outside the partition; the message names partition, position and the
     *     offsets that exist
     */
    List<Fetched> poll(long maxWaitMs);

    /** Leaves these partitions out of {@link #poll} until they are resumed. */
    void pause(Set<TopicPartition> partitions);

    /** Takes these partitions up again. */
    void resume(Set<TopicPartition> partitions);

    /** Ends a {@link #poll} that waits, now or the next time. Any thread. */
    void wakeup();

    @Override
    void close();
}
