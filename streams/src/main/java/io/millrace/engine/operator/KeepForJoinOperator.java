package io.millrace.engine.operator;

import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.WindowStore;

/**
 * Keeps the records of one stream of a join for those of the other stream that come later. A record is joined first and
 * kept afterwards, so that a stream that is joined with itself finds each pair once. Records without a key are not
 * kept: they have no partners.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class KeepForJoinOperator<K, V> implements ProcessorSupplier<K, V, K, V> {

    private final String storeName;

    /** Makes the operator of a window store that keeps duplicates. */
    public KeepForJoinOperator(String storeName) {
        this.storeName = storeName;
    }

    @Override
    public Processor<K, V, K, V> get() {
        return new Keeping<>(storeName);
    }

    private static final class Keeping<K, V> implements Processor<K, V, K, V> {

        private final String storeName;
        private ProcessorContext<K, V> context;
        private WindowStore<K, V> store;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Keeping(String storeName) {
            this.storeName = storeName;
        }

        @Override
        public void init(ProcessorContext<K, V> context) {
            this.context = context;
            store = context.getStateStore(storeName);
        }

        @Override
        public void process(Record<K, V> record) {
            context.forward(record);
            if (record.key() != null) {
                store.put(record.key(), record.value(), record.timestamp());
            }
        }
    }
}
