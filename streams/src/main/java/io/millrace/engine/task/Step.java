package io.millrace.engine.task;

import io.millrace.streams.processor.api.Record;

/** What records are handed to within a task. Called by the task's worker. */
interface Step {

    /** The node's name in the topology. */
    String name();

    /** Takes a record, and whatever comes of it, to the end. */
    void process(Record<Object, Object> record);
}
