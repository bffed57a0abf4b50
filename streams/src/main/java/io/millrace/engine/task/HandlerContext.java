package io.millrace.engine.task;

import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.errors.ErrorHandlerContext;
import io.millrace.streams.processor.Cancellable;
import io.millrace.streams.processor.ProcessorContext;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.Punctuator;
import io.millrace.streams.processor.StateRestoreCallback;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.To;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * What an exception handler of the oldest form is given: tells what failed where, and can do nothing. Used by the
 * task's worker.
 *
 * @param place what failed where
 * @param engine what the application's tasks have in common
 */
record HandlerContext(ErrorHandlerContext place, EngineParts engine) implements ProcessorContext {

    private UnsupportedOperationException onlyTells(String what) {
        return new UnsupportedOperationException("an exception handler called " + what
                + " (expected: that it only looks; its answer says what happens next)");
    }

    @Override
    public String applicationId() {
        return engine.plan().application();
    }

    @Override
    public TaskId taskId() {
        return place.taskId();
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
        return engine.folder().resolve(taskId().toString()).toFile();
    }

    @Override
    public StreamsMetrics metrics() {
        return engine.metrics();
    }

    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallback) {
        throw onlyTells("register");
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as the API has it
    public <S extends StateStore> S getStateStore(String name) {
        throw onlyTells("getStateStore");
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        throw onlyTells("schedule");
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        throw onlyTells("schedule");
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value) {
        throw onlyTells("forward");
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value, To to) {
        throw onlyTells("forward");
    }

    @Override
    public void commit() {
        throw onlyTells("commit");
    }

    @Override
    public @Nullable String topic() {
        return place.topic();
    }

    @Override
    public int partition() {
        return place.partition();
    }

    @Override
    public long offset() {
        return place.offset();
    }

    @Override
    public Headers headers() {
        return place.headers();
    }

    @Override
    public long timestamp() {
        return place.timestamp();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return AppConfigs.of(engine.config());
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return engine.config().originalsWithPrefix(prefix);
    }

    @Override
    public long currentSystemTimeMs() {
        return engine.clock().wallMs();
    }

    @Override
    public long currentStreamTimeMs() {
        throw onlyTells("currentStreamTimeMs");
    }
}
