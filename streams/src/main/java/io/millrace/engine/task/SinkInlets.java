package io.millrace.engine.task;

import io.millrace.engine.input.Handover;
import io.millrace.engine.input.Inlets;
import io.millrace.engine.output.Outputs;
import io.millrace.log.LogRecord;
import io.millrace.plan.Plan;
import io.millrace.plan.SinkStep;
import io.millrace.plan.SourceStep;
import io.millrace.store.ImmutableTypes;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The way of a sink's records to tasks of the same worker, past the log. Records go as they are where nobody can change
 * their keys and values, otherwise as bytes. Owned by the task's worker.
 */
final class SinkInlets {

    private final String topic;
    private final Inlets inlets;
    private final Outputs outputs;
    private final @Nullable Class<?> keyType;
    private final @Nullable Class<?> valueType;

    /**
     * @param keyType what keys must be to go as they are; null when they may not
     * @param valueType the same for values
     */
    private SinkInlets(
            String topic, Inlets inlets, Outputs outputs, @Nullable Class<?> keyType, @Nullable Class<?> valueType) {
        this.topic = topic;
        this.inlets = inlets;
        this.outputs = outputs;
        this.keyType = keyType;
        this.valueType = valueType;
    }

    /** Null when all of a sink's records go through the log. */
    static @Nullable SinkInlets of(
            Plan plan,
            SinkStep step,
            Serializer<?> keySerializer,
            Serializer<?> valueSerializer,
            TaskEnvironment environment) {
        String topic = step.topic();
        if (topic == null) {
            return null;
        }
        Inlets inlets = environment.handover().inlets(topic);
        SourceStep reader = HandedOverTopics.reader(plan, topic);
        if (inlets == null || reader == null) {
            return null;
        }
        DefaultSerdes serdes = new DefaultSerdes(environment.config());
        return new SinkInlets(
                topic,
                inlets,
                environment.outputs(),
                ImmutableTypes.of(keySerializer, serdes.keyDeserializer(reader.keyDeserializer())),
                ImmutableTypes.of(valueSerializer, serdes.valueDeserializer(reader.valueDeserializer())));
    }

    /** Whether those who feed the sink have to wait. */
    boolean isHeld() {
        return inlets.isHeld();
    }

    /** Hands a record over as it is, if that can be; the copy has headers of its own. */
    boolean takeAsIs(Record<Object, Object> record, byte @Nullable [] key) {
        if (!isOf(keyType, record.key()) || !isOf(valueType, record.value())) {
            return false;
        }
        int partition = outputs.partitionOf(topic, key);
        if (!inlets.isOpen(partition)) {
            return false;
        }
        inlets.handOver(partition, Records.derive(record, record.key(), record.value(), record.timestamp()));
        return true;
    }

    private static boolean isOf(@Nullable Class<?> type, @Nullable Object object) {
        return type != null && (object == null || object.getClass() == type);
    }

    /** Hands a record over as bytes, if that can be. */
    boolean takeAsBytes(byte @Nullable [] key, byte @Nullable [] value, long timestamp, Headers headers) {
        int partition = outputs.partitionOf(topic, key);
        if (!inlets.isOpen(partition)) {
            return false;
        }
        List<Header> kept = new ArrayList<>();
        headers.forEach(kept::add);
        inlets.handOver(partition, new LogRecord(Handover.NO_OFFSET, timestamp, key, value, List.copyOf(kept)));
        return true;
    }
}
