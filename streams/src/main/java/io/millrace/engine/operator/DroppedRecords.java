package io.millrace.engine.operator;

/**
 * Where operators count the records that they drop. The engine's processor contexts implement it; with another context,
 * such as a user's mock, drops are only logged. Called by the thread that runs the processor.
 */
public interface DroppedRecords {

    /** Counts one dropped record in the task's {@code dropped-records} metrics. */
    void recordDropped();
}
