package io.millrace.engine.task;

import io.millrace.plan.StorePlan;
import io.millrace.store.ByteStore;
import io.millrace.store.SpecifiedStore;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.query.Position;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The committed state of a task, for other threads to read. Thread safe; filled by the task while it opens its stores.
 *
 * <p>A store of ours is read by opening it once more, in a {@link ReadingScope} over the same committed bytes: nothing
 * that is not committed can be seen, and the task's own store, its write buffer and its thread are left alone. A store
 * of the user's own kind is handed out as it is.
 */
public final class TaskStores {

    private final TaskId id;
    private final TaskEnvironment environment;
    private final Map<String, StorePlan> plans = new ConcurrentHashMap<>();
    private final Map<String, ByteStore> committed = new ConcurrentHashMap<>();
    private final Map<String, StateStore> own = new ConcurrentHashMap<>();
    private volatile Position position = Position.emptyPosition();
    private volatile boolean closed;

    TaskStores(TaskId id, TaskEnvironment environment) {
        this.id = id;
        this.environment = environment;
    }

    void opened(StorePlan plan, StateStore store) {
        plans.put(plan.name(), plan);
        if (!(plan.builder() instanceof SpecifiedStore)) {
            own.put(plan.name(), store);
        }
    }

    void opened(String store, ByteStore bytes) {
        committed.put(store, bytes);
    }

    void reached(Position now) {
        position = now;
    }

    void closed() {
        closed = true;
    }

    /** The task. */
    public TaskId id() {
        return id;
    }

    /** Whether the task has a store of this name. */
    public boolean has(String store) {
        return plans.containsKey(store);
    }

    /** How far the input counts in what is committed, at least. Not to be changed. */
    public Position position() {
        return position;
    }

    /**
     * Opens a store for one reading, by the calling thread.
     *
     * @param store the store's name
     * @return empty when the task has no such store, or has been closed
     */
    public Optional<StateStore> read(String store) {
        StorePlan plan = plans.get(store);
        if (plan == null || closed) {
            return Optional.empty();
        }
        StateStore usersOwn = own.get(store);
        return Optional.of(usersOwn == null ? opened(plan, committed.get(store)) : usersOwn);
    }

    private StateStore opened(StorePlan plan, @Nullable ByteStore bytes) {
        if (bytes == null) {
            throw new AssertionError("store " + plan.name() + " of task " + id + " was never opened");
        }
        StateStore reading = plan.builder().build();
        reading.init(new ReadingScope(id, environment, bytes, position), reading);
        return reading;
    }
}
