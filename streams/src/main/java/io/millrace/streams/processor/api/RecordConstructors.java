package io.millrace.streams.processor.api;

import io.millrace.streams.spi.RecordAccess;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@code spi.Records} the constructors that this package keeps to itself. Has no state.
 *
 * <p>{@link Record} registers one when it is loaded; a public class here would be a door for users, too.
 */
final class RecordConstructors extends RecordAccess {

    @Override
    protected <K extends @Nullable Object, V extends @Nullable Object> Record<K, V> record(
            @Nullable K key, @Nullable V value, long timestamp, @Nullable Headers unchanging) {
        if (unchanging == null || unchanging instanceof RecordHeaders) {
            return new Record<>((RecordHeaders) unchanging, key, value, timestamp);
        }
        return new Record<>(key, value, timestamp, unchanging);
    }

    @Override
    protected <K extends @Nullable Object, V extends @Nullable Object> Record<K, V> derived(
            Record<?, ?> source, @Nullable K key, @Nullable V value, long timestamp) {
        return new Record<>(source, key, value, timestamp);
    }

    @Override
    protected <K extends @Nullable Object, V extends @Nullable Object> FixedKeyRecord<K, V> fixedKey(
            Record<K, V> source) {
        return new FixedKeyRecord<>(source, source.key(), source.value(), source.timestamp());
    }

    @Override
    protected <K extends @Nullable Object, V extends @Nullable Object> Record<K, V> freeKey(
            FixedKeyRecord<K, V> source) {
        return new Record<>(source, source.key(), source.value(), source.timestamp());
    }

    @Override
    protected Headers peek(Record<?, ?> record) {
        return record.peek();
    }
}
