package io.millrace.dsl;

import io.millrace.engine.operator.Change;
import io.millrace.engine.operator.SlidingAggregateOperator;
import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.WindowAggregateOperator;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.Windows;
import io.millrace.streams.processor.api.ProcessorSupplier;

/** All that the DSL has to know of a kind of windows that have one size. Immutable. */
sealed interface TimeWindowing {

    /** How long a window is, in milliseconds. */
    long sizeMs();

    /** How long after its end a window takes records, in milliseconds. */
    long gracePeriodMs();

    /** How long the store must keep a window, from its start, in milliseconds. */
    long neededRetentionMs();

    /** Makes the operator that aggregates by these windows. */
    <K, V, A> ProcessorSupplier<K, V, Windowed<K>, Change<A>> operator(
            TableShape shape,
            EmitStrategy strategy,
            Initializer<A> initializer,
            Aggregator<? super K, ? super V, A> aggregator);

    /** Windows whose starts do not depend on the records. */
    record Fixed(Windows<?> windows) implements TimeWindowing {

        @Override
        public long sizeMs() {
            return windows.size();
        }

        @Override
        public long gracePeriodMs() {
            return windows.gracePeriodMs();
        }

        @Override
        public long neededRetentionMs() {
            return windows.size() + windows.gracePeriodMs();
        }

        @Override
        public <K, V, A> ProcessorSupplier<K, V, Windowed<K>, Change<A>> operator(
                TableShape shape,
                EmitStrategy strategy,
                Initializer<A> initializer,
                Aggregator<? super K, ? super V, A> aggregator) {
            return new WindowAggregateOperator<>(shape, windows, strategy, initializer, aggregator);
        }
    }

    /** Windows that slide along with the records. A record looks back to windows that ended before its own began. */
    record Sliding(SlidingWindows windows) implements TimeWindowing {

        @Override
        public long sizeMs() {
            return windows.timeDifferenceMs();
        }

        @Override
        public long gracePeriodMs() {
            return windows.gracePeriodMs();
        }

        @Override
        public long neededRetentionMs() {
            return 2 * windows.timeDifferenceMs() + windows.gracePeriodMs();
        }

        @Override
        public <K, V, A> ProcessorSupplier<K, V, Windowed<K>, Change<A>> operator(
                TableShape shape,
                EmitStrategy strategy,
                Initializer<A> initializer,
                Aggregator<? super K, ? super V, A> aggregator) {
            return new SlidingAggregateOperator<>(shape, windows, strategy, initializer, aggregator);
        }
    }
}
