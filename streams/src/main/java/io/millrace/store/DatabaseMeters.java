package io.millrace.store;

import io.millrace.metrics.Meters;
import io.millrace.metrics.Tally;
import io.millrace.store.StateFigures.Counted;
import io.millrace.store.StateFigures.Timed;
import io.millrace.store.StateFigures.Times;
import java.math.BigInteger;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of the database beside a store that lies in it. Properties are those of the store's part of the
 * database, all its partitions together, and of the one block cache; they are asked for when somebody looks. What is
 * counted at level DEBUG is counted by the database as a whole. Owned by the task's worker.
 */
final class DatabaseMeters {

    /** By RocksDB's names, which are also those of the metrics. */
    private static final List<String> PROPERTIES = List.of(
            "num-immutable-mem-table",
            "cur-size-active-mem-table",
            "cur-size-all-mem-tables",
            "size-all-mem-tables",
            "num-entries-active-mem-table",
            "num-deletes-active-mem-table",
            "num-entries-imm-mem-tables",
            "num-deletes-imm-mem-tables",
            "mem-table-flush-pending",
            "num-running-flushes",
            "compaction-pending",
            "num-running-compactions",
            "estimate-pending-compaction-bytes",
            "total-sst-files-size",
            "live-sst-files-size",
            "num-live-versions",
            "estimate-num-keys",
            "estimate-table-readers-mem",
            "background-errors",
            "block-cache-capacity",
            "block-cache-usage",
            "block-cache-pinned-usage");

    private final StateFigures figures;
    private final @Nullable Counts counts;

    DatabaseMeters(Meters meters, StateFigures figures, StoreSlot slot) {
        this.figures = figures;
        for (String property : PROPERTIES) {
            meters.gauge(
                    property,
                    "RocksDB's property " + property,
                    (config, nowMs) -> BigInteger.valueOf(figures.property(slot, property)));
        }
        Meters debug = meters.at(RecordingLevel.DEBUG);
        this.counts = debug == null ? null : new Counts(debug);
        if (debug != null) {
            showRatios(debug);
            showTimes(debug, "memtable-flush-time", "how long it takes to write a memtable to a file", Timed.FLUSH);
            showTimes(debug, "compaction-time", "how long a compaction takes", Timed.COMPACTION);
            debug.gauge("number-open-files", "files opened so far", (config, now) -> count(Counted.FILES_OPENED));
            debug.gauge("number-file-errors-total", "files that failed", (config, now) -> count(Counted.FILE_ERRORS));
            debug.gauge(
                    "write-stall-duration-total",
                    "how long writes were held up, in microseconds",
                    (config, now) -> count(Counted.STALL_MICROS));
            debug.gauge(
                    "write-stall-duration-avg",
                    "how long writes were held up, in microseconds",
                    (config, now) -> count(Counted.STALL_MICROS));
        }
    }

    private double count(Counted what) {
        return figures.count(what);
    }

    private void showRatios(Meters debug) {
        showRatio(debug, "memtable-hit-ratio", Counted.MEMTABLE_HITS, Counted.MEMTABLE_MISSES);
        showRatio(debug, "block-cache-data-hit-ratio", Counted.DATA_BLOCK_HITS, Counted.DATA_BLOCK_MISSES);
        showRatio(debug, "block-cache-index-hit-ratio", Counted.INDEX_BLOCK_HITS, Counted.INDEX_BLOCK_MISSES);
        showRatio(debug, "block-cache-filter-hit-ratio", Counted.FILTER_BLOCK_HITS, Counted.FILTER_BLOCK_MISSES);
    }

    private void showRatio(Meters debug, String name, Counted hits, Counted misses) {
        debug.gauge(name, "share of what was found", (config, nowMs) -> {
            double found = count(hits);
            return found == 0 ? 0.0 : found / (found + count(misses));
        });
    }

    private void showTimes(Meters debug, String what, String meaning, Timed timed) {
        showTime(debug, what + "-avg", meaning + ", in ms: average", timed, Times::avg);
        showTime(debug, what + "-min", meaning + ", in ms: lowest", timed, Times::min);
        showTime(debug, what + "-max", meaning + ", in ms: highest", timed, Times::max);
    }

    private void showTime(Meters debug, String name, String meaning, Timed timed, ToDoubleFunction<Times> which) {
        debug.gauge(name, meaning, (config, nowMs) -> which.applyAsDouble(figures.times(timed)));
    }

    /** Takes over what the database has counted. */
    void update() {
        if (counts != null) {
            counts.written.reach((long) count(Counted.BYTES_WRITTEN));
            counts.read.reach((long) count(Counted.BYTES_READ));
            counts.flushed.reach((long) count(Counted.BYTES_FLUSHED));
            counts.compactionRead.reach((long) count(Counted.BYTES_READ_BY_COMPACTION));
            counts.compactionWritten.reach((long) count(Counted.BYTES_WRITTEN_BY_COMPACTION));
        }
    }

    private static final class Counts {

        private final Tally written;
        private final Tally read;
        private final Tally flushed;
        private final Tally compactionRead;
        private final Tally compactionWritten;

        private Counts(Meters meters) {
            this.written = meters.tally("bytes-written", "bytes written to the database");
            this.read = meters.tally("bytes-read", "bytes read from the database");
            this.flushed = meters.tally("memtable-bytes-flushed", "bytes of memtables written to files");
            this.compactionRead = meters.rate("bytes-read-compaction", "bytes read by compactions");
            this.compactionWritten = meters.rate("bytes-written-compaction", "bytes written by compactions");
        }
    }
}
