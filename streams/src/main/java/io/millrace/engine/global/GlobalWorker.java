package io.millrace.engine.global;

import io.millrace.base.Clock;
import io.millrace.engine.input.Handover;
import io.millrace.engine.output.Outputs;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.task.Task;
import io.millrace.engine.task.Task.TaskInput;
import io.millrace.engine.task.TaskEnvironment;
import io.millrace.engine.task.TaskMeters;
import io.millrace.engine.task.TaskStores;
import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.Log;
import io.millrace.log.Reader;
import io.millrace.log.Writer;
import io.millrace.plan.GlobalStore;
import io.millrace.plan.Subtopology;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StoreMemory;
import io.millrace.store.StoreSlot;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Fills an instance's global stores. Owned by one thread, which calls {@link #runOnce} over and over; processors of
 * other threads read the stores through {@link #stores}.
 *
 * <p>A store is made anew when the instance starts: what it held is cleared and its topic is read from the beginning,
 * committed records only. Beside a log that does not carry state, one on disk goes on where it was
 * ({@link GlobalPositions}). Nothing of it takes part in commits.
 */
public final class GlobalWorker implements AutoCloseable {

    private static final TaskId GLOBAL = new TaskId(-1, StoreSlot.GLOBAL);
    private static final int ROUND_RECORDS = 1024;

    private final Object lock = new Object();
    private final StateDatabase state;
    private final Clock clock;
    private final Writer writer;
    private final Outputs outputs;
    private final Reader reader;
    private final List<Task> tasks = new ArrayList<>();
    private final Map<Task, GlobalPositions> positions = new HashMap<>();
    private final Map<TopicPartition, Long> starts = new HashMap<>();
    private final Map<TopicPartition, Task> byPartition = new HashMap<>();
    private final Map<String, StateStore> guarded = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> missing;

    /**
     * Opens the stores and begins to read where they are.
     *
     * @param writerId under which dead letters are written
     */
    public GlobalWorker(EngineParts engine, String writerId) {
        Log log = engine.log();
        this.state = engine.state();
        this.clock = engine.clock();
        this.writer = log.writer(writerId);
        this.outputs = new Outputs(writer, log.topics(), 0);
        // Nothing is held back, and what is written is applied at once, so no memory is to be bounded here.
        StoreMemory memory = new StoreMemory(0, Long.MAX_VALUE);
        TaskEnvironment environment =
                engine.environment(memory, outputs, Handover.none(), Map.of()).withoutHoldingBack();
        this.reader = log.globalReader();
        Map<String, Integer> counts = log.topics().partitionCounts();
        if (!engine.plan().globals().isEmpty()) {
            openAll(engine, counts, environment);
        }
        reader.assign(starts);
        missing = new HashMap<>(log.topics().endOffsets(byPartition.keySet(), Isolation.COMMITTED));
        missing.entrySet().removeIf(end -> end.getValue() <= starts.getOrDefault(end.getKey(), 0L));
    }

    /** They are measured together. */
    private void openAll(EngineParts engine, Map<String, Integer> counts, TaskEnvironment environment) {
        TaskMeters meters = new TaskMeters(engine, GLOBAL);
        for (GlobalStore global : engine.plan().globals()) {
            open(engine, global, counts, environment, meters);
        }
    }

    private void open(
            EngineParts engine,
            GlobalStore global,
            Map<String, Integer> counts,
            TaskEnvironment environment,
            TaskMeters meters) {
        Log log = engine.log();
        List<String> stores = global.processor().stores();
        Subtopology part = new Subtopology(
                GLOBAL.subtopology(), List.of(global.source()), List.of(global.processor()), List.of(), stores);
        Set<TopicPartition> partitions = new LinkedHashSet<>();
        for (String topic : global.source().topics()) {
            for (int i = 0; i < counts.getOrDefault(topic, 0); i++) {
                partitions.add(new TopicPartition(topic, i));
            }
        }
        GlobalPositions kept = GlobalPositions.of(engine, global, partitions);
        if (kept == null || !kept.goesOn()) {
            clear(stores, kept);
        }
        Map<TopicPartition, Long> first = log.topics().startOffsets(partitions);
        List<TaskInput> inputs = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long start = kept == null ? first.getOrDefault(partition, 0L) : kept.start(partition);
            starts.put(partition, start);
            inputs.add(new TaskInput(partition, start, ""));
        }
        Task task = new Task(GLOBAL, engine.plan(), part, inputs, environment, meters);
        tasks.add(task);
        if (kept != null) {
            positions.put(task, kept);
        }
        inputs.forEach(input -> byPartition.put(input.partition(), task));
        for (String name : stores) {
            StateStore store = task.store(name);
            if (store != null) {
                guarded.put(name, GuardedStore.of(store, lock));
            }
        }
    }

    /** The positions go first: content without a position counts as none. */
    private void clear(List<String> stores, @Nullable GlobalPositions kept) {
        if (kept != null) {
            StateChanges changes = new StateChanges();
            kept.forget(changes);
            state.apply(changes);
        }
        stores.forEach(store -> state.clear(new StoreSlot(store, StoreSlot.GLOBAL)));
    }

    /** The stores for processors to read, by name. Safe to use from any thread. */
    public Map<String, StateStore> stores() {
        return guarded;
    }

    /** What the stores hold, for queries from outside. Safe to use from any thread. */
    public List<TaskStores> committed() {
        return tasks.stream().map(Task::stores).toList();
    }

    /** Whether everything that was in the topics at the beginning has been taken in. */
    public boolean isCaughtUp() {
        return missing.isEmpty();
    }

    /**
     * Does a bounded amount of work.
     *
     * @param maxWaitMs how long to wait for records
     * @return whether it got anywhere
     */
    public boolean runOnce(long nowMs, long maxWaitMs) {
        List<Fetched> batches = reader.poll(maxWaitMs);
        synchronized (lock) {
            for (Fetched batch : batches) {
                Task task = byPartition.get(batch.partition());
                if (task != null) {
                    task.add(batch);
                }
            }
            for (Task task : tasks) {
                while (task.process(ROUND_RECORDS, nowMs, partition -> 0) > 0) {
                    settle(task);
                }
                task.punctuate(nowMs);
                settle(task);
            }
        }
        for (Fetched batch : batches) {
            Long end = missing.get(batch.partition());
            if (end != null && batch.nextOffset() >= end) {
                missing.remove(batch.partition());
            }
        }
        return !batches.isEmpty();
    }

    private void settle(Task task) {
        task.emit();
        StateChanges changes = task.seal();
        GlobalPositions kept = positions.get(task);
        if (kept != null) {
            kept.add(changes, task, clock.wallMs());
        }
        state.apply(changes);
        task.committed();
        if (outputs.sizeBytes() > 0) {
            outputs.commitNow(); // dead letters
        }
    }

    /** Ends a {@link #runOnce} that waits. Any thread. */
    public void wakeup() {
        reader.wakeup();
    }

    @Override
    public void close() {
        synchronized (lock) {
            tasks.forEach(Task::close);
        }
        outputs.abort(clock.wallMs()); // commits the dead letters of a failure by themselves
        reader.close();
        writer.close();
    }
}
