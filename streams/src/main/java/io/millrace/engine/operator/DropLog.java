package io.millrace.engine.operator;

import io.millrace.streams.processor.api.ProcessingContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what one operator of one task drops, and warns about it at most once per second, however many there are: a
 * stream of bad records must not turn into a stream of log lines. Each warning says how many there have been.
 *
 * <p>Owned by the thread of the task.
 */
final class DropLog {

    private static final Logger LOG = LoggerFactory.getLogger(DropLog.class);
    private static final long WARN_INTERVAL_MS = 1000;

    private final ProcessingContext context;
    private final @Nullable DroppedRecords counter;
    private long dropped;
    private long warnAgainAtMs = Long.MIN_VALUE;

    DropLog(ProcessingContext context) {
        this.context = context;
        this.counter = context instanceof DroppedRecords door ? door : null;
    }

    /** Counts a record and perhaps warns. */
    void drop(String reason, Record<?, ?> record) {
        count();
        if (isWarningDue()) {
            warn(reason, record);
        }
    }

    /** Counts a record that came too late for a window, and perhaps warns. A record may count for several windows. */
    void dropLate(Record<?, ?> record, long windowStart, long windowEnd, long streamTime) {
        count();
        if (isWarningDue()) {
            warn(
                    "window from " + windowStart + " to " + windowEnd + " has closed; stream time is " + streamTime
                            + " (expected: a record before the window's end plus the grace period)",
                    record);
        }
    }

    private void count() {
        dropped++;
        if (counter != null) {
            counter.recordDropped();
        }
    }

    /** Whether the last warning is long enough ago; the one who asks is expected to warn. */
    boolean isWarningDue() {
        long nowMs = context.currentSystemTimeMs();
        if (nowMs < warnAgainAtMs) {
            return false;
        }
        warnAgainAtMs = nowMs + WARN_INTERVAL_MS;
        return true;
    }

    private void warn(String reason, Record<?, ?> record) {
        RecordMetadata from = context.recordMetadata().orElse(null);
        LOG.warn(
                "Dropped a record: {}. Timestamp {}, topic {}, partition {}, offset {}; {} so far, by task {}",
                reason,
                record.timestamp(),
                from == null ? "unknown" : from.topic(),
                from == null ? -1 : from.partition(),
                from == null ? -1 : from.offset(),
                dropped,
                context.taskId());
    }
}
