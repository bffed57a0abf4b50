package io.millrace.engine.operator;

import io.millrace.metrics.Meters;
import io.millrace.metrics.Tally;
import io.millrace.store.WaitingStore;
import io.millrace.store.WaitingStoreBuilder;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import io.millrace.streams.state.StoreBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds changes of a table back and passes the last one per key on, under the context of the record that it was.
 *
 * <p>Changes go on when a record arrives whose time says that they are due, in the order of the times by which they
 * wait. Time is that of the records that arrive here, and starts anew with the task. The table must send old values: by
 * them those who read the suppressed table see what was passed on last.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class TableSuppressOperator<K, V> implements ProcessorSupplier<K, Change<V>, K, Change<V>> {

    private final String name;
    private final WaitingStoreBuilder<K, V> store;
    private final SuppressLimits limits;

    /** Makes the operator; {@code name} is that of its node. */
    public TableSuppressOperator(String name, WaitingStoreBuilder<K, V> store, SuppressLimits limits) {
        this.name = name;
        this.store = store;
        this.limits = limits;
    }

    @Override
    public Processor<K, Change<V>, K, Change<V>> get() {
        return new Suppressing();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(store);
    }

    private final class Suppressing implements Processor<K, Change<V>, K, Change<V>> {

        private ProcessorContext<K, Change<V>> context;
        private CurrentContext current;
        private WaitingStore<K, V> waiting;
        private @Nullable Tally emitted;
        private long streamTime = -1;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Suppressing() {}

        @Override
        public void init(ProcessorContext<K, Change<V>> context) {
            this.context = context;
            current = (CurrentContext) context;
            waiting = context.getStateStore(store.name());
            Meters details = MeasuredNode.details(context);
            emitted = details == null ? null : details.tally("suppression-emit", "records that went on");
        }

        @Override
        public void process(Record<K, Change<V>> record) {
            streamTime = Math.max(streamTime, record.timestamp());
            Change<V> change = record.value();
            waiting.put(waitsBy(record), record.key(), change.newValue(), change.oldValue());
            long dueMs = streamTime - limits.waitMs();
            while (waiting.firstTimeMs() <= dueMs) {
                passOn();
            }
            if (isFull() && !limits.emitsEarly()) {
                throw full();
            }
            while (isFull() && waiting.size() > 0) {
                passOn();
            }
        }

        private long waitsBy(Record<K, Change<V>> record) {
            return limits.untilWindowEnd() && record.key() instanceof Windowed<?> windowed
                    ? windowed.window().end()
                    : record.timestamp();
        }

        private boolean isFull() {
            return waiting.size() > limits.maxRecords() || waiting.countedBytes() > limits.maxBytes();
        }

        private StreamsException full() {
            return new StreamsException("suppress " + name + " is full: " + waiting.size() + " records of at most "
                    + limits.maxRecords() + ", " + waiting.countedBytes() + " bytes of at most " + limits.maxBytes()
                    + " (raise the limits, or let results go on early with emitEarlyWhenFull)");
        }

        /** It is taken out afterwards, so that a step behind which looks the key up sees what it knew before. */
        private void passOn() {
            WaitingStore.Due<K, V> due = waiting.first();
            if (due.newValue() != null || !limits.untilWindowEnd()) {
                if (emitted != null) {
                    emitted.add();
                }
                RecordContext passed = due.context();
                Change<V> change = new Change<>(due.newValue(), due.oldValue());
                RecordContext interrupted = current.interrupt(passed);
                try {
                    context.forward(Records.of(due.key(), change, passed.timestamp(), passed.headers()));
                } finally {
                    current.resume(interrupted);
                }
            }
            waiting.removeFirst();
        }
    }
}
