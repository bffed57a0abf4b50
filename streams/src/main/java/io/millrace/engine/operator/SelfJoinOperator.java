package io.millrace.engine.operator;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import io.millrace.streams.state.WindowStore;
import io.millrace.streams.state.WindowStoreIterator;

/**
 * Joins a stream with itself: one node and one store in place of two {@link StreamJoinOperator}s, with the results of
 * an inner join, in the same order. A record is joined first with the earlier ones as the first stream's record, then
 * as the second's, and in between, where its own timestamp belongs, with itself, unless it is too late to be kept.
 *
 * @param <K> key type
 * @param <V> value type
 * @param <VOut> type of the joined values
 */
public final class SelfJoinOperator<K, V, VOut> implements ProcessorSupplier<K, V, K, VOut> {

    private final String storeName;
    private final JoinSide first;
    private final JoinSide second;
    private final long retentionMs;
    private final ValueJoinerWithKey<? super K, ? super V, ? super V, ? extends VOut> joiner;

    /** Makes the operator of the store that keeps the stream's records. */
    public SelfJoinOperator(
            String storeName,
            JoinWindows windows,
            ValueJoinerWithKey<? super K, ? super V, ? super V, ? extends VOut> joiner) {
        this.storeName = storeName;
        this.first = JoinSide.first(windows, false);
        this.second = JoinSide.second(windows, false);
        this.retentionMs = windows.size() + windows.gracePeriodMs();
        this.joiner = joiner;
    }

    @Override
    public Processor<K, V, K, VOut> get() {
        return new Joining();
    }

    private final class Joining implements Processor<K, V, K, VOut> {

        private long streamTime = -1;
        private ProcessorContext<K, VOut> context;
        private WindowStore<K, V> store;
        private DropLog drops;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Joining() {}

        @Override
        public void init(ProcessorContext<K, VOut> context) {
            this.context = context;
            store = context.getStateStore(storeName);
            drops = new DropLog(context);
        }

        @Override
        public void process(Record<K, V> record) {
            if (record.key() == null || record.value() == null) {
                drops.drop("no key or no value, so it has no partner", record);
                return;
            }
            streamTime = Math.max(streamTime, record.timestamp());
            joinAsFirst(record);
            joinAsSecond(record);
        }

        private void joinAsFirst(Record<K, V> record) {
            try (WindowStoreIterator<V> partners = partners(record, first)) {
                while (partners.hasNext()) {
                    KeyValue<Long, V> partner = partners.next();
                    forward(record, record.value(), partner.value, partner.key);
                }
            }
        }

        private void joinAsSecond(Record<K, V> record) {
            boolean joinsItself = record.timestamp() > streamTime - retentionMs + 1;
            try (WindowStoreIterator<V> partners = partners(record, second)) {
                while (partners.hasNext()) {
                    KeyValue<Long, V> partner = partners.next();
                    if (joinsItself && partner.key > record.timestamp()) {
                        joinsItself = false;
                        forward(record, record.value(), record.value(), record.timestamp());
                    }
                    forward(record, partner.value, record.value(), partner.key);
                }
            }
            if (joinsItself) {
                forward(record, record.value(), record.value(), record.timestamp());
            }
        }

        private WindowStoreIterator<V> partners(Record<K, V> record, JoinSide side) {
            return store.fetch(record.key(), side.from(record.timestamp()), side.to(record.timestamp()));
        }

        private void forward(Record<K, V> record, V value, V otherValue, long partnerTimestamp) {
            VOut joined = joiner.apply(record.key(), value, otherValue);
            long timestamp = Math.max(record.timestamp(), partnerTimestamp);
            context.forward(Records.derive(record, record.key(), joined, timestamp));
        }
    }
}
