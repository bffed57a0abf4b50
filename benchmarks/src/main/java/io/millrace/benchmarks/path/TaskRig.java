package io.millrace.benchmarks.path;

import io.millrace.base.Clock;
import io.millrace.engine.input.Handover;
import io.millrace.engine.output.Outputs;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.task.Task;
import io.millrace.engine.task.Task.TaskInput;
import io.millrace.log.Fetched;
import io.millrace.log.LogRecord;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.plan.Plan;
import io.millrace.runtime.ApplicationMetrics;
import io.millrace.store.StoreMemory;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.TopologyPlan;
import io.millrace.streams.processor.TaskId;
import io.millrace.testing.EventTrace;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.SimulatedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * One task of a topology with one input partition, its state on the heap, its output forgotten. The caller is the
 * worker: it hands records in, has them processed, and commits. One thread.
 */
final class TaskRig {
    static final String INPUT = "input";
    static final String OUTPUT = "output";
    private static final TopicPartition PARTITION = new TopicPartition(INPUT, 0);
    private static final long CACHE_BYTES = 64L << 20;
    private static final long UNCOMMITTED_BYTES = 256L << 20;
    private static final long NOW_MS = 1_700_000_000_000L;

    private final MemoryDatabase state = new MemoryDatabase();
    private final Outputs outputs;
    private final Task task;
    private long nextOffset;

    TaskRig(Topology topology) {
        StreamsConfig config = new StreamsConfig(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "rig"));
        Plan plan = TopologyPlan.of(topology, config);
        SimulatedLog topics =
                SimulatedLog.open(SimulatedLog.Settings.likeEmbedded(), FaultPlan.none(), EventTrace.off());
        topics.topics().create(List.of(new TopicSpec(INPUT, 1, Map.of()), new TopicSpec(OUTPUT, 1, Map.of())));
        this.outputs = new Outputs(new DiscardingWriter(state), topics.topics(), 1);
        EngineParts engine = new EngineParts(
                plan, config, topics, state, Clock.system(), new ApplicationMetrics(), Path.of("unused"));
        this.task = new Task(
                new TaskId(0, 0),
                plan,
                plan.subtopologies().get(0),
                List.of(new TaskInput(PARTITION, 0, "")),
                engine.environment(
                        new StoreMemory(CACHE_BYTES, UNCOMMITTED_BYTES), outputs, Handover.none(), Map.of()));
    }

    /** The values, and keys where they are given, as records one millisecond apart. */
    static List<LogRecord> records(List<byte[]> keys, List<byte[]> values) {
        List<LogRecord> records = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            byte[] key = keys.isEmpty() ? null : keys.get(i);
            records.add(new LogRecord(i, NOW_MS + i, key, values.get(i), List.of()));
        }
        return records;
    }

    /** Has all of them processed. The same records may be given again and again. */
    void process(List<LogRecord> records) {
        nextOffset += records.size();
        task.add(new Fetched(PARTITION, records, nextOffset));
        int done = 0;
        while (done < records.size()) {
            done += task.process(records.size(), NOW_MS, partition -> 0);
        }
    }

    /** Commits, to the heap. */
    void commit() {
        task.emit();
        Transaction transaction = outputs.takeForCommit();
        task.prepareCommit(transaction);
        transaction.commit().join();
        task.committed();
    }
}
