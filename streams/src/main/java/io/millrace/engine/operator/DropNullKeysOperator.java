package io.millrace.engine.operator;

import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;

/**
 * Stands before a repartition topic, where the key decides the partition: records without a key are dropped and
 * counted.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class DropNullKeysOperator<K, V> implements ProcessorSupplier<K, V, K, V> {

    @Override
    public Processor<K, V, K, V> get() {
        return new Dropping<>();
    }

    private static final class Dropping<K, V> implements Processor<K, V, K, V> {

        private ProcessorContext<K, V> context;
        private DropLog drops;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Dropping() {}

        @Override
        public void init(ProcessorContext<K, V> context) {
            this.context = context;
            drops = new DropLog(context);
        }

        @Override
        public void process(Record<K, V> record) {
            if (record.key() == null) {
                drops.drop("no key to find the partition of the repartition topic", record);
            } else {
                context.forward(record);
            }
        }
    }
}
