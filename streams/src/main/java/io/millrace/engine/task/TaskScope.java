package io.millrace.engine.task;

import io.millrace.engine.restore.OwnStore;
import io.millrace.metrics.Meters;
import io.millrace.plan.Changelog;
import io.millrace.plan.StorePlan;
import io.millrace.store.BufferedStore;
import io.millrace.store.ByteStore;
import io.millrace.store.ChangelogWriter;
import io.millrace.store.HeldRecord;
import io.millrace.store.SpecifiedStore;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreMemory;
import io.millrace.store.StoreMeters;
import io.millrace.store.StoreScope;
import io.millrace.store.StoreSlot;
import io.millrace.store.StoreSpec;
import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.processor.CommitCallback;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.StateRestoreCallback;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.api.RecordMetadata;
import io.millrace.streams.query.Position;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * What a task's stores see of it, and what the task knows of its stores. Used by the task's worker alone.
 *
 * <p>A user's own store, which is not one of ours, is told to commit after each commit of the task, and so is the
 * callback that it may register. Where changes are logged it is restored through the other callback that it registers;
 * a log that carries state has nothing to restore it from, so there it keeps its files itself.
 */
final class TaskScope implements StoreScope {

    private final TaskHandle task;
    private final TaskChangelogs changelogs;
    private final List<BufferedStore> buffered = new ArrayList<>();
    private final List<StateStore> ownStores = new ArrayList<>();
    private final List<CommitCallback> commitCallbacks = new ArrayList<>();
    private final Map<String, StateRestoreCallback> restoreCallbacks = new HashMap<>();
    private final Map<String, OwnStore> restored = new HashMap<>();
    private final List<StoreSlot> opened = new ArrayList<>();

    TaskScope(TaskHandle task, TaskChangelogs changelogs) {
        this.task = task;
        this.changelogs = changelogs;
    }

    /** The stores that take part in commits, in the order of registration. */
    List<BufferedStore> buffered() {
        return buffered;
    }

    /** Stores that users made themselves, in the order of registration. */
    List<StateStore> ownStores() {
        return ownStores;
    }

    /** How much the stores hold on the heap. */
    long cachedBytes() {
        long bytes = 0;
        for (int i = 0; i < buffered.size(); i++) {
            bytes += buffered.get(i).cachedBytes();
        }
        return bytes;
    }

    /** What a store that a user made agrees with; nothing of one that was not restored. */
    Map<TopicPartition, Long> offsets(StateStore store) {
        OwnStore own = restored.get(store.name());
        return own == null || own.store() != store ? Map.of() : own.offsets();
    }

    /** Restores a store that a user made, if it is logged and has registered to be restored. */
    void restore(StorePlan plan, StateStore store) {
        StateRestoreCallback callback = restoreCallbacks.get(plan.name());
        Changelog changelog = plan.changelog();
        EngineParts engine = task.environment().engine();
        if (callback == null
                || changelog == null
                || plan.builder() instanceof SpecifiedStore
                || engine.log().carriesState()) {
            return;
        }
        StoreSlot slot = slot(plan.name());
        OwnStore own = new OwnStore(slot, store, new TopicPartition(changelog.topic(), slot.partition()), callback);
        own.restore(
                engine.log(),
                engine.state(),
                engine.clock().wallMs(),
                task.environment().restoreListener());
        restored.put(plan.name(), own);
    }

    List<CommitCallback> commitCallbacks() {
        return commitCallbacks;
    }

    /** Gives up what was opened. */
    void release() {
        opened.forEach(task.environment().state()::release);
        opened.clear();
    }

    @Override
    public ByteStore open(StoreSlot slot, Residence residence) {
        ByteStore store = task.environment().state().open(slot, residence);
        opened.add(slot);
        task.stores().opened(slot.store(), store);
        return store;
    }

    @Override
    public StoreSlot slot(String store) {
        return new StoreSlot(store, task.id().partition());
    }

    @Override
    public void register(BufferedStore store) {
        buffered.add(store);
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback) {
        ownStores.add(store);
        restoreCallbacks.put(store.name(), stateRestoreCallback);
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback, CommitCallback commitCallback) {
        register(store, stateRestoreCallback);
        commitCallbacks.add(commitCallback);
    }

    @Override
    public @Nullable ChangelogWriter changelog(String store) {
        return changelogs.of(store);
    }

    @Override
    public StoreMeters meters(StoreSpec spec, boolean users) {
        String store = spec.name();
        Map<String, String> cacheTags = Map.of("record-cache-id", store);
        Meters cache = spec.caching() && memory().holdsBack()
                ? task.meters().meters("cache." + store, "stream-record-cache-metrics", cacheTags)
                : null;
        TaskEnvironment environment = task.environment();
        boolean onDisk = spec.residence() == Residence.DISK && !users;
        return new StoreMeters(
                meters(spec),
                cache,
                spec,
                environment.clock(),
                onDisk ? environment.state().figures() : null,
                task.id().partition());
    }

    @Override
    public @Nullable Meters details(StoreSpec spec) {
        return task.meters().details() == null ? null : meters(spec);
    }

    private Meters meters(StoreSpec spec) {
        Map<String, String> tags = Map.of(spec.scope() + "-state-id", spec.name());
        return task.meters().meters("store." + spec.name(), "stream-state-metrics", tags);
    }

    @Override
    public StoreMemory memory() {
        return task.environment().memory();
    }

    @Override
    public RecordContext currentRecord() {
        return task.current().snapshot();
    }

    @Override
    public void keepCurrentRecord(HeldRecord into) {
        task.current().keepIn(into);
    }

    @Override
    public void currentRecord(RecordContext record) {
        task.current().replay(record);
    }

    @Override
    public void recordDropped() {
        task.errors().dropped();
    }

    @Override
    public Position position() {
        return task.position();
    }

    @Override
    public String applicationId() {
        return task.environment().application();
    }

    @Override
    public TaskId taskId() {
        return task.id();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.of(task.current().place());
    }

    @Override
    public Serde<?> keySerde() {
        return task.environment().keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return task.environment().valueSerde();
    }

    @Override
    public File stateDir() {
        return task.folder();
    }

    @Override
    public StreamsMetrics metrics() {
        return task.environment().metrics();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return AppConfigs.of(task.environment().config());
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return task.environment().config().originalsWithPrefix(prefix);
    }
}
