package io.millrace.streams.processor;

import org.jspecify.annotations.Nullable;

/**
 * How a store takes back one record of its changelog. A store whose engine writes many records at once should implement
 * {@link BatchingStateRestoreCallback}.
 */
public interface StateRestoreCallback {

    /**
     * Puts one record of the changelog into the store. Records of one key arrive in the order in which they were
     * written. Not called at the same time from two threads.
     *
     * @param key the key as the changelog has it
     * @param value the value as the changelog has it; null means that the key was deleted
     */
    void restore(byte[] key, byte @Nullable [] value);
}
