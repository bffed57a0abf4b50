package io.millrace.engine.task;

import io.millrace.engine.restore.LoggedStore;
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
 * The committed state of a task, for other threads to read. Thread safe; filled by the task while it opens its stores,
 * or made of what restoring has brought here ({@link #copy}).
 *
 * <p>A store of ours is read by opening it once more, in a {@link ReadingScope} over the same committed bytes: nothing
 * that is not committed can be seen, and the task's own store, its write buffer and its thread are left alone. A store
 * of the user's own kind is handed out as it is.
 */
public final class TaskStores {

    private final TaskId id;
    private final EngineParts engine;
    private final Map<String, StorePlan> plans = new ConcurrentHashMap<>();
    private final Map<String, ByteStore> committed = new ConcurrentHashMap<>();
    private final Map<String, StateStore> own = new ConcurrentHashMap<>();
    private volatile Position position = Position.emptyPosition();
    private volatile boolean closed;

    TaskStores(TaskId id, EngineParts engine) {
        this.id = id;
        this.engine = engine;
    }

    /** What this instance holds of a task's logged stores that no task here is at work on. */
    public static TaskStores copy(TaskId id, EngineParts engine) {
        TaskStores stores = new TaskStores(id, engine);
        for (LoggedStore logged : LoggedStore.of(engine.plan(), id)) {
            String name = logged.slot().store();
            StorePlan plan = engine.plan().stores().get(name);
            if (plan != null) {
                stores.plans.put(name, plan);
                stores.committed.put(name, engine.state().open(logged.slot(), logged.residence()));
            }
        }
        return stores;
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
        reading.init(new ReadingScope(id, engine, bytes, position), reading);
        return reading;
    }
}
