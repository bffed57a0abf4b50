package io.millrace.engine.operator;

import io.millrace.metrics.Meters;
import io.millrace.metrics.Spread;
import io.millrace.metrics.Tally;
import io.millrace.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/** Measures how final results of windows go on. Owned by the thread of the task. */
final class EmitMeters {

    private final Tally emitted;
    private final Spread latencyMs;
    private final ProcessingContext context;
    private long begunMs;

    private EmitMeters(ProcessingContext context, Meters details) {
        this.context = context;
        this.emitted = details.tally("window-aggregate-final-emit", "final results that went on");
        this.latencyMs = details.spread("window-aggregate-final-emit-latency", "how long emitting takes, in ms");
    }

    /** Null when nothing is measured. A windowed aggregation has them even if its results are never final. */
    static @Nullable EmitMeters of(ProcessingContext context) {
        Meters details = MeasuredNode.details(context);
        return details == null ? null : new EmitMeters(context, details);
    }

    void begin() {
        begunMs = context.currentSystemTimeMs();
    }

    void emitted() {
        emitted.add();
    }

    void end() {
        latencyMs.add((double) (context.currentSystemTimeMs() - begunMs));
    }
}
