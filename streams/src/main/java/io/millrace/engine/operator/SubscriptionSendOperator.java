package io.millrace.engine.operator;

import io.millrace.engine.operator.SubscriptionMessage.Instruction;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The first step of a foreign-key join: turns each change of the table that refers into subscriptions to the table that
 * is referred to.
 *
 * <p>A foreign key that changed is unsubscribed from first, since the new one lives elsewhere. In an inner join an
 * answer is asked for only where it can matter; in a left join always, since there is a result in any case, and a
 * foreign key of null is subscribed to for the sake of the answer. The table must send old values.
 *
 * @param <K> key type of the table
 * @param <V> value type of the table
 * @param <KO> type of the foreign key
 */
public final class SubscriptionSendOperator<K, V, KO>
        implements ProcessorSupplier<K, Change<V>, KO, SubscriptionMessage<K>> {

    private final BiFunction<? super K, ? super V, ? extends KO> extractor;
    private final @Nullable Serde<KO> foreignKeySerde;
    private final @Nullable Serializer<V> valueSerializer;
    private final ForeignKeyTopics topics;
    private final boolean left;

    /**
     * Makes the operator.
     *
     * @param extractor finds the foreign key; may return null
     * @param foreignKeySerde null for the default
     * @param valueSerializer of the table; null for the default
     * @param topics what the serdes are told
     * @param left whether entries without a partner are in the result
     */
    public SubscriptionSendOperator(
            BiFunction<? super K, ? super V, ? extends KO> extractor,
            @Nullable Serde<KO> foreignKeySerde,
            @Nullable Serializer<V> valueSerializer,
            ForeignKeyTopics topics,
            boolean left) {
        this.extractor = extractor;
        this.foreignKeySerde = foreignKeySerde;
        this.valueSerializer = valueSerializer;
        this.topics = topics;
        this.left = left;
    }

    @Override
    public Processor<K, Change<V>, KO, SubscriptionMessage<K>> get() {
        return new Subscribing();
    }

    private final class Subscribing implements Processor<K, Change<V>, KO, SubscriptionMessage<K>> {

        private ProcessorContext<KO, SubscriptionMessage<K>> context;
        private DropLog drops;
        private Serializer<KO> foreignKeys;
        private String foreignKeyTopic;
        private ValueHasher<V> hasher;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Subscribing() {}

        @Override
        public void init(ProcessorContext<KO, SubscriptionMessage<K>> context) {
            this.context = context;
            drops = new DropLog(context);
            foreignKeys = CombinedKeys.serializer(foreignKeySerde, context);
            foreignKeyTopic = topics.foreignKeys(context);
            hasher = ValueHasher.open(valueSerializer, topics, context);
        }

        @Override
        public void process(Record<K, Change<V>> record) {
            Change<V> change = record.value();
            if (!change.isLatest()) {
                drops.drop("a later value of the key is known, so it changes nothing in the join", record);
                return;
            }
            KO before = foreignKey(record.key(), change.oldValue());
            KO after = foreignKey(record.key(), change.newValue());
            if (left) {
                subscribeInAnyCase(record, before, after);
            } else if (after != null) {
                subscribe(record, before, after);
            } else {
                unsubscribe(record, before);
            }
        }

        private @Nullable KO foreignKey(K key, @Nullable V value) {
            return value == null ? null : extractor.apply(key, value);
        }

        private void subscribeInAnyCase(Record<K, Change<V>> record, @Nullable KO before, @Nullable KO after) {
            Change<V> change = record.value();
            if (change.oldValue() == null && change.newValue() == null) {
                return;
            }
            if (before != null && isOther(record, before, after)) {
                send(record, before, Instruction.FORGET);
            }
            send(record, after, Instruction.SUBSCRIBE);
        }

        /** If the foreign key is the same and is not there now, it was not there before either. */
        private void subscribe(Record<K, Change<V>> record, @Nullable KO before, KO after) {
            if (before != null && isOther(record, before, after)) {
                send(record, before, Instruction.FORGET);
                send(record, after, Instruction.SUBSCRIBE);
            } else {
                send(record, after, Instruction.SUBSCRIBE_IF_PRESENT);
            }
        }

        private void unsubscribe(Record<K, Change<V>> record, @Nullable KO before) {
            if (record.value().newValue() != null) {
                drops.drop("no foreign key, so it joins with nothing", record);
            }
            if (before != null) {
                send(record, before, Instruction.FORGET_AND_ANSWER);
            }
        }

        private boolean isOther(Record<K, Change<V>> record, KO before, @Nullable KO after) {
            return !Arrays.equals(bytes(record, before), bytes(record, after));
        }

        private byte @Nullable [] bytes(Record<K, Change<V>> record, @Nullable KO foreignKey) {
            return foreignKeys.serialize(foreignKeyTopic, record.headers(), foreignKey);
        }

        private void send(Record<K, Change<V>> record, @Nullable KO foreignKey, Instruction instruction) {
            // The task's partition is that of the entry, also where there is no input record, as behind a punctuation.
            SubscriptionMessage<K> message = new SubscriptionMessage<>(
                    hasher.hash(record.headers(), record.value().newValue()),
                    instruction,
                    record.key(),
                    context.taskId().partition());
            context.forward(Records.derive(record, foreignKey, message, record.timestamp()));
        }
    }
}
