package io.millrace.engine.operator;

import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.ValueAndTimestamp;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The last step of a foreign-key join: joins an answer with the entry that asked. If the entry has changed since, the
 * answer is dropped, since another one is under way; the hash tells.
 *
 * @param <K> key type
 * @param <V> value type of the table that refers
 * @param <VO> value type of the table that is referred to
 * @param <VOut> value type of the result
 */
public final class AnswerJoinOperator<K, V, VO, VOut> implements ProcessorSupplier<K, SubscriptionAnswer<VO>, K, VOut> {

    private final TableViewSupplier<K, V> table;
    private final @Nullable Serializer<V> valueSerializer;
    private final ForeignKeyTopics topics;
    private final TableJoiner<V, VO, VOut> joiner;

    /**
     * Makes the operator.
     *
     * @param table the view of the table that refers; the node must be connected to its stores
     * @param valueSerializer of that table; null for the default
     * @param topics what it is told
     * @param joiner inner or left
     */
    public AnswerJoinOperator(
            TableViewSupplier<K, V> table,
            @Nullable Serializer<V> valueSerializer,
            ForeignKeyTopics topics,
            TableJoiner<V, VO, VOut> joiner) {
        this.table = table;
        this.valueSerializer = valueSerializer;
        this.topics = topics;
        this.joiner = joiner;
    }

    @Override
    public Processor<K, SubscriptionAnswer<VO>, K, VOut> get() {
        return new Joining();
    }

    private final class Joining implements Processor<K, SubscriptionAnswer<VO>, K, VOut> {

        private ProcessorContext<K, VOut> context;
        private TableView<K, V> view;
        private ValueHasher<V> hasher;
        private @Nullable DroppedRecords dropped;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Joining() {}

        @Override
        public void init(ProcessorContext<K, VOut> context) {
            this.context = context;
            view = table.open(context);
            hasher = ValueHasher.open(valueSerializer, topics, context);
            dropped = context instanceof DroppedRecords door ? door : null;
        }

        @Override
        public void process(Record<K, SubscriptionAnswer<VO>> record) {
            V value = ValueAndTimestamp.getValueOrNull(view.get(record.key()));
            ValueHash hash = hasher.hash(record.headers(), value);
            if (hash == null
                    ? record.value().hash() == null
                    : hash.equals(record.value().hash())) {
                context.forward(
                        record.withValue(joiner.join(value, record.value().foreignValue())));
            } else if (dropped != null) {
                // No warning: in normal operation entries change while answers are under way.
                dropped.recordDropped();
            }
        }

        @Override
        public void close() {
            view.close();
        }
    }
}
