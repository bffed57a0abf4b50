package io.millrace.log;

import io.millrace.store.StateChanges;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Records, offsets and state that become visible and durable together or not at all. One thread at a time.
 *
 * <p>Nothing of it is seen by readers of committed records before {@link #commit} has completed.
 */
public interface Transaction {

    /**
     * Adds a record.
     *
     * @param partition where; the topic must exist
     * @param timestamp milliseconds since the epoch
     * @param key may be null; not changed by the caller afterwards
     * @param value may be null; not changed by the caller afterwards
     * @param headers in order
     * @throws ApiException if the log does not take this record, a {@code RecordTooLargeException} above all; the
     *     transaction goes on without it
     */
    void append(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers);

    /**
     * Says that everything before an offset has been dealt with. Only for the writer of a {@link Member}; the offset is
     * the member's group's. A later call for the same partition replaces the earlier one.
     */
    void offset(TopicPartition partition, OffsetAndMetadata offset);

    /**
     * As {@link #offset(TopicPartition, OffsetAndMetadata)}, for a writer outside any group, which names the group
     * itself. Nothing checks that the group's members agree.
     */
    void offset(String group, TopicPartition partition, OffsetAndMetadata offset);

    /**
     * Adds changes of state.
     *
     * @throws IllegalStateException if the log does not carry state
     */
    void state(StateChanges changes);

    /** How much has been added, in bytes. */
    long sizeBytes();

    /** Whether nothing has been added. */
    boolean isEmpty();

    /**
     * Commits. The transaction takes nothing more afterwards.
     *
     * @return completes when all of it is durable; fails with {@link FencedException} when a newer writer or member has
     *     taken the place, with {@link OutcomeUnknownException} when the log cannot say what became of it, or with any
     *     other {@link LogException} when nothing of it has been or will be written
     */
    CompletableFuture<Void> commit();

    /**
     * Where this transaction's records of a partition begin; they lie there one after the other. Known once
     * {@link #commit} has completed.
     *
     * @return the offset of the first record; -1 when there is none in this partition, or when the log cannot say
     */
    long firstOffset(TopicPartition partition);

    /** Drops all of it. Does nothing when it has been committed, or when the log has dropped it already. */
    void abort();
}
