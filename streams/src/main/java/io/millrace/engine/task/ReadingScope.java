package io.millrace.engine.task;

import io.millrace.store.BufferedStore;
import io.millrace.store.ByteStore;
import io.millrace.store.ChangelogWriter;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreMemory;
import io.millrace.store.StoreScope;
import io.millrace.store.StoreSlot;
import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.processor.CommitCallback;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.StateRestoreCallback;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.api.RecordMetadata;
import io.millrace.streams.query.Position;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * What a store sees of the engine when it is opened only to be read: committed bytes, and nobody who would commit what
 * is written to it. Used by the one thread that reads.
 *
 * @param taskId the task whose store it is
 * @param engine what all tasks have in common
 * @param committed what the store holds
 * @param position how far the input counts in it, at least
 */
record ReadingScope(TaskId taskId, EngineParts engine, ByteStore committed, Position position) implements StoreScope {

    @Override
    public boolean readsOnly() {
        return true;
    }

    @Override
    public ByteStore open(StoreSlot slot, Residence residence) {
        return committed;
    }

    @Override
    public StoreSlot slot(String store) {
        return new StoreSlot(store, taskId.partition());
    }

    @Override
    public void register(BufferedStore store) {}

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback) {}

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback, CommitCallback commitCallback) {}

    @Override
    public @Nullable ChangelogWriter changelog(String store) {
        return null;
    }

    @Override
    public StoreMemory memory() {
        return new StoreMemory(0, Long.MAX_VALUE);
    }

    @Override
    public RecordContext currentRecord() {
        throw noRecord();
    }

    @Override
    public void currentRecord(RecordContext record) {
        throw noRecord();
    }

    private static UnsupportedOperationException noRecord() {
        return new UnsupportedOperationException("a store that is opened to be read sees no record");
    }

    @Override
    public void recordDropped() {}

    @Override
    public String applicationId() {
        return engine.plan().application();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.empty();
    }

    @Override
    public Serde<?> keySerde() {
        return engine.config().defaultKeySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return engine.config().defaultValueSerde();
    }

    @Override
    public File stateDir() {
        return engine.folder().toFile();
    }

    @Override
    public StreamsMetrics metrics() {
        return engine.metrics();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return AppConfigs.of(engine.config());
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return engine.config().originalsWithPrefix(prefix);
    }
}
