package io.millrace.engine.task;

import io.millrace.engine.input.InputGroup;
import io.millrace.plan.SourceStep;
import io.millrace.streams.processor.TimestampExtractor;
import org.apache.kafka.common.serialization.Deserializer;

/** Where records of some topics enter a task. */
final class SourceNode {

    private final SourceStep step;
    private final Steps children;

    SourceNode(SourceStep step) {
        this.step = step;
        this.children = new Steps(step.name());
    }

    SourceStep step() {
        return step;
    }

    Steps children() {
        return children;
    }

    /** Has a partition of one of its topics read. */
    void read(Task.TaskInput partition, InputGroup input, TaskEnvironment environment) {
        Deserializer<?> keys = step.keyDeserializer();
        Deserializer<?> values = step.valueDeserializer();
        TimestampExtractor extractor = step.timestampExtractor();
        input.add(
                partition.partition(),
                keys == null ? environment.keySerde().deserializer() : keys,
                values == null ? environment.valueSerde().deserializer() : values,
                extractor == null ? environment.timestampExtractor() : extractor,
                partition.offset(),
                partition.partitionTime());
    }
}
