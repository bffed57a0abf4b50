package io.millrace.engine.task;

import io.millrace.engine.input.InputGroup;
import io.millrace.log.LogRecord;
import io.millrace.metrics.Meters;
import io.millrace.metrics.Spread;
import io.millrace.metrics.Tally;
import io.millrace.plan.SourceStep;
import io.millrace.streams.processor.TimestampExtractor;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.jspecify.annotations.Nullable;

/** Where records of some topics enter a task. */
final class SourceNode {

    private final SourceStep step;
    private final Steps children;
    private final TaskMeters meters;
    private final Spread latencyMs;
    private final @Nullable Tally processed;
    private final Map<String, TopicMeters> consumed = new HashMap<>();
    private String lastTopic = "";
    private @Nullable TopicMeters lastConsumed;

    SourceNode(SourceStep step, TaskMeters meters) {
        this.step = step;
        this.children = new Steps(step.name());
        this.meters = meters;
        Meters node = meters.node(step.name());
        this.latencyMs = TaskMeters.endToEnd(node);
        Meters debug = node.at(RecordingLevel.DEBUG);
        this.processed = debug == null ? null : debug.tally("process", "records that were processed");
    }

    SourceStep step() {
        return step;
    }

    Steps children() {
        return children;
    }

    /**
     * Counts a record that is taken.
     *
     * @param topic one of its own
     * @param bytes null when the record did not come through the topic
     */
    void taken(String topic, @Nullable LogRecord bytes, long timestamp) {
        if (!topic.equals(lastTopic)) {
            lastTopic = topic;
            lastConsumed = consumed.get(topic);
        }
        if (lastConsumed != null && bytes != null) {
            lastConsumed.add(bytes);
        }
        latencyMs.add((double) (meters.nowMs() - timestamp));
        if (processed != null) {
            processed.add();
        }
    }

    /** Has a partition of one of its topics read. */
    void read(Task.TaskInput partition, InputGroup input, TaskEnvironment environment, TaskErrors errors) {
        String topic = partition.partition().topic();
        consumed.computeIfAbsent(topic, name -> meters.topic(step.name(), name, "consumed"));
        DefaultSerdes serdes = new DefaultSerdes(environment.config());
        TimestampExtractor extractor = step.timestampExtractor();
        input.add(
                partition.partition(),
                serdes.keyDeserializer(step.keyDeserializer()),
                serdes.valueDeserializer(step.valueDeserializer()),
                environment.onItsClock(extractor == null ? environment.timestampExtractor() : extractor),
                errors.ofSource(step.name()),
                partition.offset(),
                partition.committed().partitionTime());
    }
}
