package io.millrace.engine.task;

import io.millrace.engine.input.InputGroup;
import io.millrace.plan.SourceStep;
import io.millrace.streams.processor.TimestampExtractor;

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
    void read(Task.TaskInput partition, InputGroup input, TaskEnvironment environment, TaskErrors errors) {
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
