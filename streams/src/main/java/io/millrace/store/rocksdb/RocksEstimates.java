package io.millrace.store.rocksdb;

import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Range;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;

/** Guesses of RocksDB about how much there is. To be called inside the gate. */
final class RocksEstimates {

    private static final byte[] FIRST = {};
    private static final byte[] LAST = {-1, -1, -1, -1, -1, -1, -1, -1};

    private final RocksDB rocks;

    RocksEstimates(RocksDB rocks) {
        this.rocks = rocks;
    }

    /** Bytes of a family, in memory and on disk. */
    long bytes(ColumnFamilyHandle family) throws RocksDBException {
        return rocks.getLongProperty(family, "rocksdb.cur-size-all-mem-tables")
                + rocks.getLongProperty(family, "rocksdb.live-sst-files-size")
                + rocks.getLongProperty(family, "rocksdb.live-blob-file-size");
    }

    /** Entries of a range: those of the family (RocksDB knows no other number) times the range's share of the bytes. */
    long entries(ColumnFamilyHandle family, byte[] from, byte[] to) throws RocksDBException {
        long all = rocks.getLongProperty(family, "rocksdb.estimate-num-keys");
        try (Slice first = new Slice(FIRST);
                Slice last = new Slice(LAST);
                Slice lower = new Slice(from);
                Slice upper = new Slice(to)) {
            long[] bytes = rocks.getApproximateSizes(
                    family,
                    List.of(new Range(lower, upper), new Range(first, last)),
                    SizeApproximationFlag.INCLUDE_FILES,
                    SizeApproximationFlag.INCLUDE_MEMTABLES);
            return bytes[1] <= 0 ? all : (long) (all * Math.min(1.0, (double) bytes[0] / bytes[1]));
        }
    }
}
