package io.millrace.store;

import io.millrace.streams.state.AggregationWithHeaders;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.ValueTimestampHeaders;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The values of a store in a form that has less, for reading and writing. What is written through it has no headers
 * and, where the form has no time, an unknown one. Immutable.
 *
 * @param shown from what the store keeps; of none makes none
 * @param written to what the store keeps; of none makes none
 * @param <S> what the store keeps
 * @param <V> the form with less
 */
@SuppressWarnings("NullAway") // none is null on both sides, whatever the types say
public record ValueView<S, V>(Function<@Nullable S, @Nullable V> shown, Function<@Nullable V, @Nullable S> written) {

    /** Values without their timestamps. */
    public static <V> ValueView<ValueAndTimestamp<V>, V> withoutTime() {
        return new ValueView<>(
                ValueAndTimestamp::getValueOrNull, value -> ValueAndTimestamp.make(value, UnknownTimestamp.VALUE));
    }

    /** Values and timestamps without their headers. */
    public static <V> ValueView<ValueTimestampHeaders<V>, ValueAndTimestamp<V>> withoutHeaders() {
        return new ValueView<>(
                kept -> kept == null ? null : ValueAndTimestamp.make(kept.value(), kept.timestamp()),
                value -> value == null
                        ? null
                        : ValueTimestampHeaders.make(value.value(), value.timestamp(), new RecordHeaders()));
    }

    /** Values without their timestamps and headers. */
    public static <V> ValueView<ValueTimestampHeaders<V>, V> plain() {
        return new ValueView<>(
                ValueTimestampHeaders::getValueOrNull,
                value -> ValueTimestampHeaders.make(value, UnknownTimestamp.VALUE, new RecordHeaders()));
    }

    /** Aggregates of sessions without their headers. */
    public static <V> ValueView<AggregationWithHeaders<V>, V> plainSessions() {
        return new ValueView<>(
                AggregationWithHeaders::getAggregationOrNull,
                value -> AggregationWithHeaders.make(value, new RecordHeaders()));
    }
}
