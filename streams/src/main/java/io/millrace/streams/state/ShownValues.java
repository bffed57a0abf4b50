package io.millrace.streams.state;

import java.util.function.Function;

/** How the values that a store keeps are shown to those who want to see less of them. Stateless. */
final class ShownValues {

    private ShownValues() {}

    /** What is kept, or shown, of a value; each form can be made of those behind it. */
    enum Form {
        PLAIN,
        TIMESTAMPED,
        HEADERS;

        /** Whether values of this form can be shown of what a store keeps. */
        boolean canBeSeenIn(Object store) {
            return compareTo(keptIn(store)) <= 0;
        }
    }

    private static Form keptIn(Object store) {
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?>) {
            return Form.HEADERS;
        }
        return store instanceof TimestampedKeyValueStore<?, ?> || store instanceof TimestampedWindowStore<?, ?>
                ? Form.TIMESTAMPED
                : Form.PLAIN;
    }

    /** From what a store keeps to what is shown. */
    @SuppressWarnings("unchecked") // the store's type says what its values are
    static <V> Function<Object, V> of(Object store, Form shown) {
        Form kept = keptIn(store);
        if (shown == kept) {
            return value -> (V) value;
        }
        if (kept == Form.TIMESTAMPED) {
            return value -> ((ValueAndTimestamp<V>) value).value();
        }
        return shown == Form.PLAIN
                ? value -> ((ValueTimestampHeaders<V>) value).value()
                : value -> (V) stamped((ValueTimestampHeaders<?>) value);
    }

    private static ValueAndTimestamp<?> stamped(ValueTimestampHeaders<?> value) {
        return ValueAndTimestamp.makeAllowNullable(value.value(), value.timestamp());
    }
}
