package io.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * Goes over entries of a store, one after the other. Owned by the worker.
 *
 * @param <S> what users see as the value
 */
interface Scan<S> extends AutoCloseable {

    /** Moves to the next entry; false when there is none. */
    boolean next();

    /** The key of the entry in the byte store. */
    byte[] key();

    /** The value of the entry. */
    @Nullable
    S value();

    @Override
    void close();
}
