package io.millrace.engine.operator;

/**
 * Where operators that pass on closed windows keep how far they have got: beside the committed offsets of the task, so
 * that a restart passes no window on twice. The engine's processor contexts implement it; with another context a
 * restart begins anew. Called by the thread that runs the processor.
 */
public interface EmitProgress {

    /** Nothing has been passed on yet. */
    long NONE = -1;

    /** The time up to which windows had closed when they were last passed on; {@link #NONE} at the beginning. */
    long lastCloseTime(String storeName);

    /** Keeps that time, from the next commit on. */
    void lastCloseTime(String storeName, long closeTime);
}
