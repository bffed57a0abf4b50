package io.millrace.engine.worker;

import io.millrace.engine.assign.ChangelogTopics;
import io.millrace.engine.assign.RepartitionTopics;
import io.millrace.engine.commit.CommitCycle;
import io.millrace.engine.input.Handover;
import io.millrace.engine.output.Outputs;
import io.millrace.engine.restore.Restoration;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.task.HandedOverTopics;
import io.millrace.engine.task.Task;
import io.millrace.engine.task.Task.TaskInput;
import io.millrace.engine.task.TaskEnvironment;
import io.millrace.log.AssignmentListener;
import io.millrace.log.Departure;
import io.millrace.log.Member;
import io.millrace.log.OutOfRangeException;
import io.millrace.log.Writer;
import io.millrace.plan.Subtopology;
import io.millrace.store.StoreMemory;
import io.millrace.streams.processor.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a share of an application's tasks along. Owned by one thread, which calls {@link #runOnce} over and over and
 * {@link #await} when there was nothing to do; only {@link #wakeup} and {@link #pause} may be called by others.
 *
 * <p>A round takes in records, has tasks process them - downstream before upstream, so that little piles up between
 * them - fires what is due, and commits when it is time: when the interval is over, when memory is used up, when user
 * code asks for it, or, where the log makes that cheap, as soon as the input at hand is done.
 *
 * <p>An exception that leaves {@link #runOnce} ends the worker: {@link #abandon} drops what is not committed, and
 * whoever takes its tasks begins again from the last commit.
 */
public final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** How many rounds in a row upstream tasks may be kept waiting for downstream ones. */
    private static final int DOWNSTREAM_ROUNDS_MAX = 16;

    /** How often a task that holds back for an empty partition looks whether it may go on. */
    private static final long IDLE_CHECK_MS = 5;

    private final WorkerParts parts;
    private final EngineParts engine;
    private final Member member;
    private final Writer writer;
    private final Outputs outputs;
    private final StoreMemory memory;
    private final Handover handover;
    private final TaskEnvironment environment;
    private final CommitCycle cycle;
    private final TaskSet tasks;
    private final Intake intake;
    private final StartOffsets startOffsets;
    private final Restoration restoration;
    private final Restoration.Owner owner;
    private final Map<TaskId, SortedSet<TopicPartition>> restoring = new TreeMap<>();
    private final RepartitionPurge purge;
    private final Pace pace;
    private final WorkerMeters meters;
    private int downstreamRounds;
    private long lastCommitMs;
    private volatile boolean paused;

    /** Takes its seat; tasks arrive in the first rounds. */
    public Worker(WorkerParts parts) {
        this.parts = parts;
        EngineParts engine = parts.engine();
        this.engine = engine;
        this.startOffsets = new StartOffsets(engine); // refuses bad settings before there is a seat to give back
        this.restoration = parts.restoration();
        this.member = engine.log().join(parts.seat(), new Assignments());
        this.owner = new Waiting(Thread.currentThread().getName(), member);
        this.writer = member.writer();
        WorkerSettings settings = parts.settings();
        this.outputs = new Outputs(
                writer, engine.log().topics(), settings.autoCreatePartitions(), settings.uncommittedBytes());
        this.memory = new StoreMemory(settings.cacheBytes(), settings.uncommittedBytes());
        this.handover = settings.handsOver()
                ? new Handover(HandedOverTopics.of(engine.plan()), settings.queueLimitRecords())
                : Handover.none();
        this.environment = engine.environment(memory, outputs, handover, parts.globalStores())
                .heardBy(restoration.listener());
        this.cycle = new CommitCycle(outputs, writer, member::wakeup, parts.observer());
        this.tasks = new TaskSet(new FlowOrder(engine.plan()));
        this.meters = new WorkerMeters(engine.metrics(), engine.clock());
        this.intake = new Intake(member, tasks, meters, settings.queueLimitRecords(), this::readOn);
        this.pace = new Pace(engine.clock(), settings.roundRecordsMax());
        this.lastCommitMs = engine.clock().wallMs();
        this.purge = new RepartitionPurge(engine, parts.seat().group(), lastCommitMs);
    }

    /**
     * Does a bounded amount of work.
     *
     * @param nowMs wall-clock time
     * @return whether it got anywhere; if not, there is nothing to do until something happens
     */
    public boolean runOnce(long nowMs) {
        memory.shareCache(parts.workers().getAsInt());
        long begunNs = meters.nowNs();
        boolean progressed = cycle.finish();
        if (progressed) {
            meters.committed(begunNs, tasks.all());
            purge.afterCommit(tasks.all(), nowMs);
        }
        progressed |= startRestored();
        progressed |= intake.take(0);
        progressed |= handover.openWhereReadUp(member::lag);
        if (!paused && !isBlocked()) {
            boolean processed = process(nowMs);
            processed |= punctuate(nowMs);
            if (processed || cycle.isUnderWay()) {
                commitIfDue(nowMs, false);
                return progressed || processed;
            }
        }
        return commitIfDue(nowMs, true) || progressed;
    }

    /** Makes the tasks whose stores have become complete. */
    private boolean startRestored() {
        if (restoring.isEmpty()) {
            return false;
        }
        boolean any = false;
        for (TaskId id : List.copyOf(restoring.keySet())) {
            SortedSet<TopicPartition> partitions = restoring.get(id);
            if (partitions != null && restoration.isDone(id, owner)) {
                start(id, partitions);
                member.resume(partitions);
                restoring.remove(id);
                any = true;
            }
        }
        return any;
    }

    private void start(TaskId id, SortedSet<TopicPartition> partitions) {
        Subtopology part = subtopology(id.subtopology());
        List<TaskInput> starts = startOffsets.of(part, partitions);
        Task task = new Task(id, engine.plan(), part, starts, environment);
        tasks.add(task);
        task.inputs().forEach(handover::add);
        meters.taskCreated();
        starts.forEach(start -> member.seek(start.partition(), start.offset()));
        LOG.info("Task {} starts at {}", id, starts);
    }

    /** What was to be read next is gone: goes on where the reset policy says. What was read before is kept. */
    private void readOn(OutOfRangeException gone) {
        Task task = tasks.reading(gone.partition());
        if (task == null) {
            throw gone;
        }
        Subtopology part = subtopology(task.id().subtopology());
        member.seek(gone.partition(), startOffsets.insteadOf(gone, part));
    }

    /** Whether it knows its tasks and all of them are at work. Only for the worker's thread. */
    public boolean isComplete() {
        return member.isSeated() && restoring.isEmpty();
    }

    /** Nothing may be added before the commit that is under way is done. */
    private boolean isBlocked() {
        return cycle.isUnderWay() && environment.wantsCommit();
    }

    private boolean process(long nowMs) {
        int budget = pace.begin();
        boolean budgetUsed = false;
        boolean any = false;
        int records = 0;
        long sinceNs = meters.nowNs();
        List<List<Task>> groups = tasks.downstreamFirst();
        for (int i = 0; i < groups.size(); i++) {
            for (Task task : groups.get(i)) {
                int taken = environment.wantsCommit() ? 0 : task.process(budget, nowMs, member::lag);
                sinceNs = meters.processed(task, taken, sinceNs);
                records += taken;
                any |= taken > 0;
                budgetUsed |= taken == budget;
            }
            boolean upstreamWaits = i < groups.size() - 1 && downstreamRounds < DOWNSTREAM_ROUNDS_MAX;
            if (any && upstreamWaits) {
                downstreamRounds++;
                meters.processedInRound(records);
                pace.end(budgetUsed);
                return true;
            }
        }
        downstreamRounds = 0;
        meters.processedInRound(records);
        pace.end(budgetUsed);
        return any;
    }

    private boolean punctuate(long nowMs) {
        long sinceNs = meters.nowNs();
        boolean fired = false;
        for (Task task : tasks.all()) {
            fired |= task.punctuate(nowMs);
        }
        meters.punctuated(fired, sinceNs);
        return fired;
    }

    private boolean commitIfDue(long nowMs, boolean idle) {
        if (cycle.isUnderWay() || !(tasks.isAnyDirty() || outputs.sizeBytes() > 0)) {
            return false;
        }
        boolean due = (idle && parts.settings().commitsWhenIdle())
                || nowMs - lastCommitMs >= parts.settings().commitIntervalMs()
                || nowMs < lastCommitMs
                || environment.wantsCommit()
                || tasks.isCommitRequested();
        if (due) {
            long begunNs = meters.nowNs();
            cycle.begin(tasks.upstreamFirst());
            meters.commitBegun(begunNs);
            lastCommitMs = nowMs;
        }
        return due;
    }

    /**
     * Waits until something may have happened: records, a commit that is done, a time that has come, {@link #wakeup}.
     */
    public void await(long nowMs) {
        long wakeMs = nowMs + parts.settings().pollMs();
        if (!paused && !isBlocked()) {
            wakeMs = Math.min(wakeMs, nextTaskMs(nowMs));
        }
        if (tasks.isAnyDirty() && !cycle.isUnderWay()) {
            wakeMs = Math.min(wakeMs, lastCommitMs + parts.settings().commitIntervalMs());
        }
        if (wakeMs > nowMs) {
            intake.take(wakeMs - nowMs);
            meters.publish();
        }
    }

    /** When a task has something to do though nothing comes in. */
    private long nextTaskMs(long nowMs) {
        long next = Long.MAX_VALUE;
        for (Task task : tasks.all()) {
            next = Math.min(next, task.nextWallClockMs());
            if (task.waiting() > 0 && environment.maxTaskIdleMs() >= 0) {
                next = Math.min(next, nowMs + IDLE_CHECK_MS);
            }
        }
        return next;
    }

    /** Ends an {@link #await}, now or the next time. Any thread. */
    public void wakeup() {
        member.wakeup();
    }

    /** Stops processing, or takes it up again. What is at hand is committed. Any thread. */
    public void pause(boolean pause) {
        paused = pause;
        member.wakeup();
    }

    /** The tasks it has. Only for the worker's thread. */
    public Collection<Task> tasks() {
        return tasks.all();
    }

    /** Ends as {@link #close(Departure)} does, {@link Departure#AS_NAMED}. */
    public void close() {
        close(Departure.AS_NAMED);
    }

    /**
     * Commits everything, closes the tasks and ends the member. If the commit fails it ends as {@link #abandon}.
     *
     * @param how what becomes of the member's place in the group
     */
    public void close(Departure how) {
        try {
            cycle.commitNow(tasks.upstreamFirst());
        } catch (RuntimeException e) {
            abandonAfter(e);
            throw e;
        }
        leave(how);
    }

    private void abandonAfter(RuntimeException failure) {
        try {
            abandon();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Drops what is not committed, closes the tasks and ends the member. */
    public void abandon() {
        try {
            writer.drain();
            outputs.abort(engine.clock().wallMs());
        } finally {
            leave(Departure.AS_NAMED);
        }
    }

    private void leave(Departure how) {
        try {
            closeTasks(List.copyOf(tasks.all()));
        } finally {
            giveUpRestoring(Set.copyOf(restoring.keySet()));
            restoration.keepWarm(Set.of(), owner);
            meters.close();
            member.close(how);
        }
    }

    private void giveUpRestoring(Set<TaskId> ids) {
        for (TaskId id : ids) {
            if (restoring.remove(id) != null) {
                restoration.end(id, owner);
            }
        }
    }

    private void closeTasks(Collection<Task> leaving) {
        RuntimeException failure = null;
        for (Task task : leaving) {
            tasks.remove(task.id());
            meters.taskClosed();
            intake.forget(task);
            task.inputs().forEach(handover::remove);
            try {
                task.close();
            } catch (RuntimeException e) {
                LOG.warn("Task {} failed to close", task.id(), e);
                failure = failure == null ? e : failure;
            }
            restoration.end(task.id(), owner);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Subtopology subtopology(int id) {
        for (Subtopology part : engine.plan().subtopologies()) {
            if (part.id() == id) {
                return part;
            }
        }
        throw new AssertionError("the plan has no subtopology " + id);
    }

    private List<Task> held(Set<TaskId> ids) {
        return tasks.all().stream().filter(task -> ids.contains(task.id())).toList();
    }

    /** Wakes the worker up when one of its tasks can begin. */
    private record Waiting(String thread, Member member) implements Restoration.Owner {

        @Override
        public void wakeup() {
            member.wakeup();
        }
    }

    /** Makes and closes tasks as the group says. Called within {@link Intake#take}. */
    private final class Assignments implements AssignmentListener {

        @Override
        public void assigned(Set<TaskId> ids) {
            if (handover.isUsed() && !tasks.isEmpty()) {
                cycle.commitNow(tasks.upstreamFirst()); // what they sent is in the log before any inlet is opened again
                handover.shut();
            }
            Map<String, Integer> existing = engine.log().topics().partitionCounts();
            if (!engine.log().carriesState()) {
                requireFit(existing);
            }
            var inputs = parts.seat().tasks().tasks(existing);
            for (TaskId id : ids) {
                SortedSet<TopicPartition> partitions = inputs.get(id);
                if (partitions == null) {
                    continue; // its topics are gone; the next assignment leaves it out
                }
                restoration.begin(id, partitions, owner);
                if (restoration.isDone(id, owner)) {
                    start(id, partitions);
                } else {
                    member.pause(partitions);
                    restoring.put(id, partitions);
                }
            }
        }

        /** Inputs may have got more partitions, for which there is no state and no way to move keys. */
        private void requireFit(Map<String, Integer> existing) {
            if (RepartitionTopics.missing(engine.plan(), existing).isEmpty()) {
                var unused = ChangelogTopics.missing(engine.plan(), existing);
            }
        }

        @Override
        public void revoked(Set<TaskId> ids) {
            cycle.commitNow(tasks.upstreamFirst());
            closeTasks(held(ids));
            giveUpRestoring(ids);
            LOG.info("Tasks {} go elsewhere", ids);
        }

        @Override
        public void keepWarm(Set<TaskId> ids) {
            restoration.keepWarm(ids, owner);
        }

        @Override
        public void lost(Set<TaskId> ids) {
            List<Task> gone = held(ids);
            cycle.forget(gone);
            closeTasks(gone);
            giveUpRestoring(ids);
            LOG.warn("Tasks {} have been taken over by another member", ids);
        }
    }
}
