package io.millrace.engine.task;

import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.api.Record;
import java.util.List;

/** The steps that a step hands its records to, in order. */
final class Steps {

    private static final Step[] NONE = {};

    private final String owner;
    private Step[] steps = NONE;

    Steps(String owner) {
        this.owner = owner;
    }

    /** Set once, when all steps of the task have been made. */
    void link(List<Step> children) {
        steps = children.toArray(Step[]::new);
    }

    void process(Record<Object, Object> record) {
        for (Step step : steps) {
            step.process(record);
        }
    }

    void process(Record<Object, Object> record, String child) {
        for (Step step : steps) {
            if (step.name().equals(child)) {
                step.process(record);
                return;
            }
        }
        throw new StreamsException(
                owner + " cannot forward to " + child + " (expected: one of its children, " + names() + ")");
    }

    private List<String> names() {
        return List.of(steps).stream().map(Step::name).toList();
    }
}
