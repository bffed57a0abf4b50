package io.millrace.store;

/** What a database says of itself. Thread safe; asked by whoever reads metrics, and zero when it is closed. */
public interface StateFigures {

    /** A database that keeps no count of anything. */
    StateFigures NONE = new StateFigures() {

        @Override
        public long property(StoreSlot slot, String name) {
            return 0;
        }

        @Override
        public double count(Counted what) {
            return 0;
        }

        @Override
        public Times times(Timed what) {
            return Times.NONE;
        }
    };

    /** A figure, by RocksDB's name without its prefix, of where a store lies, all its partitions together. */
    long property(StoreSlot slot, String name);

    /** How many there have been since the database was opened, over all stores. */
    double count(Counted what);

    /** How long something has taken since the database was opened, over all stores. */
    Times times(Timed what);

    /** What is counted. */
    enum Counted {
        BYTES_WRITTEN,
        BYTES_READ,
        BYTES_FLUSHED,
        BYTES_READ_BY_COMPACTION,
        BYTES_WRITTEN_BY_COMPACTION,
        MEMTABLE_HITS,
        MEMTABLE_MISSES,
        DATA_BLOCK_HITS,
        DATA_BLOCK_MISSES,
        INDEX_BLOCK_HITS,
        INDEX_BLOCK_MISSES,
        FILTER_BLOCK_HITS,
        FILTER_BLOCK_MISSES,
        STALL_MICROS,
        FILES_OPENED,
        FILE_ERRORS
    }

    /** What is timed. */
    enum Timed {
        FLUSH,
        COMPACTION
    }

    /**
     * How long something took, in milliseconds.
     *
     * @param avg on average
     * @param min at least
     * @param max at most
     */
    record Times(double avg, double min, double max) {

        /** It has not happened. */
        public static final Times NONE = new Times(0, 0, 0);
    }
}
