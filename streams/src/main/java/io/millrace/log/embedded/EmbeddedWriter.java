package io.millrace.log.embedded;

import io.millrace.base.Clock;
import io.millrace.log.LogException;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Opens transactions in one name. Keeps the arrays of earlier transactions for later ones. One thread at a time. */
final class EmbeddedWriter implements Writer {

    /** As many partitions as one transaction usually writes to; what is beyond is left to the garbage collector. */
    private static final int KEPT_BUILDERS_MAX = 64;

    private final Submitter submitter;
    private final LogMemory memory;
    private final Clock clock;
    private final Fence fence;
    private final @Nullable String group;
    private final ArrayDeque<BatchBuilder> builders = new ArrayDeque<>();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private boolean closed;

    /** {@code group}: the group in whose name offsets are committed; null outside any group. */
    EmbeddedWriter(Submitter submitter, LogMemory memory, Clock clock, Fence fence, @Nullable String group) {
        this.submitter = submitter;
        this.memory = memory;
        this.clock = clock;
        this.fence = fence;
        this.group = group;
    }

    @Override
    public Transaction begin() {
        if (closed) {
            throw new LogException("the writer is closed (expected: open)");
        }
        return new EmbeddedTransaction(this, group);
    }

    @Override
    public void drain() {
        // Commits complete in order, so the last one speaks for all.
        last.handle((done, failure) -> null).join();
    }

    @Override
    public void close() {
        closed = true;
        drain();
    }

    CompletableFuture<Void> submit(Submission submission) {
        if (closed) {
            return CompletableFuture.failedFuture(
                    new LogException("the writer was closed, which has aborted the transaction; nothing was written"));
        }
        CompletableFuture<Void> done = submitter.submit(submission, fence);
        if (done == submission.done()) {
            last = done;
        }
        return done;
    }

    /** The partition, which must exist. */
    Partition partition(TopicPartition name) {
        memory.gate().lock();
        try {
            return memory.topics().get(name);
        } finally {
            memory.gate().unlock();
        }
    }

    /** The partition, null when it does not exist or no longer does. */
    @Nullable
    Partition findPartition(TopicPartition name) {
        memory.gate().lock();
        try {
            return memory.topics().find(name);
        } finally {
            memory.gate().unlock();
        }
    }

    /** An empty builder. */
    BatchBuilder builder() {
        BatchBuilder kept = builders.poll();
        return kept == null ? new BatchBuilder() : kept;
    }

    /** Takes a builder back. */
    void keep(BatchBuilder builder) {
        builder.clear();
        if (builders.size() < KEPT_BUILDERS_MAX) {
            builders.push(builder);
        }
    }

    /** The time of appending. */
    long nowMs() {
        return clock.wallMs();
    }
}
