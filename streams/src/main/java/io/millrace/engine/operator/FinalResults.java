package io.millrace.engine.operator;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import org.jspecify.annotations.Nullable;

/**
 * When the final results of windows are passed on, and which have been. It takes a record to have a look, and there is
 * at most one look per interval of wall-clock time, because every look reads the store.
 *
 * <p>Owned by the thread of the task.
 *
 * @param <K> key type of the table without the window
 * @param <V> value type of the table
 */
final class FinalResults<K, V> {

    /** Sets the interval, in milliseconds; the name is the one under which users of Kafka Streams know it. */
    static final String INTERVAL_CONFIG = "__emit.interval.ms.kstreams.windowed.aggregation__";

    private static final long INTERVAL_MS_DEFAULT = 1000;

    private final ProcessorContext<Windowed<K>, Change<V>> context;
    private final String storeName;
    private final @Nullable EmitProgress progress;
    private final @Nullable EmitMeters meters;
    private final long intervalMs;
    private long nextLookMs;
    private long lastCloseTime;

    FinalResults(ProcessorContext<Windowed<K>, Change<V>> context, String storeName, @Nullable EmitMeters meters) {
        this.context = context;
        this.storeName = storeName;
        this.meters = meters;
        this.progress = context instanceof EmitProgress kept ? kept : null;
        this.intervalMs = intervalMs(context.appConfigs().get(INTERVAL_CONFIG));
        this.lastCloseTime = progress == null ? EmitProgress.NONE : progress.lastCloseTime(storeName);
    }

    private static long intervalMs(@Nullable Object given) {
        if (given == null) {
            return INTERVAL_MS_DEFAULT;
        }
        try {
            return given instanceof Number number ? number.longValue() : Long.parseLong(given.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    INTERVAL_CONFIG + ": " + given + " (expected: a number of milliseconds)", e);
        }
    }

    /**
     * Whether it is time for a look, which the caller is expected to take then.
     *
     * @param closeTime the time up to which windows have closed by now
     */
    boolean isDue(long closeTime) {
        long nowMs = context.currentSystemTimeMs();
        if (nowMs < nextLookMs) {
            return false;
        }
        nextLookMs = nowMs + intervalMs;
        if (meters != null) {
            meters.begin();
        }
        return isFirst() || lastCloseTime < closeTime;
    }

    /** Whether nothing has been passed on yet. */
    boolean isFirst() {
        return lastCloseTime == EmitProgress.NONE;
    }

    /** The time up to which windows had closed at the last look. */
    long lastCloseTime() {
        return lastCloseTime;
    }

    /** Passes a result on, with the headers of the record that moved stream time. */
    void forward(Record<?, ?> cause, Windowed<K> key, @Nullable V value, long timestamp) {
        if (meters != null) {
            meters.emitted();
        }
        context.forward(Records.derive(cause, key, new Change<>(value, null), timestamp));
    }

    /** Everything up to this time has been passed on. */
    void passed(long closeTime) {
        lastCloseTime = closeTime;
        if (meters != null) {
            meters.end();
        }
        if (progress != null) {
            progress.lastCloseTime(storeName, closeTime);
        }
    }
}
