package io.millrace.engine.task;

import io.millrace.engine.operator.CurrentContext;
import io.millrace.engine.operator.CurrentHeaders;
import io.millrace.engine.operator.DroppedRecords;
import io.millrace.engine.operator.EmitProgress;
import io.millrace.engine.operator.MeasuredNode;
import io.millrace.metrics.Meters;
import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.Cancellable;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.Punctuator;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.processor.api.RecordMetadata;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What one processor sees of its task. Used by the task's worker alone. */
final class NodeContext
        implements ProcessorContext<Object, Object>,
                DroppedRecords,
                MeasuredNode,
                CurrentHeaders,
                CurrentContext,
                EmitProgress {

    private final String node;
    private final Steps children;
    private final Map<String, StateStore> stores;
    private final TaskHandle task;

    /** @param stores the stores that this processor may use */
    NodeContext(String node, Steps children, Map<String, StateStore> stores, TaskHandle task) {
        this.node = node;
        this.children = children;
        this.stores = stores;
        this.task = task;
    }

    @Override
    @SuppressWarnings("unchecked") // a Record is immutable, so one of a subtype serves as one of Object
    public <K, V> void forward(Record<K, V> record) {
        children.process((Record<Object, Object>) record);
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public <K, V> void forward(Record<K, V> record, String childName) {
        children.process((Record<Object, Object>) record, childName);
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
    @SuppressWarnings("unchecked") // the caller says which kind of store it added under this name
    public <S extends StateStore> S getStateStore(String name) {
        StateStore store = stores.get(name);
        if (store == null) {
            throw new StreamsException("processor " + node + " cannot use store " + name + " (expected: one of "
                    + stores.keySet() + "; connect the store to the processor when the topology is built)");
        }
        return (S) store;
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        long intervalMs = checked(interval);
        long firstMs = type == PunctuationType.STREAM_TIME ? 0 : currentSystemTimeMs() + intervalMs;
        return schedule(firstMs, intervalMs, type, callback);
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        long intervalMs = checked(interval);
        long startMs = startTime.toEpochMilli();
        if (startMs < 0) {
            throw new IllegalArgumentException("startTime: " + startTime + " (expected: not before the epoch)");
        }
        long nowMs = type == PunctuationType.STREAM_TIME ? currentStreamTimeMs() : currentSystemTimeMs();
        long firstMs = startMs >= nowMs ? startMs : startMs + ((nowMs - startMs) / intervalMs + 1) * intervalMs;
        return schedule(firstMs, intervalMs, type, callback);
    }

    private Cancellable schedule(long firstMs, long intervalMs, PunctuationType type, Punctuator callback) {
        return task.punctuations(type).schedule(firstMs, intervalMs, nowMs -> task.punctuate(node, callback, nowMs));
    }

    private static long checked(Duration interval) {
        long intervalMs = interval.toMillis();
        if (intervalMs < 1) {
            throw new IllegalArgumentException("interval: " + interval + " (expected: at least 1 ms)");
        }
        return intervalMs;
    }

    @Override
    public void commit() {
        task.requestCommit();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return AppConfigs.of(task.environment().config());
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return task.environment().config().originalsWithPrefix(prefix);
    }

    @Override
    public long currentSystemTimeMs() {
        return task.environment().clock().wallMs();
    }

    @Override
    public long currentStreamTimeMs() {
        return task.streamTime();
    }

    @Override
    public void recordDropped() {
        task.errors().dropped();
    }

    @Override
    public @Nullable Meters details() {
        return task.meters().details() == null ? null : task.meters().node(node);
    }

    @Override
    public Headers currentHeaders() {
        return task.current().headers();
    }

    @Override
    public RecordContext currentContext() {
        return task.current().snapshot();
    }

    @Override
    public Headers recordHeaders() {
        return task.current().ownHeaders();
    }

    @Override
    public RecordContext interrupt(RecordContext context) {
        return task.current().interrupt(context);
    }

    @Override
    public void resume(RecordContext interrupted) {
        task.current().replay(interrupted);
    }

    @Override
    public long lastCloseTime(String storeName) {
        return task.lastCloseTime(storeName);
    }

    @Override
    public void lastCloseTime(String storeName, long closeTime) {
        task.lastCloseTime(storeName, closeTime);
    }
}
