package io.millrace.store.rocksdb;

import org.rocksdb.ColumnFamilyHandle;

/**
 * A named, ordered map from bytes to bytes inside a {@link RocksDatabase}. Of use only to the database it came from.
 */
public final class Family {

    private final RocksDatabase owner;
    private final String name;
    private final ColumnFamilyHandle handle;
    private final int id;

    Family(RocksDatabase owner, String name, ColumnFamilyHandle handle) {
        this.owner = owner;
        this.name = name;
        this.handle = handle;
        this.id = handle.getID();
    }

    /** The name under which it was asked for. */
    public String name() {
        return name;
    }

    /** The number that stands for it in a batch. */
    int id() {
        return id;
    }

    /** The native handle; a handle of another database would crash the process, so that is refused here. */
    ColumnFamilyHandle handle(RocksDatabase user) {
        if (user != owner) {
            throw new IllegalArgumentException("family: " + name + " of another database (expected: one of this one)");
        }
        return handle;
    }

    @Override
    public String toString() {
        return name;
    }
}
