package io.millrace.engine.operator;

import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.ValueAndTimestamp;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Tells all subscribers of a foreign key that its entry changed.
 *
 * @param <K> type of the primary key
 * @param <KO> type of the foreign key
 * @param <VO> value type of the table that is referred to
 */
public final class ForeignTableJoinOperator<K, KO, VO>
        implements ProcessorSupplier<KO, Change<VO>, K, SubscriptionAnswer<VO>> {

    private final String storeName;
    private final CombinedKeys<KO, K> keys;

    /** Makes the operator; the node must be connected to the store of subscriptions. */
    public ForeignTableJoinOperator(String storeName, CombinedKeys<KO, K> keys) {
        this.storeName = storeName;
        this.keys = keys;
    }

    @Override
    public Processor<KO, Change<VO>, K, SubscriptionAnswer<VO>> get() {
        return new Telling<>(storeName, keys);
    }

    private static final class Telling<K, KO, VO> implements Processor<KO, Change<VO>, K, SubscriptionAnswer<VO>> {

        private final String storeName;
        private final CombinedKeys<KO, K> keys;
        private final BytesSerializer asItIs = new BytesSerializer();
        private ProcessorContext<K, SubscriptionAnswer<VO>> context;
        private DropLog drops;
        private TimestampedKeyValueStore<Bytes, SubscriptionMessage<K>> subscriptions;
        private CombinedKeys.Writer<KO, K> writer;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Telling(String storeName, CombinedKeys<KO, K> keys) {
            this.storeName = storeName;
            this.keys = keys;
        }

        @Override
        public void init(ProcessorContext<K, SubscriptionAnswer<VO>> context) {
            this.context = context;
            drops = new DropLog(context);
            subscriptions = context.getStateStore(storeName);
            writer = keys.open(context);
        }

        @Override
        public void process(Record<KO, Change<VO>> record) {
            KO foreignKey = record.key();
            if (foreignKey == null || !record.value().isLatest()) {
                drops.drop("no key, or a later value of the key is known, so it changes nothing in the join", record);
                return;
            }
            Bytes prefix = writer.prefix(record.headers(), foreignKey);
            try (KeyValueIterator<Bytes, ValueAndTimestamp<SubscriptionMessage<K>>> found =
                    subscriptions.prefixScan(prefix, asItIs)) {
                while (found.hasNext()) {
                    tell(record, found.next().value.value());
                }
            }
        }

        private void tell(Record<KO, Change<VO>> record, SubscriptionMessage<K> subscription) {
            SubscriptionAnswer<VO> answer = new SubscriptionAnswer<>(
                    subscription.hash(), record.value().newValue(), subscription.primaryPartition());
            context.forward(Records.derive(record, subscription.primaryKey(), answer, record.timestamp()));
        }
    }
}
