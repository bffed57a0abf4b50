package io.millrace.engine.restore;

import io.millrace.engine.restore.Restoration.Owner;
import io.millrace.engine.restore.TaskRestore.Claim;
import io.millrace.engine.restore.TaskRestore.Phase;
import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.OutOfRangeException;
import io.millrace.log.Reader;
import io.millrace.store.ChangelogPositions;
import io.millrace.store.StateChanges;
import io.millrace.streams.processor.StandbyUpdateListener.SuspendReason;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills stores from their changelogs: those of tasks that are to be run here, up to the end, and those that are kept
 * warm, for ever. Owned by one thread, which calls {@link #runOnce} over and over; requests come from other threads.
 *
 * <p>Where the end is: first the group's committed offsets are asked for, which the log answers when no commit of a
 * former owner is in the air any more; only then the changelogs' ends, including what is not committed yet. Everything
 * up to there is read, committed records only. So whatever belongs to the committed offsets is in the stores.
 *
 * <p>A batch of records of any number of changelogs is one atomic batch of the database, with the positions that it
 * leads to. So a failure or a crash costs at most one batch, and {@link #reset} begins again from what is recorded.
 */
public final class RestoreWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreWorker.class);
    /** How often the ends of changelogs that are followed are asked for. */
    private static final long ENDS_INTERVAL_MS = 1_000;
    /** How much is gathered before it is applied: little enough to be gone before the garbage collector moves it. */
    private static final long GATHERED_BYTES_MAX = 256 << 10;
    /** How often progress is logged. */
    private static final long PROGRESS_INTERVAL_MS = 10_000;
    /** How often metrics are shown while nothing happens. */
    private static final long METERS_INTERVAL_MS = 1_000;

    private final RestoreParts parts;
    private final ChangelogPositions positions;
    private final RestoreEvents events;
    private final LinkedBlockingQueue<Runnable> requests = new LinkedBlockingQueue<>();
    private final Map<TaskId, TaskRestore> tasks = new TreeMap<>();
    private final Map<TopicPartition, SlotRestore> reading = new HashMap<>();
    private final Map<Owner, Set<TaskId>> warm = new HashMap<>();
    private final Map<TaskId, Outcome> outcomes = new ConcurrentHashMap<>();
    private final StaleState stale;
    /** Tasks whose stores have been begun with and not been given up; a failure that passes leaves them in. */
    private final Set<TaskId> held = ConcurrentHashMap.newKeySet();
    /** Read and not applied yet, and whose it is. */
    private final Set<SlotRestore> moved = new LinkedHashSet<>();

    private StateChanges gathered = new StateChanges();
    private volatile @Nullable Reader reader;
    private @Nullable RestorerMeters meters;
    private boolean readsChanged;
    private long endsAtMs;
    private long progressAtMs;
    private long metersAtMs;

    /** @param share which of the tasks that are found in the database are this worker's to clean up */
    RestoreWorker(RestoreParts parts, StaleState.Share share) {
        this.parts = parts;
        this.positions = new ChangelogPositions(parts.state());
        this.events = new RestoreEvents(parts.restoreListener(), parts.standbyListener());
        long now = parts.clock().wallMs();
        this.stale = new StaleState(parts, positions, share, now);
        this.endsAtMs = now;
        this.progressAtMs = now;
    }

    /** What became of a claim; {@code failure} is null when the stores are up to date. */
    private record Outcome(Owner owner, @Nullable RuntimeException failure) {}

    void begin(TaskId task, Claim claim) {
        submit(() -> {
            TaskRestore restore = task(task);
            restore.claims.add(claim);
            if (restore.phase == Phase.WARM) {
                suspend(restore, SuspendReason.PROMOTED);
            }
        });
    }

    void end(TaskId task, Owner owner) {
        forget(task, owner);
        submit(() -> {
            TaskRestore restore = task(task);
            Claim first = restore.claim();
            boolean had = first != null && first.owner() == owner;
            restore.claims.removeIf(claim -> claim.owner() == owner);
            if (had) {
                forget(task, owner);
                if (restore.phase == Phase.RESTORING) {
                    restore.slots.forEach(events::suspended);
                }
                stop(restore);
                letGo(restore);
            }
        });
    }

    private void letGo(TaskRestore restore) {
        restore.idleSinceMs = parts.clock().wallMs();
        if (restore.claim() == null && !isWarm(restore.id)) {
            held.remove(restore.id);
        }
    }

    private void forget(TaskId task, Owner owner) {
        Outcome outcome = outcomes.get(task);
        if (outcome != null && outcome.owner() == owner) {
            outcomes.remove(task, outcome);
        }
    }

    void keepWarm(Set<TaskId> wanted, Owner owner) {
        submit(() -> {
            if (wanted.isEmpty()) {
                warm.remove(owner);
            } else {
                warm.put(owner, wanted);
            }
            for (TaskRestore restore : List.copyOf(tasks.values())) {
                if (restore.phase == Phase.WARM && !isWarm(restore.id)) {
                    suspend(restore, SuspendReason.MIGRATED);
                    letGo(restore);
                }
            }
            wanted.forEach(this::task);
        });
    }

    private void submit(Runnable request) {
        requests.add(request);
        Reader open = reader;
        if (open != null) {
            open.wakeup();
        }
    }

    boolean isDone(TaskId task, Owner owner) {
        Outcome outcome = outcomes.get(task);
        if (outcome == null || outcome.owner() != owner) {
            return false;
        }
        RuntimeException failure = outcome.failure();
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    /** Whether the stores of a task are up to date and somebody's. */
    boolean isOwned(TaskId task) {
        Outcome outcome = outcomes.get(task);
        return outcome != null && outcome.failure() == null;
    }

    /** The tasks whose stores are restored, kept warm, or have been handed over. Any thread; not to be changed. */
    Set<TaskId> held() {
        return held;
    }

    private boolean isWarm(TaskId task) {
        return warm.values().stream().anyMatch(wanted -> wanted.contains(task));
    }

    private TaskRestore task(TaskId id) {
        return tasks.computeIfAbsent(
                id, any -> new TaskRestore(id, parts.clock().wallMs()));
    }

    /**
     * Does a bounded amount of work. If it fails, {@link #reset} or {@link #fail} is to be called before it is called
     * again.
     *
     * @param maxWaitMs how long to wait when there is nothing to do
     * @return whether it got anywhere
     */
    public boolean runOnce(long nowMs, long maxWaitMs) {
        boolean progressed = takeRequests(reading.isEmpty() ? maxWaitMs : 0);
        progressed |= start();
        followEnds(nowMs);
        progressed |= read(progressed ? 0 : maxWaitMs);
        finish();
        stale.remove(tasks.values(), nowMs);
        logProgress(nowMs);
        if (progressed || nowMs >= metersAtMs || metersAtMs - nowMs > METERS_INTERVAL_MS) {
            metersAtMs = nowMs + METERS_INTERVAL_MS;
            meters().publish(tasks.values());
        }
        return progressed;
    }

    /** Made by the thread that runs this. */
    private RestorerMeters meters() {
        RestorerMeters made = meters == null ? new RestorerMeters(parts.metrics(), parts.clock()) : meters;
        meters = made;
        return made;
    }

    private boolean takeRequests(long maxWaitMs) {
        boolean any = false;
        for (Runnable request = next(maxWaitMs); request != null; request = next(0)) {
            load(); // a request may be about what has been gathered
            request.run();
            any = true;
        }
        return any;
    }

    private @Nullable Runnable next(long maxWaitMs) {
        try {
            return maxWaitMs > 0 ? requests.poll(maxWaitMs, TimeUnit.MILLISECONDS) : requests.poll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Starts what has been asked for and is not under way. */
    private boolean start() {
        List<TaskRestore> claimed = new ArrayList<>();
        List<TaskRestore> warmed = new ArrayList<>();
        for (TaskRestore restore : tasks.values()) {
            if (restore.phase == Phase.IDLE && restore.claim() != null) {
                claimed.add(restore);
            } else if (restore.phase == Phase.IDLE && isWarm(restore.id)) {
                warmed.add(restore);
            }
        }
        if (!claimed.isEmpty()) {
            start(claimed, Phase.RESTORING);
        }
        if (!warmed.isEmpty()) {
            start(warmed, Phase.WARM);
        }
        return !claimed.isEmpty() || !warmed.isEmpty();
    }

    private void start(List<TaskRestore> starting, Phase phase) {
        List<LoggedStore> stores = new ArrayList<>();
        starting.forEach(restore -> stores.addAll(LoggedStore.of(parts.plan(), restore.id)));
        // For copies too: the marker of a commit that is in the store already may not have been written yet, and the
        // end of what is committed then lies before what was recorded. followEnds looks for that one.
        ChangelogSpans spans = ChangelogSpans.of(parts, stores, inputs(starting), Isolation.UNCOMMITTED);
        for (TaskRestore restore : starting) {
            List<SlotRestore> slots = new ArrayList<>();
            for (LoggedStore store : stores) {
                if (store.task().equals(restore.id)) {
                    slots.add(new SlotRestore(
                            store, parts, positions.of(store.slot(), store.residence()), spans.of(store)));
                }
            }
            restore.slots = slots;
            restore.phase = phase;
            held.add(restore.id);
            measure(restore);
            for (SlotRestore slot : slots) {
                events.begun(slot, phase);
                if (phase == Phase.WARM || !slot.isAtEnd()) {
                    reading.put(slot.store().changelog(), slot);
                    readsChanged = true;
                }
            }
        }
    }

    private void measure(TaskRestore restore) {
        if (restore.phase == Phase.RESTORING) {
            meters().restoring(restore.id, restore.claims.getFirst().owner().thread());
        } else {
            String thread = warm.entrySet().stream()
                    .filter(wanted -> wanted.getValue().contains(restore.id))
                    .map(wanted -> wanted.getKey().thread())
                    .findFirst()
                    .orElseThrow();
            meters().warm(restore.id, thread);
        }
    }

    private static Set<TopicPartition> inputs(List<TaskRestore> restores) {
        Set<TopicPartition> inputs = new HashSet<>();
        for (TaskRestore restore : restores) {
            Claim claim = restore.claim();
            if (claim != null) {
                inputs.addAll(claim.inputs());
            }
        }
        return inputs;
    }

    /** Looks from time to time where the changelogs end that are followed. */
    private void followEnds(long nowMs) {
        if (nowMs >= endsAtMs && nowMs - endsAtMs < ENDS_INTERVAL_MS) {
            return;
        }
        endsAtMs = nowMs;
        List<SlotRestore> followed = new ArrayList<>();
        for (TaskRestore restore : tasks.values()) {
            if (restore.phase == Phase.WARM) {
                followed.addAll(restore.slots);
            }
        }
        if (followed.isEmpty()) {
            return;
        }
        List<LoggedStore> stores = followed.stream().map(SlotRestore::store).toList();
        ChangelogSpans spans = ChangelogSpans.of(parts, stores, Set.of(), Isolation.COMMITTED);
        for (SlotRestore slot : followed) {
            readsChanged |= slot.follow(spans.of(slot.store()));
            if (!slot.isAtEnd() && reading.put(slot.store().changelog(), slot) == null) {
                readsChanged = true;
            }
        }
    }

    private boolean read(long maxWaitMs) {
        if (reading.isEmpty()) {
            return false;
        }
        Reader open = reader();
        List<Fetched> batches;
        try {
            if (readsChanged) {
                Map<TopicPartition, Long> from = new HashMap<>();
                reading.forEach((partition, slot) -> from.put(partition, slot.position()));
                open.assign(from);
                readsChanged = false;
            }
            batches = open.poll(maxWaitMs);
        } catch (OutOfRangeException e) {
            rebuild(e);
            return true;
        }
        boolean isDue = batches.isEmpty();
        for (Fetched batch : batches) {
            SlotRestore slot = reading.get(batch.partition());
            if (slot != null) {
                slot.take(batch, gathered);
                moved.add(slot);
                isDue |= slot.isAtEnd() || !slot.canWait();
            }
        }
        if (isDue || gathered.sizeBytes() > GATHERED_BYTES_MAX) {
            load();
        }
        return !batches.isEmpty();
    }

    /** Applies what has been read. */
    private void load() {
        if (moved.isEmpty()) {
            return;
        }
        long sinceNs = meters().nowNs();
        parts.state().apply(gathered);
        boolean forOwners = false;
        for (SlotRestore slot : moved) {
            TaskRestore restore = task(slot.store().task());
            forOwners |= restore.phase == Phase.RESTORING;
            meters().loaded(restore.id, slot.batchRecords(), left(restore));
            events.loaded(slot, restore.phase);
        }
        meters().batch(forOwners, sinceNs);
        forgetGathered();
    }

    private static long left(TaskRestore restore) {
        long records = 0;
        for (SlotRestore slot : restore.slots) {
            records += Math.max(0, slot.end() - slot.position());
        }
        return records;
    }

    private void forgetGathered() {
        gathered = new StateChanges();
        moved.clear();
    }

    private Reader reader() {
        Reader open = reader;
        if (open == null) {
            open = parts.log().reader(Isolation.COMMITTED);
            reader = open;
            readsChanged = true;
        }
        return open;
    }

    /** Retention or compaction took what was to be read next. */
    private void rebuild(OutOfRangeException missing) {
        load();
        SlotRestore slot = reading.get(missing.partition());
        if (slot == null) {
            throw missing;
        }
        long start =
                parts.log().topics().startOffsets(Set.of(missing.partition())).getOrDefault(missing.partition(), 0L);
        slot.rebuild(start, String.valueOf(missing.getMessage()));
        readsChanged = true;
    }

    /** Hands over what has been restored; stops reading what is at its end. */
    private void finish() {
        for (TaskRestore restore : tasks.values()) {
            for (SlotRestore slot : restore.slots) {
                boolean pauses =
                        restore.phase == Phase.RESTORING || slot.store().isSourceTopic();
                if (slot.isAtEnd() && pauses && reading.remove(slot.store().changelog()) != null) {
                    readsChanged = true;
                }
            }
            if (restore.phase == Phase.RESTORING && restore.slots.stream().allMatch(SlotRestore::isAtEnd)) {
                handOver(restore);
            }
        }
    }

    private void handOver(TaskRestore restore) {
        StateChanges changes = new StateChanges();
        restore.slots.forEach(slot -> slot.addPosition(changes));
        parts.state().apply(changes);
        restore.slots.forEach(events::restored);
        restore.slots = List.of();
        restore.phase = Phase.OWNED;
        Owner owner = restore.claims.getFirst().owner();
        outcomes.put(restore.id, new Outcome(owner, null));
        owner.wakeup();
    }

    private void suspend(TaskRestore restore, SuspendReason reason) {
        List<SlotRestore> slots = restore.slots;
        stop(restore);
        slots.forEach(slot -> events.standbyEnded(slot, reason));
    }

    private void stop(TaskRestore restore) {
        for (SlotRestore slot : restore.slots) {
            readsChanged |= reading.remove(slot.store().changelog()) != null;
            slot.release();
        }
        restore.slots = List.of();
        restore.phase = Phase.IDLE;
        meters().ended(restore.id);
    }

    /** Begins again from what is recorded. After a failure that may pass by itself. */
    public void reset() {
        forgetGathered();
        for (TaskRestore restore : tasks.values()) {
            if (restore.phase != Phase.OWNED) {
                stop(restore);
            }
        }
        closeReader();
    }

    /** Tells the owners of all tasks that are being restored that they cannot be, and begins again with the others. */
    public void fail(RuntimeException cause) {
        for (TaskRestore restore : tasks.values()) {
            Claim claim = restore.claim();
            if (claim != null && restore.phase != Phase.OWNED) {
                restore.claims.remove();
                outcomes.put(restore.id, new Outcome(claim.owner(), cause));
                letGo(restore);
                claim.owner().wakeup();
            }
        }
        reset();
    }

    private void logProgress(long nowMs) {
        if (nowMs >= progressAtMs && nowMs - progressAtMs < PROGRESS_INTERVAL_MS) {
            return;
        }
        progressAtMs = nowMs;
        reading.values().forEach(slot -> {
            if (!slot.isAtEnd()) {
                LOG.info(
                        "Restoring {}: at offset {} of {}, {} to go",
                        slot.store(),
                        slot.position(),
                        slot.store().changelog(),
                        slot.end() - slot.position());
            }
        });
    }

    private void closeReader() {
        Reader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }

    /** Ends a {@link #runOnce} that waits. Any thread. */
    public void wakeup() {
        submit(() -> {});
    }

    @Override
    public void close() {
        closeReader();
        meters().close();
    }
}
