package io.millrace.engine.restore;

import io.millrace.base.Clock;
import io.millrace.metrics.Level;
import io.millrace.metrics.Meters;
import io.millrace.metrics.MetricRegistry;
import io.millrace.metrics.Spread;
import io.millrace.metrics.Tally;
import io.millrace.streams.processor.TaskId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of a thread that restores, group {@code stream-state-updater-metrics}, and of the tasks that it
 * restores or keeps warm, under the name of the thread that wants them. Shown once per round in which anything was
 * loaded or changed hands. Owned by the thread.
 */
final class RestorerMeters {

    private static final String THREAD = "thread-id";

    private final MetricRegistry registry;
    private final Clock clock;
    private final Meters meters;
    private final Level restoring;
    private final Level warm;
    private final Spread restoringShare;
    private final Spread warmShare;
    private final Spread idleShare;
    private final Tally records;
    private final Tally calls;
    private final Map<TaskId, OfTask> tasks = new HashMap<>();
    private long publishedNs;
    private long restoringNs;
    private long warmNs;

    /** Made on the thread that it measures. */
    RestorerMeters(MetricRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        Map<String, String> tags = Map.of(THREAD, Thread.currentThread().getName());
        this.meters = new Meters(registry, "restorer", "stream-state-updater-metrics", tags);
        this.restoring = meters.level("active-restoring-tasks", "tasks that are being restored");
        this.warm = meters.level("standby-updating-tasks", "tasks that are kept warm");
        for (String never : List.of("active-paused-tasks", "standby-paused-tasks")) {
            meters.gauge(never, "none: restoring goes on while the application pauses", (config, nowMs) -> 0.0);
        }
        this.restoringShare = meters.share("active-restore-ratio", "share of the time, restoring");
        this.warmShare = meters.share("standby-update-ratio", "share of the time, keeping tasks warm");
        this.idleShare = meters.share("idle-ratio", "share of the time, doing neither");
        meters.gauge("checkpoint-ratio", "none: positions are written with what leads to them", (config, nowMs) -> 0.0);
        this.records = meters.rate("restore-records", "records that were loaded");
        this.calls = meters.rate("restore-call", "batches that were loaded");
        this.publishedNs = clock.monotonicNs();
    }

    private record OfTask(
            Meters meters,
            @Nullable RestoreMeters restored,
            @Nullable Tally updated) {

        void close() {
            meters.close();
        }
    }

    /** A task begins to be restored for a thread. */
    void restoring(TaskId task, String thread) {
        Meters of = ofTask(task, thread);
        replace(task, new OfTask(of, new RestoreMeters(of), null));
    }

    /** A task begins to be kept warm for a thread. */
    void warm(TaskId task, String thread) {
        Meters of = ofTask(task, thread);
        Meters debug = of.at(RecordingLevel.DEBUG);
        Tally updated = debug == null ? null : debug.tally("update", "records that a copy was kept warm with");
        replace(task, new OfTask(of, null, updated));
    }

    private Meters ofTask(TaskId task, String thread) {
        Map<String, String> tags = Map.of(THREAD, thread, "task-id", task.toString());
        return new Meters(registry, "restore." + task, "stream-task-metrics", tags);
    }

    private void replace(TaskId task, OfTask by) {
        OfTask before = tasks.put(task, by);
        if (before != null) {
            before.close();
        }
    }

    /** Nothing is done for a task any more. */
    void ended(TaskId task) {
        OfTask gone = tasks.remove(task);
        if (gone != null) {
            gone.close();
        }
    }

    /** The time against which loading is measured. */
    long nowNs() {
        return clock.monotonicNs();
    }

    /** Records of a task have been loaded, and so many are left. */
    void loaded(TaskId task, long loaded, long left) {
        records.add(loaded);
        OfTask of = tasks.get(task);
        if (of == null) {
            return;
        }
        if (of.restored() != null) {
            of.restored().restored(loaded, left);
        }
        if (of.updated() != null) {
            of.updated().add(loaded);
        }
        of.meters().publish();
    }

    /** A batch has been loaded since a time; {@code forOwners} if somebody waits for any of it. */
    void batch(boolean forOwners, long sinceNs) {
        calls.add();
        long ns = clock.monotonicNs() - sinceNs;
        if (forOwners) {
            restoringNs += ns;
        } else {
            warmNs += ns;
        }
    }

    /** Shows how things stand. */
    void publish(Collection<TaskRestore> known) {
        long nowNs = clock.monotonicNs();
        long elapsedNs = nowNs - publishedNs;
        publishedNs = nowNs;
        restoring.set(count(known, TaskRestore.Phase.RESTORING));
        warm.set(count(known, TaskRestore.Phase.WARM));
        restoringShare.add((double) Math.min(restoringNs, elapsedNs), elapsedNs);
        warmShare.add((double) Math.min(warmNs, elapsedNs), elapsedNs);
        idleShare.add((double) Math.max(0, elapsedNs - restoringNs - warmNs), elapsedNs);
        restoringNs = 0;
        warmNs = 0;
        meters.publish();
    }

    private static double count(Collection<TaskRestore> known, TaskRestore.Phase phase) {
        return known.stream().filter(task -> task.phase == phase).count();
    }

    void close() {
        tasks.values().forEach(OfTask::close);
        tasks.clear();
        meters.close();
    }
}
