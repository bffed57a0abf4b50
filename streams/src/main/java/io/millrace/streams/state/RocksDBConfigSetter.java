package io.millrace.streams.state;

import java.util.Map;
import org.rocksdb.Options;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes how RocksDB keeps a store. The class is named in {@code rocksdb.config.setter}; it needs a public constructor
 * without parameters, and one object is made per store.
 *
 * <p>All stores of an application share one database, each with a column family of its own. So what RocksDB can set per
 * column family is honoured: sizes of memtables and blocks, compression, compaction, filters, a block cache of the
 * store's own. What concerns the whole database (open files, background jobs, the write-ahead log, the write buffer
 * manager, statistics, ...) has no effect, and a warning names it. What would make entries unreadable or remove them (a
 * comparator, a prefix extractor, a compaction filter, a table format without order) is refused.
 *
 * <pre>{@code
 * public class Compressed implements RocksDBConfigSetter {
 *     public void setConfig(String storeName, Options options, Map<String, Object> configs) {
 *         BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
 *         tables.setBlockSize(16 * 1024);
 *         options.setTableFormatConfig(tables);
 *         options.setCompressionType(CompressionType.LZ4_COMPRESSION);
 *     }
 *
 *     public void close(String storeName, Options options) {}
 * }
 * }</pre>
 */
public interface RocksDBConfigSetter {

    /** For messages of setters. */
    Logger LOG = LoggerFactory.getLogger(RocksDBConfigSetter.class);

    /**
     * Changes the options of a store. Called once per store, before it is opened or made; by any thread.
     *
     * @param storeName the store's name
     * @param options what would be used; to be changed in place. Take the present {@code tableFormatConfig()} and set
     *     it again rather than a new one, which would lose the shared block cache
     * @param configs the configuration of the application
     */
    void setConfig(String storeName, Options options, Map<String, Object> configs);

    /**
     * Frees what {@link #setConfig setConfig} made and RocksDB does not own: caches, filters. Called once per store,
     * after the database is closed.
     *
     * @param storeName the store's name
     * @param options the options that {@link #setConfig setConfig} was given; freed by the caller
     */
    void close(String storeName, Options options);
}
