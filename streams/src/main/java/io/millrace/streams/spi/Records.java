package io.millrace.streams.spi;

import io.millrace.streams.processor.api.FixedKeyRecord;
import io.millrace.streams.processor.api.Record;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Makes records without copying headers: for the implementation, not for users, because it relies on promises that
 * nobody checks.
 *
 * <p>On the hot path: each method makes one object at most, unless the user holds the headers of the source, which then
 * must be copied. Stateless; the records are as thread-bound as {@link Record} says.
 */
public final class Records {

    private static final RecordAccess ACCESS = RecordAccess.registered();

    private Records() {}

    /**
     * Makes a record that refers to the given headers. They are copied only if the user asks for them.
     *
     * @param key the key
     * @param value the value
     * @param timestamp the time in milliseconds since the epoch, not negative
     * @param unchanging headers that nobody is going to change any more; null for none
     * @return the record
     */
    public static <K extends @Nullable Object, V extends @Nullable Object> Record<K, V> of(
            @Nullable K key, @Nullable V value, long timestamp, @Nullable Headers unchanging) {
        return ACCESS.record(key, value, timestamp, unchanging);
    }

    /**
     * Makes a record out of another one that shares nothing but the headers: one object instead of one per
     * {@code with...} call.
     *
     * @param source the record whose headers the new one gets, isolated as by {@link Record#withValue}
     * @param key the key
     * @param value the value
     * @param timestamp the time in milliseconds since the epoch, not negative
     * @return the record
     */
    public static <K extends @Nullable Object, V extends @Nullable Object> Record<K, V> derive(
            Record<?, ?> source, @Nullable K key, @Nullable V value, long timestamp) {
        return ACCESS.derived(source, key, value, timestamp);
    }

    /**
     * Makes the record that a fixed-key processor gets.
     *
     * @param source the record that arrived
     * @return the same with a fixed key; headers isolated as by {@link Record#withValue}
     */
    public static <K extends @Nullable Object, V extends @Nullable Object> FixedKeyRecord<K, V> fixedKey(
            Record<K, V> source) {
        return ACCESS.fixedKey(source);
    }

    /**
     * Makes the record that the steps after a fixed-key processor get.
     *
     * @param source the record that the fixed-key processor forwarded
     * @return the same with a key that may change again; headers isolated as by {@link Record#withValue}
     */
    public static <K extends @Nullable Object, V extends @Nullable Object> Record<K, V> freeKey(
            FixedKeyRecord<K, V> source) {
        return ACCESS.freeKey(source);
    }

    /**
     * Returns the headers of a record without giving it one of its own: other records may refer to the same object.
     *
     * @param record the record
     * @return the headers, to be read at once, not to be changed and not to be kept
     */
    public static Headers peekHeaders(Record<?, ?> record) {
        return ACCESS.peek(record);
    }
}
