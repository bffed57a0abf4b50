package io.millrace.streams.spi;

import io.millrace.streams.state.AggregationWithHeaders;
import io.millrace.streams.state.SessionStoreWithHeaders;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.ValueTimestampHeaders;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a store keeps of a value, or shows of it to those who want to see less; each form is made of those behind it.
 */
public enum ShownValues {
    /** The value alone. */
    PLAIN,
    /** The value and its time. */
    TIMESTAMPED,
    /** The value, its time if the store keeps one, and its headers. */
    HEADERS;

    /** The form in which a store keeps its values. */
    public static ShownValues keptIn(Object store) {
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?>
                || store instanceof TimestampedWindowStoreWithHeaders<?, ?>
                || store instanceof SessionStoreWithHeaders<?, ?>) {
            return HEADERS;
        }
        return store instanceof TimestampedKeyValueStore<?, ?> || store instanceof TimestampedWindowStore<?, ?>
                ? TIMESTAMPED
                : PLAIN;
    }

    /** Whether values of this form can be shown of what a store keeps. */
    public boolean canBeSeenIn(Object store) {
        boolean hasNoTime = this == TIMESTAMPED && store instanceof SessionStoreWithHeaders<?, ?>;
        return !hasNoTime && compareTo(keptIn(store)) <= 0;
    }

    /** From what a store keeps, never null, to this form of it. */
    @SuppressWarnings("unchecked") // the store's type says what its values are
    public <S, V> Function<S, V> of(Object store) {
        if (this == keptIn(store)) {
            return value -> (V) value;
        }
        return this == PLAIN ? value -> (V) alone(value) : value -> (V) stamped((ValueTimestampHeaders<?>) value);
    }

    private static @Nullable Object alone(Object kept) {
        if (kept instanceof ValueAndTimestamp<?> stamped) {
            return stamped.value();
        }
        return kept instanceof ValueTimestampHeaders<?> traced
                ? traced.value()
                : ((AggregationWithHeaders<?>) kept).aggregation();
    }

    private static ValueAndTimestamp<?> stamped(ValueTimestampHeaders<?> value) {
        return ValueAndTimestamp.makeAllowNullable(value.value(), value.timestamp());
    }
}
