package io.millrace.store;

/** Goes over entries in key order. Begins before the first entry. Not thread safe; closed by whoever asked for it. */
public interface ByteCursor extends AutoCloseable {

    /** Moves to the next entry; false when there is none. */
    boolean next();

    /** The key of the entry. The array is the caller's. */
    byte[] key();

    /** The value of the entry. The array is the caller's. */
    byte[] value();

    @Override
    void close();
}
