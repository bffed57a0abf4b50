package io.millrace.engine.operator;

import io.millrace.streams.kstream.ValueTransformerWithKey;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.api.ProcessingContext;
import io.millrace.streams.state.ValueAndTimestamp;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a user's transformer makes of another table, key by key. It has a transformer of its own. While that is asked,
 * the record under way is one of which only the entry's time is known, since the entry was read and not received.
 *
 * <p>Owned by the thread of the task.
 *
 * @param <K> key type
 * @param <V> value type before
 * @param <VOut> value type after
 */
final class TransformedView<K, V, VOut> implements TableView<K, VOut> {

    private static final long UNKNOWN_TIME = -1;

    private final TableView<K, V> parent;
    private final ValueTransformerWithKey<? super K, ? super V, ? extends VOut> transformer;
    private final CurrentContext current;

    private TransformedView(
            TableView<K, V> parent,
            ValueTransformerWithKey<? super K, ? super V, ? extends VOut> transformer,
            CurrentContext current) {
        this.parent = parent;
        this.transformer = transformer;
        this.current = current;
    }

    static <K, V, VOut> TableView<K, VOut> open(
            TableView<K, V> parent,
            ValueTransformerWithKey<? super K, ? super V, ? extends VOut> transformer,
            ProcessingContext context) {
        transformer.init(new TransformerContext(context));
        return new TransformedView<>(parent, transformer, (CurrentContext) context);
    }

    @Override
    public @Nullable ValueAndTimestamp<VOut> get(K key) {
        return transformed(key, parent.get(key));
    }

    @Override
    public @Nullable ValueAndTimestamp<VOut> getAsOf(K key, long time) {
        return transformed(key, parent.getAsOf(key, time));
    }

    private @Nullable ValueAndTimestamp<VOut> transformed(K key, @Nullable ValueAndTimestamp<V> entry) {
        long timestamp = entry == null ? UNKNOWN_TIME : entry.timestamp();
        RecordContext interrupted = current.interrupt(new Unplaced(timestamp, new RecordHeaders()));
        try {
            VOut value = transformer.transform(key, ValueAndTimestamp.getValueOrNull(entry));
            return ValueAndTimestamp.make(value, timestamp);
        } finally {
            current.resume(interrupted);
        }
    }

    @Override
    public void close() {
        parent.close();
        transformer.close();
    }

    /** The context of an entry: nothing is known of the record that made it but its time. */
    private record Unplaced(long timestamp, Headers headers) implements RecordContext {

        @Override
        public @Nullable String topic() {
            return null;
        }

        @Override
        public int partition() {
            return -1;
        }

        @Override
        public long offset() {
            return -1;
        }

        @Override
        public byte @Nullable [] sourceRawKey() {
            return null;
        }

        @Override
        public byte @Nullable [] sourceRawValue() {
            return null;
        }
    }
}
