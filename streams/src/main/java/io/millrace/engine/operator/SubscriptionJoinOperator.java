package io.millrace.engine.operator;

import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import io.millrace.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Answers a subscription with what the table that is referred to has at that moment. The time of the answer is the
 * later one of the two.
 *
 * @param <K> type of the primary key
 * @param <KO> type of the foreign key
 * @param <VO> value type of the table that is referred to
 */
public final class SubscriptionJoinOperator<K, KO, VO>
        implements ProcessorSupplier<KO, SubscriptionMessage<K>, K, SubscriptionAnswer<VO>> {

    private final TableViewSupplier<KO, VO> foreign;

    /** Makes the operator; the node must be connected to the stores of the view. */
    public SubscriptionJoinOperator(TableViewSupplier<KO, VO> foreign) {
        this.foreign = foreign;
    }

    @Override
    public Processor<KO, SubscriptionMessage<K>, K, SubscriptionAnswer<VO>> get() {
        return new Answering();
    }

    private final class Answering implements Processor<KO, SubscriptionMessage<K>, K, SubscriptionAnswer<VO>> {

        private ProcessorContext<K, SubscriptionAnswer<VO>> context;
        private TableView<KO, VO> view;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Answering() {}

        @Override
        public void init(ProcessorContext<K, SubscriptionAnswer<VO>> context) {
            this.context = context;
            view = foreign.open(context);
        }

        @Override
        public void process(Record<KO, SubscriptionMessage<K>> record) {
            KO foreignKey = record.key();
            ValueAndTimestamp<VO> entry = foreignKey == null ? null : view.get(foreignKey);
            switch (record.value().instruction()) {
                case FORGET -> {}
                case FORGET_AND_ANSWER -> answer(record, entry, null);
                case SUBSCRIBE -> answer(record, entry, ValueAndTimestamp.getValueOrNull(entry));
                case SUBSCRIBE_IF_PRESENT -> {
                    if (entry != null) {
                        answer(record, entry, entry.value());
                    }
                }
            }
        }

        private void answer(
                Record<KO, SubscriptionMessage<K>> record, @Nullable ValueAndTimestamp<VO> entry, @Nullable VO value) {
            SubscriptionMessage<K> message = record.value();
            long timestamp = entry == null ? record.timestamp() : Math.max(record.timestamp(), entry.timestamp());
            SubscriptionAnswer<VO> answer = new SubscriptionAnswer<>(message.hash(), value, message.primaryPartition());
            context.forward(Records.derive(record, message.primaryKey(), answer, timestamp));
        }

        @Override
        public void close() {
            view.close();
        }
    }
}
