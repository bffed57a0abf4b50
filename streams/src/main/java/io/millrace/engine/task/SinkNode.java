package io.millrace.engine.task;

import io.millrace.engine.output.Outputs;
import io.millrace.plan.SinkStep;
import io.millrace.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.processor.TopicNameExtractor;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Sends records to a topic: serializes them, chooses partitions, adds them to the worker's outputs. */
final class SinkNode implements Step {

    private final String name;
    private final @Nullable String topic;
    private final @Nullable TopicNameExtractor<Object, Object> topicExtractor;
    private final Serializer<Object> keySerializer;
    private final Serializer<Object> valueSerializer;
    private final @Nullable StreamPartitioner<Object, Object> partitioner;
    private final SinkDoor door;
    private final @Nullable SinkInlets inlets;
    private final boolean serializersLeaveHeaders;
    private final Map<String, TopicMeters> produced = new HashMap<>();
    private final @Nullable TopicMeters toTopic;

    /** What a sink reaches of its task. */
    record SinkDoor(Outputs outputs, CurrentRecord current, TaskErrors errors, TaskMeters meters) {}

    @SuppressWarnings("unchecked") // the DSL's types guarantee what the plan's wildcards no longer show
    SinkNode(
            SinkStep step,
            Serializer<?> keySerializer,
            Serializer<?> valueSerializer,
            SinkDoor door,
            @Nullable SinkInlets inlets) {
        this.name = step.name();
        this.topic = step.topic();
        this.topicExtractor = (TopicNameExtractor<Object, Object>) step.topicExtractor();
        this.keySerializer = (Serializer<Object>) keySerializer;
        this.valueSerializer = (Serializer<Object>) valueSerializer;
        this.partitioner = (StreamPartitioner<Object, Object>) step.partitioner();
        this.door = door;
        this.inlets = inlets;
        this.serializersLeaveHeaders = isKafkas(keySerializer) && isKafkas(valueSerializer);
        this.toTopic = topic == null ? null : produced(topic);
    }

    private TopicMeters produced(String to) {
        return produced.computeIfAbsent(to, named -> door.meters.topic(name, named, "produced"));
    }

    /** Whether it must not be fed, because those that it hands records to have to catch up first. */
    boolean isHeld() {
        return inlets != null && inlets.isHeld();
    }

    /** Kafka's own serializers are known not to add headers; for others the record's headers are made changeable. */
    private static boolean isKafkas(Serializer<?> serializer) {
        return serializer.getClass().getPackage() == Serializer.class.getPackage();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void process(Record<Object, Object> record) {
        Record<Object, Object> before = door.current.enter(record);
        try {
            send(record, topicOf(record));
        } finally {
            door.current.leave(before);
        }
    }

    private String topicOf(Record<Object, Object> record) {
        if (topic != null) {
            return topic;
        }
        if (topicExtractor == null) {
            throw new AssertionError("sink " + name + " has neither a topic nor an extractor");
        }
        return topicExtractor.extract(record.key(), record.value(), door.current.snapshot());
    }

    private void send(Record<Object, Object> record, String to) {
        Headers headers = serializersLeaveHeaders ? Records.peekHeaders(record) : record.headers();
        byte[] key;
        byte[] value;
        SerializationExceptionOrigin at = SerializationExceptionOrigin.KEY;
        try {
            key = keySerializer.serialize(to, headers, record.key());
            at = SerializationExceptionOrigin.VALUE;
            if (inlets != null && inlets.takeAsIs(record, key)) {
                return;
            }
            value = valueSerializer.serialize(to, headers, record.value());
        } catch (RuntimeException e) {
            ProducerRecord<Object, Object> failed =
                    new ProducerRecord<>(to, null, record.timestamp(), record.key(), record.value(), headers);
            door.errors.serialization(name, failed, e, at);
            return;
        }
        if (inlets != null && inlets.takeAsBytes(key, value, record.timestamp(), headers)) {
            return;
        }
        try {
            if (partitioner == null) {
                send(to, Outputs.ANY_PARTITION, record, key, value, headers);
            } else {
                sendByPartitioner(partitioner, record, to, key, value);
            }
        } catch (ApiException e) {
            door.errors.production(name, new ProducerRecord<>(to, null, record.timestamp(), key, value, headers), e);
        }
    }

    private void sendByPartitioner(
            StreamPartitioner<Object, Object> chooser,
            Record<Object, Object> record,
            String to,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        Headers headers = Records.peekHeaders(record);
        Optional<Set<Integer>> chosen =
                chooser.partitions(to, record.key(), record.value(), door.outputs.partitionCount(to));
        if (chosen.isEmpty()) {
            send(to, Outputs.ANY_PARTITION, record, key, value, headers);
            return;
        }
        if (chosen.get().isEmpty()) {
            door.errors.dropped();
            return;
        }
        for (int partition : chosen.get()) {
            if (partition < 0) {
                throw new StreamsException(
                        "sink " + name + ": the partitioner chose partition " + partition + " (expected: 0 or more)");
            }
            send(to, partition, record, key, value, headers);
        }
    }

    private void send(
            String to,
            int partition,
            Record<Object, Object> record,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers) {
        door.outputs.send(to, partition, record.timestamp(), key, value, headers);
        TopicMeters counted = toTopic == null ? produced(to) : toTopic;
        counted.add(key, value, headers);
    }
}
