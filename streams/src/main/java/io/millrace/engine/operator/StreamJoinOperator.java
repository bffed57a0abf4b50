package io.millrace.engine.operator;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import io.millrace.streams.state.WindowStore;
import io.millrace.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * One half of a join of two streams: joins each record of its stream with those records of the other stream that are
 * kept, have the same key and are close in time. There are two of them in a join, and what tells them, and the kinds of
 * joins, apart is data: a {@link JoinSide}.
 *
 * <p>The result has the later one of both timestamps and the headers of the record at hand. Records without a key or
 * without a value are dropped, but for one case: where the side's records go on without a partner, one that has a value
 * and no key does so at once.
 *
 * <p>A record without a partner waits until its window and the grace period are over ({@link WaitingRecords}); if
 * stream time, which both halves share, is past its window already, it goes on at once. Records that have waited long
 * enough go on when a record comes that is as late as stream time, with that record's headers, and before its own
 * results.
 *
 * @param <K> key type
 * @param <V> value type of this side's stream
 * @param <VOther> value type of the other side's stream
 * @param <VOut> type of the joined values
 */
public final class StreamJoinOperator<K, V, VOther, VOut> implements ProcessorSupplier<K, V, K, VOut> {

    private final JoinSide side;
    private final String otherStoreName;
    private final WaitingRecords.@Nullable Shared<K> shared;
    private final ValueJoinerWithKey<? super K, ? super V, ? super VOther, ? extends VOut> joiner;

    /**
     * Makes the operator.
     *
     * @param side which stream, and its window
     * @param otherStoreName the store of the other stream's records
     * @param shared the records of both streams that wait for a partner, the same for both halves; null when none wait:
     *     in an inner join, and in one that tells at once that there is no partner
     * @param joiner makes the joined value; its second and third arguments may be null, one at a time, unless the join
     *     is an inner one
     */
    public StreamJoinOperator(
            JoinSide side,
            String otherStoreName,
            WaitingRecords.@Nullable Shared<K> shared,
            ValueJoinerWithKey<? super K, ? super V, ? super VOther, ? extends VOut> joiner) {
        this.side = side;
        this.otherStoreName = otherStoreName;
        this.shared = shared;
        this.joiner = joiner;
    }

    @Override
    public Processor<K, V, K, VOut> get() {
        return new Joining();
    }

    private final class Joining implements Processor<K, V, K, VOut>, WaitingRecords.Emission<K> {

        private ProcessorContext<K, VOut> context;
        private WindowStore<K, VOther> others;
        private DropLog drops;
        private @Nullable WaitingRecords<K> waiting;
        private @Nullable Record<K, V> trigger;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Joining() {}

        @Override
        public void init(ProcessorContext<K, VOut> context) {
            this.context = context;
            others = context.getStateStore(otherStoreName);
            drops = new DropLog(context);
            waiting = shared == null ? null : shared.of(context);
        }

        @Override
        public void process(Record<K, V> record) {
            if (waiting != null) {
                waiting.observe(record.timestamp());
            }
            if (record.key() == null && record.value() != null && side.keepsUnmatched()) {
                forward(record, record.timestamp(), null);
            } else if (record.key() == null || record.value() == null) {
                drops.drop("no key or no value, so it has no partner", record);
            } else {
                if (waiting != null && record.timestamp() == waiting.streamTime()) {
                    trigger = record;
                    waiting.emitClosed(side, this);
                    trigger = null;
                }
                if (!joinsAny(record, waiting) && side.keepsUnmatched()) {
                    keep(record, waiting);
                }
            }
        }

        private boolean joinsAny(Record<K, V> record, @Nullable WaitingRecords<K> waitingOthers) {
            long timestamp = record.timestamp();
            try (WindowStoreIterator<VOther> partners =
                    others.fetch(record.key(), side.from(timestamp), side.to(timestamp))) {
                boolean any = partners.hasNext();
                while (partners.hasNext()) {
                    KeyValue<Long, VOther> partner = partners.next();
                    if (waitingOthers != null) {
                        waitingOthers.remove(record.key(), partner.key, !side.isFirst());
                    }
                    forward(record, Math.max(timestamp, partner.key), partner.value);
                }
                return any;
            }
        }

        private void keep(Record<K, V> record, @Nullable WaitingRecords<K> waitingOnes) {
            if (waitingOnes == null || side.to(record.timestamp()) < waitingOnes.streamTime()) {
                forward(record, record.timestamp(), null);
            } else {
                waitingOnes.add(record.key(), record.timestamp(), side.isFirst(), record.value());
            }
        }

        private void forward(Record<K, V> record, long timestamp, @Nullable VOther partner) {
            VOut joined = joiner.apply(record.key(), record.value(), partner);
            context.forward(Records.derive(record, record.key(), joined, timestamp));
        }

        @Override
        @SuppressWarnings("unchecked") // values are kept with their side, which tells their type
        public void emit(K key, long timestamp, boolean ofFirst, Object value) {
            Record<K, V> cause = trigger;
            if (cause == null) {
                throw new AssertionError("a waiting record goes on without a record that lets it");
            }
            VOut joined = ofFirst == side.isFirst()
                    ? joiner.apply(key, (V) value, null)
                    : joiner.apply(key, null, (VOther) value);
            context.forward(Records.derive(cause, key, joined, timestamp));
        }

        @Override
        public void close() {
            if (shared != null && waiting != null) {
                shared.release(waiting);
            }
        }
    }
}
