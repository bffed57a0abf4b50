package io.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * Committed state of one slot on the heap. Changed by the one thread that applies batches; any thread may read, and
 * what it scans is a snapshot.
 */
public final class HeapStore implements ByteStore {

    private volatile SortedBytes entries;

    /** A store that begins with the given entries. */
    public HeapStore(SortedBytes entries) {
        this.entries = entries;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        byte[] value = entries.get(key);
        return value == null ? null : value.clone();
    }

    @Override
    public ByteCursor scan(byte @Nullable [] from, byte @Nullable [] to, boolean forward) {
        return entries.scan(from, to, forward);
    }

    @Override
    public long approximateEntries() {
        return entries.size();
    }

    /** All entries as they are now. */
    public SortedBytes entries() {
        return entries;
    }

    /** Puts other entries in the place of the present ones, in one step. */
    public void entries(SortedBytes replacement) {
        entries = replacement;
    }
}
