package io.millrace.engine.operator;

import io.millrace.engine.operator.SubscriptionMessage.Instruction;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.ValueAndTimestamp;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Keeps subscriptions where the foreign key lives, and passes them on to be answered. A subscription to null is not
 * kept.
 *
 * @param <K> type of the primary key
 * @param <KO> type of the foreign key
 */
public final class SubscriptionReceiveOperator<K, KO>
        implements ProcessorSupplier<KO, SubscriptionMessage<K>, KO, SubscriptionMessage<K>> {

    private final String storeName;
    private final CombinedKeys<KO, K> keys;

    /** Makes the operator; the node must be connected to the store of subscriptions. */
    public SubscriptionReceiveOperator(String storeName, CombinedKeys<KO, K> keys) {
        this.storeName = storeName;
        this.keys = keys;
    }

    @Override
    public Processor<KO, SubscriptionMessage<K>, KO, SubscriptionMessage<K>> get() {
        return new Receiving<>(storeName, keys);
    }

    private static final class Receiving<K, KO>
            implements Processor<KO, SubscriptionMessage<K>, KO, SubscriptionMessage<K>> {

        private final String storeName;
        private final CombinedKeys<KO, K> keys;
        private ProcessorContext<KO, SubscriptionMessage<K>> context;
        private DropLog drops;
        private TimestampedKeyValueStore<Bytes, SubscriptionMessage<K>> subscriptions;
        private CombinedKeys.Writer<KO, K> writer;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Receiving(String storeName, CombinedKeys<KO, K> keys) {
            this.storeName = storeName;
            this.keys = keys;
        }

        @Override
        public void init(ProcessorContext<KO, SubscriptionMessage<K>> context) {
            this.context = context;
            drops = new DropLog(context);
            subscriptions = context.getStateStore(storeName);
            writer = keys.open(context);
        }

        @Override
        public void process(Record<KO, SubscriptionMessage<K>> record) {
            SubscriptionMessage<K> message = record.value();
            KO foreignKey = record.key();
            if (foreignKey != null) {
                Bytes key = writer.key(record.headers(), foreignKey, message.primaryKey());
                subscriptions.put(key, kept(message, record.timestamp()));
            } else if (message.instruction() != Instruction.SUBSCRIBE) {
                drops.drop("a subscription without a foreign key", record);
                return;
            }
            context.forward(record);
        }

        /** What is in force from now on; null for nothing. */
        private @Nullable ValueAndTimestamp<SubscriptionMessage<K>> kept(
                SubscriptionMessage<K> message, long timestamp) {
            return switch (message.instruction()) {
                case FORGET, FORGET_AND_ANSWER -> null;
                case SUBSCRIBE, SUBSCRIBE_IF_PRESENT -> ValueAndTimestamp.make(message, timestamp);
            };
        }
    }
}
