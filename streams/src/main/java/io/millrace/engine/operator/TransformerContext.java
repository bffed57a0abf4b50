package io.millrace.engine.operator;

import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.Cancellable;
import io.millrace.streams.processor.ProcessorContext;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.Punctuator;
import io.millrace.streams.processor.StateRestoreCallback;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.To;
import io.millrace.streams.processor.api.ProcessingContext;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** A processor's context as a value transformer sees it: all but forwarding, since only its return value goes on. */
final class TransformerContext implements ProcessorContext {

    private final ProcessingContext context;
    private final CurrentContext current;

    TransformerContext(ProcessingContext context) {
        this.context = context;
        this.current = (CurrentContext) context;
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value) {
        throw cannotForward();
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value, To to) {
        throw cannotForward();
    }

    private static StreamsException cannotForward() {
        return new StreamsException("a value transformer called forward (expected: return the new value; nothing else"
                + " goes on, so that the key stays. Use KStream.process to forward)");
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback) {
        throw new UnsupportedOperationException("a value transformer registered store " + store.name()
                + " (expected: addStateStore when the topology is built, and the store's name in transformValues)");
    }

    @Override
    public @Nullable String topic() {
        return current.currentContext().topic();
    }

    @Override
    public int partition() {
        return current.currentContext().partition();
    }

    @Override
    public long offset() {
        return current.currentContext().offset();
    }

    @Override
    public Headers headers() {
        return current.recordHeaders();
    }

    @Override
    public long timestamp() {
        return current.currentContext().timestamp();
    }

    @Override
    public String applicationId() {
        return context.applicationId();
    }

    @Override
    public TaskId taskId() {
        return context.taskId();
    }

    @Override
    public Serde<?> keySerde() {
        return context.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return context.valueSerde();
    }

    @Override
    public File stateDir() {
        return context.stateDir();
    }

    @Override
    public StreamsMetrics metrics() {
        return context.metrics();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as the API has it: the caller says what it expects
    public <S extends StateStore> S getStateStore(String name) {
        return context.getStateStore(name);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        return context.schedule(interval, type, callback);
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        return context.schedule(startTime, interval, type, callback);
    }

    @Override
    public void commit() {
        context.commit();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return context.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return context.appConfigsWithPrefix(prefix);
    }

    @Override
    public long currentSystemTimeMs() {
        return context.currentSystemTimeMs();
    }

    @Override
    public long currentStreamTimeMs() {
        return context.currentStreamTimeMs();
    }
}
