package io.millrace.streams;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key and a value. Immutable, if key and value are.
 *
 * @param <K> the type of the key; nullable when keys may be missing
 * @param <V> the type of the value; nullable when values may be missing
 */
public class KeyValue<K extends @Nullable Object, V extends @Nullable Object> {

    /** The key; may be null. */
    public final K key;

    /** The value; may be null. */
    public final V value;

    /**
     * Makes a pair.
     *
     * @param key the key; may be null
     * @param value the value; may be null
     */
    @SuppressWarnings("NullAway") // whether null is allowed is part of the types that the caller chose
    public KeyValue(@Nullable K key, @Nullable V value) {
        this.key = key;
        this.value = value;
    }

    /**
     * Makes a pair, without naming its types.
     *
     * @param key the key; may be null
     * @param value the value; may be null
     * @param <K> the type of the key
     * @param <V> the type of the value
     * @return the pair
     */
    public static <K extends @Nullable Object, V extends @Nullable Object> KeyValue<K, V> pair(
            @Nullable K key, @Nullable V value) {
        return new KeyValue<>(key, value);
    }

    /** Shows both, for logs: {@code KeyValue(key, value)}. */
    @Override
    public String toString() {
        return "KeyValue(" + key + ", " + value + ")";
    }

    /** Equal when key and value are. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof KeyValue<?, ?> that)) {
            return false;
        }
        return Objects.equals(key, that.key) && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value);
    }
}
