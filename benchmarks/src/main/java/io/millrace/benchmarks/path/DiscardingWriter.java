package io.millrace.benchmarks.path;

import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of records and forgets them; state is applied at the commit. One thread. */
final class DiscardingWriter implements Writer {
    private final StateDatabase state;

    DiscardingWriter(StateDatabase state) {
        this.state = state;
    }

    @Override
    public Transaction begin() {
        return new Discarding();
    }

    @Override
    public void drain() {}

    @Override
    public void close() {}

    private final class Discarding implements Transaction {
        private long sizeBytes;

        @Override
        public void append(
                TopicPartition partition,
                long timestamp,
                byte @Nullable [] key,
                byte @Nullable [] value,
                Iterable<Header> headers) {
            sizeBytes += (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        }

        @Override
        public void offset(TopicPartition partition, OffsetAndMetadata offset) {}

        @Override
        public void offset(String group, TopicPartition partition, OffsetAndMetadata offset) {}

        @Override
        public void state(StateChanges added) {
            state.apply(added);
        }

        @Override
        public long sizeBytes() {
            return sizeBytes;
        }

        @Override
        public boolean isEmpty() {
            return sizeBytes == 0;
        }

        @Override
        public CompletableFuture<Void> commit() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public long firstOffset(TopicPartition partition) {
            return -1;
        }

        @Override
        public void abort() {}
    }
}
