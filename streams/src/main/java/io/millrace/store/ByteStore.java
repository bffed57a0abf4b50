package io.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * Committed state of one slot: an ordered map from bytes to bytes, keys compared as unsigned bytes. Only read here;
 * changes arrive through {@link StateDatabase#apply}. One thread at a time, except where an implementation says more.
 */
public interface ByteStore {

    /** The value of a key, null when there is none. */
    byte @Nullable [] get(byte[] key);

    /**
     * What lies in a range, as it is at the time of the call.
     *
     * @param from the first key, inclusive; null for the beginning
     * @param to the last key, exclusive; null for the end
     * @param forward false to go from the end to the beginning
     * @return to be closed by the caller
     */
    ByteCursor scan(byte @Nullable [] from, byte @Nullable [] to, boolean forward);

    /** About how many entries there are. */
    long approximateEntries();
}
