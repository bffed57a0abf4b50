package io.millrace.store;

import io.millrace.base.Clock;
import io.millrace.metrics.Meters;
import io.millrace.metrics.Spread;
import io.millrace.metrics.Tally;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of a store: group {@code stream-state-metrics}. At level INFO that is how many iterators are open,
 * and what the database says of itself. From level DEBUG on each operation is timed. Owned by the task's worker, who
 * shows it once per commit.
 */
public final class StoreMeters {

    private static final long UNTIMED = 0;

    private final Meters meters;
    private final Clock clock;
    private final @Nullable Times times;
    private final @Nullable Spread ages;
    private final @Nullable DatabaseMeters database;
    private long open;
    private volatile long openIterators;

    /**
     * @param meters those of the store
     * @param cache those of the record cache; null when the store holds nothing back
     * @param database what the store lies in; null when that is the heap, or the user's own
     * @param partition the task's
     */
    public StoreMeters(
            Meters meters,
            @Nullable Meters cache,
            StoreSpec spec,
            Clock clock,
            @Nullable StateFigures database,
            int partition) {
        this.meters = meters;
        this.clock = clock;
        Meters debug = meters.at(RecordingLevel.DEBUG);
        this.times = debug == null ? null : new Times(debug, cache, spec);
        Meters trace = meters.at(RecordingLevel.TRACE);
        this.ages = trace == null
                ? null
                : trace.fullSpread("record-e2e-latency", "how old records are when they are stored, in ms");
        meters.gauge("num-open-iterators", "iterators that are open", (config, nowMs) -> openIterators);
        this.database =
                database == null ? null : new DatabaseMeters(meters, database, new StoreSlot(spec.name(), partition));
    }

    /** What is done with a store, by the names of the metrics. */
    enum Operation {
        PUT("put"),
        PUT_IF_ABSENT("put-if-absent"),
        PUT_ALL("put-all"),
        GET("get"),
        DELETE("delete"),
        ALL("all"),
        RANGE("range"),
        PREFIX_SCAN("prefix-scan"),
        FETCH("fetch"),
        REMOVE("remove"),
        COMMIT("commit"),
        FLUSH("flush"),
        RESTORE("restore");

        private final String metric;

        Operation(String metric) {
            this.metric = metric;
        }

        private boolean isOf(KeyLayout keys) {
            return switch (this) {
                case PUT, COMMIT, FLUSH, RESTORE -> true;
                case FETCH -> isByTime(keys);
                case REMOVE -> keys instanceof KeyLayout.Sessions;
                case PUT_IF_ABSENT, PUT_ALL, GET, DELETE, ALL, RANGE, PREFIX_SCAN -> !isByTime(keys);
            };
        }

        private static boolean isByTime(KeyLayout keys) {
            return keys instanceof KeyLayout.Windows || keys instanceof KeyLayout.Sessions;
        }
    }

    /** What is measured at level DEBUG. */
    private static final class Times {

        private final Map<Operation, Timed> operations = new EnumMap<>(Operation.class);
        private final Spread iteratorNs;
        private final @Nullable Spread hitRatio;
        private final Map<Long, OpenIterator> open = new LinkedHashMap<>();
        private volatile long oldestMs;
        private long opened;
        private long reads;
        private long hits;

        private Times(Meters meters, @Nullable Meters cache, StoreSpec spec) {
            for (Operation operation : Operation.values()) {
                if (operation.isOf(spec.keys())) {
                    operations.put(operation, new Timed(meters, operation.metric));
                }
            }
            this.iteratorNs = meters.spread("iterator-duration", "how long an iterator is open, in ns");
            this.hitRatio = cache == null ? null : cache.fullSpread("hit-ratio", "share of reads that found the key");
            meters.gauge(
                    "oldest-iterator-open-since-ms",
                    "when the oldest iterator that is open was opened; 0 when none is",
                    (config, nowMs) -> oldestMs);
        }

        private void oldest() {
            oldestMs = open.isEmpty() ? 0 : open.values().iterator().next().sinceMs;
        }
    }

    private record OpenIterator(long sinceNs, long sinceMs) {}

    private static final class Timed {

        private final Tally calls;
        private final Spread latencyNs;

        private Timed(Meters meters, String what) {
            this.calls = meters.rate(what, "calls of " + what);
            this.latencyNs = meters.spread(what + "-latency", "how long " + what + " takes, in ns");
        }
    }

    /** Says how many keys a store on the heap has. */
    void showKeys(ByteStore heap) {
        meters.gauge("num-keys", "keys that the store has", (config, nowMs) -> heap.approximateEntries());
    }

    /** Begins to measure an operation, where that is wanted. */
    long begin() {
        return times == null ? UNTIMED : clock.monotonicNs();
    }

    /** An operation is done. */
    void end(Operation operation, long begunNs) {
        if (times != null) {
            Timed timed = times.operations.get(operation);
            if (timed != null) {
                timed.calls.add();
                timed.latencyNs.add((double) (clock.monotonicNs() - begunNs));
            }
        }
    }

    /** A record of a time is stored. */
    void stored(StoreScope scope) {
        if (ages != null) {
            ages.add((double) (clock.wallMs() - scope.currentRecord().timestamp()));
        }
    }

    /** A key was looked up in what is on the heap. */
    void read(boolean found) {
        if (times != null) {
            times.reads++;
            times.hits += found ? 1 : 0;
        }
    }

    /** An iterator is opened; it is closed under the number that is returned. */
    long iteratorOpened() {
        openIterators = ++open;
        if (times == null) {
            return UNTIMED;
        }
        long number = ++times.opened;
        times.open.put(number, new OpenIterator(clock.monotonicNs(), clock.wallMs()));
        times.oldest();
        return number;
    }

    /** An iterator is closed, and with it the operation that opened it is over. */
    void iteratorClosed(Operation operation, long number) {
        openIterators = --open;
        OpenIterator closed = times == null ? null : times.open.remove(number);
        if (times != null && closed != null) {
            times.iteratorNs.add((double) (clock.monotonicNs() - closed.sinceNs));
            end(operation, closed.sinceNs);
            times.oldest();
        }
    }

    /** Gathers what is only looked at once per commit. */
    void update() {
        if (database != null) {
            database.update();
        }
        if (times != null && times.hitRatio != null && times.reads > 0) {
            times.hitRatio.add((double) times.hits, times.reads);
            times.reads = 0;
            times.hits = 0;
        }
    }
}
