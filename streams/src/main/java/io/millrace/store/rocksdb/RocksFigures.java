package io.millrace.store.rocksdb;

import io.millrace.store.StateFigures;
import io.millrace.store.StoreSlot;
import org.jspecify.annotations.Nullable;
import org.rocksdb.HistogramData;
import org.rocksdb.HistogramType;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/** What RocksDB says of itself. Thread safe; of a closed database it is all zero. */
final class RocksFigures implements StateFigures {

    private static final double MICROS_PER_MS = 1e3;

    private final RocksDatabase database;
    private final RocksDB rocks;
    private final @Nullable Statistics statistics;

    RocksFigures(RocksDatabase database, RocksDB rocks, @Nullable Statistics statistics) {
        this.database = database;
        this.rocks = rocks;
        this.statistics = statistics;
    }

    @Override
    public long property(StoreSlot slot, String name) {
        Family family = database.family(slot);
        long stamp = database.gate().tryEnter();
        if (stamp == NativeGate.CLOSED) {
            return 0;
        }
        try {
            return rocks.getLongProperty(family.handle(database), "rocksdb." + name);
        } catch (RocksDBException e) {
            throw RocksErrors.onUse(database.folder(), "read the property " + name, e);
        } finally {
            database.gate().exit(stamp);
        }
    }

    @Override
    public double count(Counted what) {
        long stamp = statistics == null ? NativeGate.CLOSED : database.gate().tryEnter();
        if (statistics == null || stamp == NativeGate.CLOSED) {
            return 0;
        }
        try {
            return statistics.getTickerCount(ticker(what));
        } finally {
            database.gate().exit(stamp);
        }
    }

    private static TickerType ticker(Counted what) {
        return switch (what) {
            case BYTES_WRITTEN -> TickerType.BYTES_WRITTEN;
            case BYTES_READ -> TickerType.BYTES_READ;
            case BYTES_FLUSHED -> TickerType.FLUSH_WRITE_BYTES;
            case BYTES_READ_BY_COMPACTION -> TickerType.COMPACT_READ_BYTES;
            case BYTES_WRITTEN_BY_COMPACTION -> TickerType.COMPACT_WRITE_BYTES;
            case MEMTABLE_HITS -> TickerType.MEMTABLE_HIT;
            case MEMTABLE_MISSES -> TickerType.MEMTABLE_MISS;
            case DATA_BLOCK_HITS -> TickerType.BLOCK_CACHE_DATA_HIT;
            case DATA_BLOCK_MISSES -> TickerType.BLOCK_CACHE_DATA_MISS;
            case INDEX_BLOCK_HITS -> TickerType.BLOCK_CACHE_INDEX_HIT;
            case INDEX_BLOCK_MISSES -> TickerType.BLOCK_CACHE_INDEX_MISS;
            case FILTER_BLOCK_HITS -> TickerType.BLOCK_CACHE_FILTER_HIT;
            case FILTER_BLOCK_MISSES -> TickerType.BLOCK_CACHE_FILTER_MISS;
            case STALL_MICROS -> TickerType.STALL_MICROS;
            case FILES_OPENED -> TickerType.NO_FILE_OPENS;
            case FILE_ERRORS -> TickerType.NO_FILE_ERRORS;
        };
    }

    @Override
    public Times times(Timed what) {
        long stamp = statistics == null ? NativeGate.CLOSED : database.gate().tryEnter();
        if (statistics == null || stamp == NativeGate.CLOSED) {
            return Times.NONE;
        }
        try {
            HistogramData data = statistics.getHistogramData(
                    what == Timed.FLUSH ? HistogramType.FLUSH_TIME : HistogramType.COMPACTION_TIME);
            double min = data.getCount() == 0 ? 0 : data.getMin();
            return new Times(data.getAverage() / MICROS_PER_MS, min / MICROS_PER_MS, data.getMax() / MICROS_PER_MS);
        } finally {
            database.gate().exit(stamp);
        }
    }
}
