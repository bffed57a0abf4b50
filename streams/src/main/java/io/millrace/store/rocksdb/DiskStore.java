package io.millrace.store.rocksdb;

import io.millrace.store.ByteCursor;
import io.millrace.store.ByteStore;
import org.jspecify.annotations.Nullable;

/** Committed state of one slot, read from disk through the shared block cache. Any number of threads may read. */
final class DiskStore implements ByteStore {

    private final RocksDatabase database;
    private final Family family;
    private final SlotKeys keys;

    DiskStore(RocksDatabase database, Family family, SlotKeys keys) {
        this.database = database;
        this.family = family;
        this.keys = keys;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return database.get(family, keys.key(key));
    }

    @Override
    public ByteCursor scan(byte @Nullable [] from, byte @Nullable [] to, boolean forward) {
        return database.scan(family, keys.range(from, to), forward);
    }

    @Override
    public long approximateEntries() {
        return database.approximateEntries(family, keys);
    }
}
