package io.millrace.engine.operator;

import io.millrace.metrics.Meters;
import io.millrace.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Where operators show what they measure. The engine's processor contexts implement it; with another context, such as a
 * user's mock, nothing is measured. Called by the thread that runs the processor.
 */
public interface MeasuredNode {

    /** What is measured of the node at level DEBUG; null when nothing is. */
    @Nullable
    Meters details();

    /** The same of a node with this context. */
    static @Nullable Meters details(ProcessingContext context) {
        return context instanceof MeasuredNode measured ? measured.details() : null;
    }
}
