package io.millrace.testing;

import io.millrace.log.OutcomeUnknownException;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A commit on its way to the disk: its records have their places already.
 *
 * @param name for the trace
 * @param ends where each partition that it wrote to ended after it
 * @param offsets what it commits, by group
 * @param dueAtCall the call of the port at which it is durable
 * @param responseLost whether its writer is told only that the outcome is not known
 * @param future what its writer waits for
 */
record PendingCommit(
        String name,
        Map<SimulatedPartition, Long> ends,
        Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets,
        List<StateChanges> state,
        long dueAtCall,
        boolean responseLost,
        CompletableFuture<Void> future) {

    /** Makes it durable. */
    void write(SimulatedDisk disk, @Nullable StateDatabase database) {
        ends.forEach(SimulatedPartition::durableUpTo);
        offsets.forEach((group, committed) -> committed.forEach((partition, offset) -> {
            // A topic that was deleted in the meantime must not leave offsets behind.
            if (disk.find(partition) != null) {
                disk.offsets(group).put(partition, offset);
            }
        }));
        if (database != null) {
            state.forEach(database::apply);
        }
    }

    /** Tells its writer. */
    void answer() {
        if (responseLost) {
            future.completeExceptionally(new OutcomeUnknownException("commit " + name
                    + " was not answered: it is durable as a whole or not at all; take a new seat or writer, go on from"
                    + " what is committed"));
        } else {
            future.complete(null);
        }
    }
}
