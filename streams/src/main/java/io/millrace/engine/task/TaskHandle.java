package io.millrace.engine.task;

import io.millrace.engine.operator.EmitProgress;
import io.millrace.engine.time.Punctuations;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.Punctuator;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.query.Position;
import java.io.File;

/** What the contexts of processors and stores see of their task. */
interface TaskHandle extends EmitProgress {

    TaskId id();

    TaskEnvironment environment();

    CurrentRecord current();

    TaskErrors errors();

    /** What is measured of it. */
    TaskMeters meters();

    /** What other threads may read of its state. */
    TaskStores stores();

    /** How far it has got in its input, uncommitted records included. */
    Position position();

    /** The task's own folder, made when it is first asked for. */
    File folder();

    Punctuations punctuations(PunctuationType type);

    /** Calls a punctuator with no record at hand; what it throws goes to the processing exception handler. */
    void punctuate(String node, Punctuator callback, long nowMs);

    void requestCommit();

    /** The highest event time so far; -1 before the first record. */
    long streamTime();
}
