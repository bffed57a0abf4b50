package io.millrace.streams.processor;

import io.millrace.streams.KeyValue;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a store takes back many records of its changelog at once. When a store registers this, only batches are given to
 * it.
 */
public interface BatchingStateRestoreCallback extends StateRestoreCallback {

    /**
     * Puts a batch of records of the changelog into the store. Called again and again until the store is complete.
     *
     * @param records keys and values in the order of the changelog; a null value means that the key was deleted
     */
    void restoreAll(Collection<KeyValue<byte[], byte[]>> records);

    /** Takes one record as a batch of one. */
    @Override
    default void restore(byte[] key, byte @Nullable [] value) {
        restoreAll(List.of(new KeyValue<>(key, value)));
    }
}
