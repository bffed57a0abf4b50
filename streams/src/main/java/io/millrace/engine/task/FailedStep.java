package io.millrace.engine.task;

import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.TaskId;

/**
 * A step failed and the handler's answer was to stop. Passes through the steps above without being offered to the
 * handler again.
 */
final class FailedStep extends StreamsException {

    private static final long serialVersionUID = 1L;

    FailedStep(String message, Throwable cause, TaskId task) {
        super(message, cause, task);
    }
}
