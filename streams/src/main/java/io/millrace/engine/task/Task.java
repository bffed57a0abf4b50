package io.millrace.engine.task;

import io.millrace.engine.input.InputGroup;
import io.millrace.engine.input.PartitionQueue;
import io.millrace.engine.operator.EmitProgress;
import io.millrace.engine.restore.LoggedStore;
import io.millrace.engine.time.Punctuations;
import io.millrace.log.Fetched;
import io.millrace.log.LogRecord;
import io.millrace.log.Transaction;
import io.millrace.plan.Plan;
import io.millrace.plan.Subtopology;
import io.millrace.store.BufferedStore;
import io.millrace.store.StateChanges;
import io.millrace.streams.errors.ProcessorStateException;
import io.millrace.streams.processor.CommitCallback;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.Punctuator;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.query.Position;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One subtopology at work on one partition. Owned by one worker, which calls everything here.
 *
 * <p>{@link #process} takes records in order of event time and carries each through all steps before the next. What
 * comes of them is held in the stores' write buffers and in the worker's open transaction until the worker commits:
 * {@link #prepareCommit} adds everything to the transaction, {@link #committed} says that it is durable. A task that
 * fails is dropped as it is; nothing it did since the last commit has left it.
 */
public final class Task {

    private final TaskId id;
    private final TaskEnvironment environment;
    private final InputGroup input;
    private final CurrentRecord current = new CurrentRecord();
    private final TaskErrors errors;
    private final TaskChangelogs changelogs;
    private final TaskScope scope;
    private final TaskStores stores;
    private final TaskMeters meters;
    private final TaskGraph graph;
    private final Punctuations streamTimePunctuations = new Punctuations();
    private final Punctuations wallClockPunctuations = new Punctuations();

    /** How far operators have passed on closed windows, by store; see {@link EmitProgress}. */
    private final Map<String, Long> closeTimes = new HashMap<>();

    private Position sealedPosition = Position.emptyPosition();

    /** State of the commit that is under way, where the log does not carry it. */
    private @Nullable StateChanges uncarried;

    private boolean dirty;
    private boolean commitRequested;
    private long processedRecords;
    private long publishedDropped;

    /**
     * Makes a task, its stores open and its processors initialised.
     *
     * @param inputs where it reads, and from where on
     */
    public Task(TaskId id, Plan plan, Subtopology subtopology, List<TaskInput> inputs, TaskEnvironment environment) {
        this(id, plan, subtopology, inputs, environment, new TaskMeters(environment.engine(), id));
    }

    /** The same where something else is measured under the same name. */
    public Task(
            TaskId id,
            Plan plan,
            Subtopology subtopology,
            List<TaskInput> inputs,
            TaskEnvironment environment,
            TaskMeters meters) {
        this.id = id;
        this.environment = environment;
        this.errors = new TaskErrors(id, environment.errors(), current);
        this.input = new InputGroup(environment.maxTaskIdleMs());
        this.stores = new TaskStores(id, environment.engine());
        this.meters = meters;
        TaskHandle handle = new Handle();
        this.changelogs = new TaskChangelogs(
                LoggedStore.of(plan, id),
                environment.state(),
                environment.engine().logsChanges());
        this.scope = new TaskScope(handle, changelogs);
        current.none(environment.clock().wallMs());
        for (TaskInput partition : inputs) {
            partition.committed().times().forEach((store, time) -> closeTimes.merge(store, time, Math::max));
        }
        try {
            this.graph = TaskGraph.open(plan, subtopology, handle, scope);
        } catch (RuntimeException e) {
            meters.close();
            throw e;
        }
        try {
            for (TaskInput partition : inputs) {
                graph.source(partition.partition().topic()).read(partition, input, environment, errors);
            }
            stores.reached(position());
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(RuntimeException failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Its name. */
    public TaskId id() {
        return id;
    }

    /** The partitions that it reads, each with its queue. */
    public List<PartitionQueue> inputs() {
        return input.queues();
    }

    /** A store of this task, for tests and queries on the worker's thread; null when it has none of that name. */
    public @Nullable StateStore store(String name) {
        return graph.store(name);
    }

    /** What other threads may read of its committed state. */
    public TaskStores stores() {
        return stores;
    }

    /** How far it has got in its input, uncommitted records included. */
    private Position position() {
        Position position = Position.emptyPosition();
        for (PartitionQueue queue : input.queues()) {
            if (queue.position() > 0) {
                TopicPartition from = queue.partition();
                position.withComponent(from.topic(), from.partition(), queue.position() - 1);
            }
        }
        return position;
    }

    /**
     * Adds what was read.
     *
     * @return the queue it went to
     */
    public PartitionQueue add(Fetched batch) {
        PartitionQueue queue = input.add(batch);
        if (queue.size() == 0) {
            dirty = true; // whatever was read has been passed over; the position is worth a commit
        }
        return queue;
    }

    /** How many records wait. */
    public int waiting() {
        return input.size();
    }

    /** About how many bytes of keys and values wait. */
    public long bytesWaiting() {
        return input.sizeBytes();
    }

    /**
     * Takes records, the oldest first, until the budget is used up, nothing may be taken, or a commit is asked for.
     *
     * @param budget how many records at most
     * @return how many were taken
     */
    public int process(int budget, long nowMs, InputGroup.Lag lag) {
        meters.now(nowMs);
        int taken = 0;
        while (taken < budget && !graph.isHeld() && input.isReady(nowMs, lag)) {
            taken += processWhileReady(budget - taken);
            if (mustStop()) {
                break;
            }
        }
        processedRecords += taken;
        return taken;
    }

    /** Readiness can only be lost when a partition runs empty, so it is looked at again only then. */
    private int processWhileReady(int budget) {
        int taken = 0;
        while (taken < budget) {
            PartitionQueue queue = input.next();
            if (queue == null) {
                return taken;
            }
            process(queue);
            taken++;
            if (queue.size() == 0 || mustStop()) {
                return taken;
            }
        }
        return taken;
    }

    private boolean mustStop() {
        return commitRequested || environment.wantsCommit() || graph.isHeld();
    }

    private void process(PartitionQueue queue) {
        TaskMeters.Details details = meters.details();
        if (details == null) {
            processHead(queue);
            return;
        }
        long begunNs = environment.clock().monotonicNs();
        long timestamp = queue.headTimestamp();
        processHead(queue);
        details.processed.add();
        details.latenessMs.add((double) (input.streamTime() - timestamp));
        details.processNs.add((double) (environment.clock().monotonicNs() - begunNs));
    }

    private void processHead(PartitionQueue queue) {
        input.advanceStreamTime(queue);
        Record<Object, Object> record = queue.head();
        LogRecord bytes = queue.headBytes();
        current.input(queue.partition(), record, bytes);
        Record<Object, Object> before = current.enter(record);
        queue.removeHead();
        dirty = true;
        SourceNode source = graph.source(queue.partition().topic());
        source.taken(queue.partition().topic(), bytes, record.timestamp());
        try {
            source.children().process(record);
        } catch (RuntimeException e) {
            throw errors.outsideProcessors(source.step().name(), e);
        } finally {
            current.leave(before);
        }
    }

    /**
     * Takes all that other tasks of the worker handed over, whatever else waits, then forwards what the stores hold
     * back, until nothing is left. Records go to the worker's open transaction, or are handed over in turn.
     */
    public void settle() {
        for (PartitionQueue queue : input.queues()) {
            while (queue.hasHandedOver()) {
                process(queue);
                processedRecords++;
            }
        }
        emit();
    }

    /**
     * Fires what is due.
     *
     * @return whether anything was
     */
    public boolean punctuate(long nowMs) {
        meters.now(nowMs);
        long streamTime = input.streamTime();
        boolean fired = streamTime >= 0 && streamTimePunctuations.fire(streamTime);
        return wallClockPunctuations.fire(nowMs) || fired;
    }

    /** When the wall clock next makes something due; {@code Long.MAX_VALUE} when nothing is scheduled. */
    public long nextWallClockMs() {
        return wallClockPunctuations.nextMs();
    }

    /** Whether there is anything to commit. */
    public boolean isDirty() {
        return dirty;
    }

    /** Whether user code has asked for a commit since the last one. */
    public boolean isCommitRequested() {
        return commitRequested;
    }

    /** Forwards what the stores hold back, until nothing is left; records go to the worker's open transaction. */
    public void emit() {
        boolean emitted = true;
        while (emitted) {
            emitted = false;
            for (BufferedStore store : scope.buffered()) {
                emitted |= store.emit();
            }
        }
    }

    /** All that was written to the stores since the last call. Only after {@link #settle}. */
    public StateChanges seal() {
        StateChanges changes = new StateChanges();
        for (BufferedStore store : scope.buffered()) {
            store.seal(changes);
        }
        dirty = false;
        commitRequested = false;
        sealedPosition = position();
        return changes;
    }

    /**
     * Adds state, what is logged of it, and offsets to a transaction that already holds the records. Only after
     * {@link #settle}.
     */
    public void prepareCommit(Transaction transaction) {
        changelogs.begin(transaction);
        StateChanges changes = seal();
        if (!environment.engine().log().carriesState()) {
            uncarried = changes;
        } else if (!changes.isEmpty()) {
            transaction.state(changes);
        }
        for (PartitionQueue queue : input.queues()) {
            changelogs.committing(queue.partition(), queue.position());
            String metadata = new OffsetMetadata(queue.partitionTime(), closeTimes).encode();
            transaction.offset(queue.partition(), new OffsetAndMetadata(queue.position(), Optional.empty(), metadata));
        }
    }

    /**
     * What was last sealed is committed. Where the log does not carry state it is applied now, together with how far
     * that brings the stores in their changelogs; until then they lack what the changelogs have, and never the other
     * way round.
     */
    public void committed() {
        StateChanges changes = uncarried;
        if (changes != null) {
            uncarried = null;
            changelogs.addPositions(changes, environment.clock().wallMs());
            environment.state().apply(changes);
        }
        for (BufferedStore store : scope.buffered()) {
            store.applied();
        }
        stores.reached(sealedPosition);
        long droppedRecords = errors.droppedRecords();
        meters.publish(droppedRecords - publishedDropped, input, scope.cachedBytes());
        publishedDropped = droppedRecords;
        for (StateStore store : scope.ownStores()) {
            store.commit(scope.offsets(store));
        }
        for (CommitCallback callback : scope.commitCallbacks()) {
            call(callback);
        }
    }

    private void call(CommitCallback callback) {
        try {
            callback.onCommit();
        } catch (IOException e) {
            throw new ProcessorStateException("a store of task " + id + " failed in its commit callback: " + e, e);
        }
    }

    /** Closes processors, then stores. The first failure is thrown when all have been closed. */
    public void close() {
        stores.closed();
        meters.close();
        try {
            graph.close();
        } finally {
            scope.release();
        }
    }

    /** It has worked so long; see {@link #shareOf}. */
    public void worked(long ns) {
        meters.worked(ns);
    }

    /** All tasks of its worker have worked so long since the last time. */
    public void shareOf(long allNs) {
        meters.shareOf(allNs);
    }

    /** How many records it has taken. */
    public long processedRecords() {
        return processedRecords;
    }

    /** How many records it has dropped. */
    public long droppedRecords() {
        return errors.droppedRecords();
    }

    /** The highest event time so far; -1 before the first record. */
    public long streamTime() {
        return input.streamTime();
    }

    /**
     * Where a task reads.
     *
     * @param partition which partition
     * @param offset the first record to read
     * @param metadata what was committed beside the offset; empty when nothing was
     */
    public record TaskInput(TopicPartition partition, long offset, String metadata) {

        OffsetMetadata committed() {
            return OffsetMetadata.decode(metadata);
        }
    }

    private final class Handle implements TaskHandle {

        @Override
        public TaskId id() {
            return id;
        }

        @Override
        public TaskEnvironment environment() {
            return environment;
        }

        @Override
        public CurrentRecord current() {
            return current;
        }

        @Override
        public TaskErrors errors() {
            return errors;
        }

        @Override
        public TaskMeters meters() {
            return meters;
        }

        @Override
        public TaskStores stores() {
            return stores;
        }

        @Override
        public Position position() {
            return Task.this.position();
        }

        @Override
        public File folder() {
            File folder = environment.engine().folder().resolve(id.toString()).toFile();
            if (!folder.isDirectory() && !folder.mkdirs()) {
                throw new ProcessorStateException(
                        "cannot make the folder " + folder + " of task " + id + " (check its permissions)");
            }
            return folder;
        }

        @Override
        public Punctuations punctuations(PunctuationType type) {
            return type == PunctuationType.STREAM_TIME ? streamTimePunctuations : wallClockPunctuations;
        }

        @Override
        public void punctuate(String node, Punctuator callback, long nowMs) {
            current.none(nowMs);
            dirty = true;
            TaskMeters.Details details = meters.details();
            long begunNs = details == null ? 0 : environment.clock().monotonicNs();
            try {
                callback.punctuate(nowMs);
            } catch (RuntimeException e) {
                errors.processing(node, null, e);
            }
            if (details != null) {
                details.punctuated.add();
                details.punctuateNs.add((double) (environment.clock().monotonicNs() - begunNs));
            }
        }

        @Override
        public long lastCloseTime(String store) {
            return closeTimes.getOrDefault(store, EmitProgress.NONE);
        }

        @Override
        public void lastCloseTime(String store, long closeTime) {
            closeTimes.put(store, closeTime);
        }

        @Override
        public void requestCommit() {
            commitRequested = true;
        }

        @Override
        public long streamTime() {
            return input.streamTime();
        }
    }
}
