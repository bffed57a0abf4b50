package io.millrace.store;

import io.millrace.log.LogRecord;
import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.processor.CommitCallback;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.StateRestoreCallback;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.api.RecordMetadata;
import io.millrace.streams.query.Position;
import io.millrace.streams.state.StoreBuilder;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** An engine of one task, as far as stores see it; commits when it is told to. */
final class TestScope implements StoreScope {

    final StateDatabase database;
    final StoreMemory memory;
    final List<BufferedStore> stores = new ArrayList<>();
    private RecordContext current = record(0, 0);
    private StateChanges sealed = new StateChanges();
    final List<LogRecord> logged = new ArrayList<>();
    int dropped;

    TestScope(StateDatabase database, long cacheBytes) {
        this.database = database;
        this.memory = new StoreMemory(cacheBytes, Long.MAX_VALUE);
    }

    <T extends StateStore> T open(StoreBuilder<T> builder) {
        T store = builder.build();
        store.init(this, store);
        return store;
    }

    /** What is being processed from now on. */
    void at(long offset, long timestamp) {
        current = record(offset, timestamp);
    }

    static RecordContext record(long offset, long timestamp) {
        return new Record(offset, timestamp);
    }

    /** A whole commit. */
    StateChanges commit() {
        emit();
        StateChanges changes = seal();
        apply();
        return changes;
    }

    void emit() {
        boolean emitted = true;
        while (emitted) {
            emitted = false;
            for (BufferedStore store : stores) {
                emitted |= store.emit();
            }
        }
    }

    StateChanges seal() {
        sealed = new StateChanges();
        for (BufferedStore store : stores) {
            store.seal(sealed);
        }
        return sealed;
    }

    void apply() {
        database.apply(sealed);
        stores.forEach(BufferedStore::applied);
    }

    @Override
    public ByteStore open(StoreSlot slot, StateDatabase.Residence residence) {
        return database.open(slot, residence);
    }

    @Override
    public StoreSlot slot(String store) {
        return new StoreSlot(store, 2);
    }

    @Override
    public void register(BufferedStore store) {
        stores.add(store);
    }

    @Override
    public Position position() {
        return Position.emptyPosition().withComponent("input", 0, current.offset());
    }

    @Override
    public ChangelogWriter changelog(String store) {
        return (key, value, timestamp, headers) -> {
            List<Header> copy = new ArrayList<>();
            headers.forEach(copy::add);
            logged.add(new LogRecord(logged.size(), timestamp, key, value, copy));
        };
    }

    @Override
    public StoreMemory memory() {
        return memory;
    }

    @Override
    public RecordContext currentRecord() {
        return current;
    }

    @Override
    public void currentRecord(RecordContext record) {
        current = record;
    }

    @Override
    public void recordDropped() {
        dropped++;
    }

    @Override
    public String applicationId() {
        return "app";
    }

    @Override
    public TaskId taskId() {
        return new TaskId(0, 2);
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.empty();
    }

    @Override
    public Serde<?> keySerde() {
        return Serdes.String();
    }

    @Override
    public Serde<?> valueSerde() {
        return Serdes.String();
    }

    @Override
    public File stateDir() {
        return new File("unused");
    }

    @Override
    public StreamsMetrics metrics() {
        throw new AssertionError("stores have no metrics");
    }

    @Override
    public void register(StateStore store, StateRestoreCallback callback) {
        throw new AssertionError("a store of ours registers with the commit cycle only");
    }

    @Override
    public void register(StateStore store, StateRestoreCallback callback, CommitCallback commit) {
        throw new AssertionError("a store of ours registers with the commit cycle only");
    }

    @Override
    public Map<String, Object> appConfigs() {
        return Map.of();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return Map.of();
    }

    /** The same without the engine: what a user's mock looks like to a store. */
    static final class Mock implements StateStoreContext {
        final List<StateRestoreCallback> callbacks = new ArrayList<>();
        private final TestScope values = new TestScope(new io.millrace.store.memory.MemoryDatabase(), 0);

        @Override
        public String applicationId() {
            return values.applicationId();
        }

        @Override
        public TaskId taskId() {
            return values.taskId();
        }

        @Override
        public Optional<RecordMetadata> recordMetadata() {
            return Optional.empty();
        }

        @Override
        public Serde<?> keySerde() {
            return values.keySerde();
        }

        @Override
        public Serde<?> valueSerde() {
            return values.valueSerde();
        }

        @Override
        public File stateDir() {
            return values.stateDir();
        }

        @Override
        public StreamsMetrics metrics() {
            return values.metrics();
        }

        @Override
        public void register(StateStore store, StateRestoreCallback callback) {
            callbacks.add(callback);
        }

        @Override
        public void register(StateStore store, StateRestoreCallback callback, CommitCallback commit) {
            callbacks.add(callback);
        }

        @Override
        public Map<String, Object> appConfigs() {
            return Map.of();
        }

        @Override
        public Map<String, Object> appConfigsWithPrefix(String prefix) {
            return Map.of();
        }
    }

    private record Record(long offset, long timestamp) implements RecordContext {

        @Override
        public String topic() {
            return "input";
        }

        @Override
        public int partition() {
            return 2;
        }

        @Override
        public Headers headers() {
            return new RecordHeaders();
        }

        @Override
        public byte[] sourceRawKey() {
            return null;
        }

        @Override
        public byte[] sourceRawValue() {
            return null;
        }
    }
}
