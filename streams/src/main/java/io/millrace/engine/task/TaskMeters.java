package io.millrace.engine.task;

import io.millrace.engine.input.InputGroup;
import io.millrace.engine.restore.RestoreMeters;
import io.millrace.metrics.Level;
import io.millrace.metrics.Meters;
import io.millrace.metrics.MetricRegistry;
import io.millrace.metrics.Spread;
import io.millrace.metrics.Tally;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of a task and of its nodes, as others see it: group {@code stream-task-metrics}, tags
 * {@code thread-id} and {@code task-id}, and the groups of nodes and topics. What has come together is shown once per
 * commit. Tasks of the same name, as those of global stores are, share one. Owned by the worker.
 */
public final class TaskMeters {

    private static final String THREAD = "thread-id";
    private static final String TASK = "task-id";

    private final MetricRegistry registry;
    private final TaskId task;
    private final List<Meters> all = new ArrayList<>();
    private final Tally dropped;
    private final Spread share;
    private final @Nullable Details details;
    private long nowMs;
    private long workNs;

    /** Of a task that the calling thread owns. */
    public TaskMeters(EngineParts engine, TaskId task) {
        this.registry = engine.metrics();
        this.task = task;
        Meters meters = meters("task", "stream-task-metrics", Map.of());
        this.dropped = meters.tally("dropped-records", "records that were dropped");
        this.share = meters.share("active-process-ratio", "this task's share of the thread's time for processing");
        Meters debug = meters.at(RecordingLevel.DEBUG);
        this.details = debug == null ? null : new Details(debug);
        if (engine.log().carriesState()) {
            new RestoreMeters(meters);
        }
    }

    /** What is measured of a task at level DEBUG. */
    static final class Details {

        final Tally processed;
        final Spread processNs;
        final Tally punctuated;
        final Spread punctuateNs;
        final Spread latenessMs;
        final Tally enforced;
        final Level waiting;
        final Level cachedBytes;

        private Details(Meters meters) {
            this.processed = meters.tally("process", "records that were processed");
            this.processNs = meters.spread("process-latency", "how long a record takes, in ns");
            this.punctuated = meters.tally("punctuate", "calls of punctuators");
            this.punctuateNs = meters.spread("punctuate-latency", "how long a punctuator takes, in ns");
            this.latenessMs = meters.spread("record-lateness", "how far records are behind stream time, in ms");
            this.enforced = meters.tally(
                    "enforced-processing", "how often the task went on though a partition had nothing waiting");
            this.waiting = meters.level("active-buffer-count", "records that wait");
            this.cachedBytes = meters.level("cache-size-bytes-total", "bytes that the stores hold on the heap");
        }
    }

    /** What is measured at level DEBUG; null at level INFO. */
    @Nullable
    Details details() {
        return details;
    }

    /** What is to be measured of a node. */
    Meters node(String node) {
        return meters("node." + node, "stream-processor-node-metrics", Map.of("processor-node-id", node));
    }

    /** How old records are, by their timestamps, when a node is done with them. */
    static Spread endToEnd(Meters node) {
        return node.fullSpread("record-e2e-latency", "how old records are when the node is done with them, in ms");
    }

    /** Counts what passes between a node and a topic, {@code consumed} or {@code produced}. */
    TopicMeters topic(String node, String topic, String passed) {
        Map<String, String> tags = Map.of("processor-node-id", node, "topic", topic);
        Meters meters = meters("topic." + node + "." + topic, "stream-topic-metrics", tags);
        return new TopicMeters(meters, topic, passed);
    }

    /** What is to be measured of anything within the task. */
    Meters meters(String thing, String group, Map<String, String> tags) {
        Map<String, String> completed = new TreeMap<>(tags);
        completed.put(THREAD, Thread.currentThread().getName());
        completed.put(TASK, task.toString());
        Meters made = new Meters(registry, "task." + task + "." + thing, group, completed);
        all.add(made);
        return made;
    }

    /** The wall clock's time as of the round; what end-to-end latencies are measured against. */
    void now(long ms) {
        nowMs = ms;
    }

    long nowMs() {
        return nowMs;
    }

    /** The task has worked so long. */
    void worked(long ns) {
        workNs += ns;
    }

    /** All tasks of the thread have worked so long since the last time. */
    void shareOf(long allNs) {
        share.add((double) workNs, allNs);
        workNs = 0;
    }

    /** Shows what has come since the last time, so many dropped records included. */
    void publish(long droppedSince, InputGroup input, long cachedBytes) {
        dropped.add(droppedSince);
        if (details != null) {
            details.waiting.set(input.size());
            details.enforced.add(input.takeEnforced());
            details.cachedBytes.set((double) cachedBytes);
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).publish();
        }
    }

    /** Takes the task's metrics away. */
    void close() {
        all.forEach(Meters::close);
        all.clear();
    }
}
