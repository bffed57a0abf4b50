package io.millrace.engine.restore;

import io.millrace.engine.restore.TaskRestore.Claim;
import io.millrace.plan.Plan;
import io.millrace.store.ChangelogPositions;
import io.millrace.store.StoreSlot;
import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Restores the state of an instance, its tasks shared out among so many {@link RestoreWorker}s. Thread safe. */
public final class StateRestoration implements Restoration {

    private final Plan plan;
    private final StateRestoreListener listener;
    private final ChangelogPositions positions;
    private final List<RestoreWorker> workers;

    /** @param workers among how many workers the tasks are shared, each to be run by a thread of its own */
    public StateRestoration(RestoreParts parts, int workers) {
        this.plan = parts.plan();
        this.listener = parts.restoreListener();
        this.positions = new ChangelogPositions(parts.state());
        List<RestoreWorker> made = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            int number = i;
            made.add(new RestoreWorker(parts, task -> number(task, workers) == number));
        }
        this.workers = List.copyOf(made);
    }

    private static int number(TaskId task, int workers) {
        return Math.floorMod(task.hashCode(), workers);
    }

    private RestoreWorker of(TaskId task) {
        return workers.get(number(task, workers.size()));
    }

    /** The workers; each is to be run by one thread. */
    public List<RestoreWorker> workers() {
        return workers;
    }

    @Override
    public void begin(TaskId task, Set<TopicPartition> inputs, Owner owner) {
        of(task).begin(task, new Claim(owner, Set.copyOf(inputs)));
    }

    @Override
    public boolean isDone(TaskId task, Owner owner) {
        return of(task).isDone(task, owner);
    }

    @Override
    public void end(TaskId task, Owner owner) {
        of(task).end(task, owner);
    }

    @Override
    public StateRestoreListener listener() {
        return listener;
    }

    @Override
    public void keepWarm(Set<TaskId> tasks, Owner owner) {
        for (RestoreWorker worker : workers) {
            Set<TaskId> its = new HashSet<>(tasks);
            its.removeIf(task -> of(task) != worker);
            worker.keepWarm(Set.copyOf(its), owner);
        }
    }

    /**
     * The tasks of which this instance has the logged stores, at work on them or not: those that are restored or kept
     * warm, and those that have been handed over. What was left behind is not among them.
     */
    public Set<TaskId> held() {
        Set<TaskId> held = new HashSet<>();
        workers.forEach(worker -> held.addAll(worker.held()));
        return held;
    }

    /** The first offset of its changelog that is not in a store; 0 when nothing is in it. */
    public long reached(LoggedStore store) {
        ChangelogPositions.Position known = positions.of(store.slot(), store.residence());
        return known == null ? 0 : known.offset();
    }

    /**
     * How far a store's partition is.
     *
     * @param offset the first offset of the changelog that is not in it; empty when a task is at work on it, and so it
     *     is at the end
     */
    public record Progress(TaskId task, StoreSlot slot, TopicPartition changelog, OptionalLong offset) {}

    /** How far all stores are of which this instance has state, with or without a task at work on them. */
    public List<Progress> progress() {
        List<Progress> all = new ArrayList<>();
        positions.all().forEach((slot, position) -> {
            TaskId task = StaleState.taskOf(plan, slot);
            if (task != null) {
                for (LoggedStore store : LoggedStore.of(plan, task)) {
                    if (store.slot().equals(slot)) {
                        boolean isAtWork = of(task).isOwned(task);
                        OptionalLong offset = isAtWork ? OptionalLong.empty() : OptionalLong.of(position.offset());
                        all.add(new Progress(task, slot, store.changelog(), offset));
                    }
                }
            }
        });
        return all;
    }
}
