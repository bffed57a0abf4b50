package io.millrace.engine.operator;

import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.processor.Cancellable;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.Punctuator;
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
import org.apache.kafka.common.serialization.Serdes;

/** The context of one step in an {@link OperatorKit}. What operators have no use for fails. */
final class KitContext implements ProcessorContext<Object, Object>, DroppedRecords, CurrentHeaders {

    private final OperatorKit kit;
    private final int nextStep;

    KitContext(OperatorKit kit, int nextStep) {
        this.kit = kit;
        this.nextStep = nextStep;
    }

    @Override
    public <K, V> void forward(Record<K, V> record) {
        kit.pass(record, nextStep);
    }

    @Override
    public <K, V> void forward(Record<K, V> record, String childName) {
        kit.passTo(childName, record);
    }

    @Override
    public void recordDropped() {
        kit.recordDropped();
    }

    @Override
    public Headers currentHeaders() {
        return kit.currentHeaders();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // as the API has it: the caller says what it expects
    public <S extends StateStore> S getStateStore(String name) {
        return (S) kit.store(name);
    }

    @Override
    public String applicationId() {
        return "kit";
    }

    @Override
    public TaskId taskId() {
        return new TaskId(0, 0);
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
        return new File("kit");
    }

    @Override
    public StreamsMetrics metrics() {
        throw unused();
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        throw unused();
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        throw unused();
    }

    @Override
    public void commit() {
        throw unused();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return Map.of("application.id", "kit");
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return Map.of();
    }

    @Override
    public long currentSystemTimeMs() {
        return kit.systemTimeMs();
    }

    @Override
    public long currentStreamTimeMs() {
        return kit.currentTimestamp();
    }

    private static AssertionError unused() {
        return new AssertionError("the kit did not expect an operator to ask for this");
    }
}
