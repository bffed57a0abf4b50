package io.millrace.log.embedded;

import io.millrace.store.rocksdb.RocksDatabase;

/**
 * What an embedded log holds on disk: one database with a table of batches and a table of everything else, next to the
 * state.
 */
record Storage(RocksDatabase database, LogTable log, MetaTable meta) {

    static Storage in(RocksDatabase database) {
        return new Storage(database, new LogTable(database), new MetaTable(database));
    }
}
