package io.millrace.engine.task;

import io.millrace.metrics.Spread;
import io.millrace.streams.processor.api.Record;

/**
 * A step that hands nothing on: when it is done with a record, the record's time in the application is over, and is
 * measured.
 */
final class LastStep implements Step {

    private final Step step;
    private final Spread latencyMs;
    private final TaskMeters meters;

    LastStep(Step step, TaskMeters meters) {
        this.step = step;
        this.latencyMs = TaskMeters.endToEnd(meters.node(step.name()));
        this.meters = meters;
    }

    @Override
    public String name() {
        return step.name();
    }

    @Override
    public void process(Record<Object, Object> record) {
        step.process(record);
        latencyMs.add((double) (meters.nowMs() - record.timestamp()));
    }
}
