package io.millrace.engine.restore;

import io.millrace.metrics.Level;
import io.millrace.metrics.Meters;
import io.millrace.metrics.Tally;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.jspecify.annotations.Nullable;

/** What is measured of a task's restoring; all zero where there is nothing to restore. Owned by who restores. */
public final class RestoreMeters {

    private final Level remaining;
    private final @Nullable Tally restored;

    /** @param meters those of the task */
    public RestoreMeters(Meters meters) {
        this.remaining = meters.level("restore-remaining-records-total", "records that are still to be restored");
        Meters debug = meters.at(RecordingLevel.DEBUG);
        this.restored = debug == null ? null : debug.tally("restore", "records that were restored");
    }

    /** So many have been restored, and so many are left. */
    void restored(long records, long left) {
        remaining.set((double) left);
        if (restored != null) {
            restored.add(records);
        }
    }
}
