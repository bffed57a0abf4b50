package io.millrace.log.embedded;

import io.millrace.store.StateChanges;
import io.millrace.store.rocksdb.RocksBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What becomes durable together: a transaction, or a change of topics. Made by one thread, then handed to the
 * committer.
 *
 * @param batches sealed batches, in the order in which they were filled
 * @param offsets what a group commits with them
 * @param state changes of state, in order
 * @param other adds anything else to the write
 * @param sizeBytes what counts against the bound of the queue
 * @param done completes when all of it is durable
 */
record Submission(
        List<Batch> batches,
        List<OffsetCommit> offsets,
        List<StateChanges> state,
        Consumer<RocksBatch> other,
        long sizeBytes,
        CompletableFuture<Void> done) {

    /** A change of topics. */
    static Submission of(Consumer<RocksBatch> change) {
        return new Submission(List.of(), List.of(), List.of(), change, 0, new CompletableFuture<>());
    }
}
