package io.millrace.store.rocksdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionPriority;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksObject;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * All settings of the database in one place, and the native objects that hold them.
 *
 * <p>Memory is one number. One block cache of that size holds data blocks, index and filter blocks, and (through the
 * write-buffer manager) an account of the memtables of all families, so that memtables push blocks out instead of
 * coming on top.
 *
 * <p>Two kinds of family. State: small entries, read by whole key, rewritten often; bloom filters, small blocks. The
 * log: large values, written once, read in order, deleted by range; large blocks, no filters, and blob files, so that a
 * batch is written twice (write-ahead log, blob file) and never again by compactions. Measured with 2 GiB of batches of
 * 128 KiB over 8 partitions that are kept: 3.3 CPU s per GiB and no extra space, against 5.1 and half as much again
 * without blob files; where most is deleted soon the two are alike.
 *
 * <p>A user may change the settings of a store's family, see {@link StoreTuning}.
 *
 * <p>Closed by the database after everything that uses the settings.
 */
final class RocksOptions implements AutoCloseable {

    /** The name of the family whose values are large batches of records. */
    static final String LOG_FAMILY = "log";

    private static final long MIB = 1 << 20;
    /** Below this RocksDB has no room for one memtable per family and flushes all the time. */
    private static final long MEMORY_BYTES_MIN = 8 * MIB;
    /** Enough for large memtables to pay off; more only makes recovery after a crash longer. */
    private static final long WRITE_BUFFER_BYTES_MAX = 64 * MIB;
    /** How much log a crash may leave to be replayed at the next start. */
    private static final long WAL_BYTES_MAX = 512 * MIB;
    /** File handles that RocksDB keeps open; well below the usual limit of 1024 per process. */
    private static final int OPEN_FILES_MAX = 512;

    private static final long INFO_LOG_BYTES_MAX = MIB;
    private static final int STATE_BLOCK_BYTES = 4 * 1024;
    private static final int LOG_BLOCK_BYTES = 32 * 1024;
    private static final int BLOOM_BITS_PER_KEY = 10;
    /** Batches below this are few or belong to an idle application: not worth a reference. */
    private static final long BLOB_BYTES_MIN = 4 * 1024;

    private final List<RocksObject> natives = new ArrayList<>();
    private final LRUCache cache;
    private final BloomFilter bloom;
    private final DBOptions database;
    private final ColumnFamilyOptions state;
    private final ColumnFamilyOptions log;
    private final WriteOptions write;
    private final WriteOptions writeAndSync;
    private final ReadOptions read;
    private final FlushOptions flush;
    private final StoreTuning tuning;
    private final @Nullable Statistics statistics;
    private final Map<String, TunedStore> tuned = new HashMap<>();

    RocksOptions(long memoryBytes, StoreTuning tuning) {
        if (memoryBytes < MEMORY_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "memory of the state database: " + memoryBytes + " bytes (expected: >= " + MEMORY_BYTES_MIN + ")");
        }
        long memtableBytes = memoryBytes / 2;
        long writeBufferBytes = Math.min(WRITE_BUFFER_BYTES_MAX, memtableBytes / 2);
        this.tuning = tuning;
        cache = own(new LRUCache(memoryBytes));
        database = own(database(memtableBytes));
        statistics = tuning.counts() ? own(new Statistics()) : null;
        if (statistics != null) {
            statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
            database.setStatistics(statistics);
        }
        bloom = own(new BloomFilter(BLOOM_BITS_PER_KEY));
        state = own(family(writeBufferBytes)
                .setTableFormatConfig(stateTables())
                .setLevelCompactionDynamicLevelBytes(true)
                .setCompactionPriority(CompactionPriority.MinOverlappingRatio));
        log = own(family(writeBufferBytes)
                .setTableFormatConfig(tables(LOG_BLOCK_BYTES))
                .setEnableBlobFiles(true)
                .setMinBlobSize(BLOB_BYTES_MIN)
                .setBlobFileSize(64 * MIB));
        // Refused rather than stopped: see StallFreeWriter.
        write = own(new WriteOptions().setNoSlowdown(true));
        writeAndSync = own(new WriteOptions().setSync(true).setNoSlowdown(true));
        read = own(new ReadOptions());
        flush = own(new FlushOptions().setWaitForFlush(true));
    }

    private DBOptions database(long memtableBytes) {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWriteBufferManager(own(new WriteBufferManager(memtableBytes, cache)))
                .setMaxTotalWalSize(WAL_BYTES_MAX)
                // After a crash: everything up to the first write that did not get to the disk whole, nothing after it.
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setMaxOpenFiles(OPEN_FILES_MAX)
                .setMaxBackgroundJobs(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_LOG_BYTES_MAX)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0);
    }

    private ColumnFamilyOptions family(long writeBufferBytes) {
        return new ColumnFamilyOptions()
                .setWriteBufferSize(writeBufferBytes)
                .setCompressionType(CompressionType.NO_COMPRESSION);
    }

    private BlockBasedTableConfig stateTables() {
        return tables(STATE_BLOCK_BYTES).setFilterPolicy(bloom).setWholeKeyFiltering(true);
    }

    private BlockBasedTableConfig tables(int blockBytes) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(blockBytes)
                .setFormatVersion(6)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
    }

    private <T extends RocksObject> T own(T object) {
        natives.add(object);
        return object;
    }

    DBOptions database() {
        return database;
    }

    /** The settings of a family; called by one thread at a time. */
    ColumnFamilyOptions family(String name) {
        if (name.equals(LOG_FAMILY)) {
            return log;
        }
        Class<?> setter = tuning.setterClass();
        return setter == null || !name.startsWith(SlotKeys.FAMILY_PREFIX)
                ? state
                : tuned.computeIfAbsent(name, family -> tune(family, setter)).family();
    }

    private TunedStore tune(String family, Class<?> setter) {
        String store = family.substring(SlotKeys.FAMILY_PREFIX.length());
        StoreOptions options = new StoreOptions(store, database, state, stateTables());
        return TunedStore.tune(store, tuning.newSetter(setter), options, tuning.configs());
    }

    WriteOptions write(boolean syncWal) {
        return syncWal ? writeAndSync : write;
    }

    ReadOptions read() {
        return read;
    }

    /** What RocksDB counts; null when it does not. */
    @Nullable
    Statistics statistics() {
        return statistics;
    }

    FlushOptions flush() {
        return flush;
    }

    /** Bytes of the block cache that are in use, the account of the memtables included. */
    long cachedBytes() {
        return cache.getUsage();
    }

    @Override
    public void close() {
        tuned.values().forEach(TunedStore::close);
        for (int i = natives.size() - 1; i >= 0; i--) {
            natives.get(i).close();
        }
    }
}
