package io.millrace.engine.operator;

import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stream of a table's new values; a deletion becomes a record without a value.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class TableToStreamOperator<K, V> implements ProcessorSupplier<K, Change<V>, K, @Nullable V> {

    @Override
    public Processor<K, Change<V>, K, @Nullable V> get() {
        return new Unpacking<>();
    }

    private static final class Unpacking<K, V> extends ContextualProcessor<K, Change<V>, K, @Nullable V> {

        @Override
        @SuppressWarnings("NullAway") // withValue takes null by its type's bound, which NullAway does not read
        public void process(Record<K, Change<V>> record) {
            context().forward(record.withValue(record.value().newValue()));
        }
    }
}
