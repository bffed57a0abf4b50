package io.millrace.streams.errors;

import io.millrace.streams.processor.api.Record;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs an exception of a step of the topology, as an error, and stops the worker. This is the default
 * {@link ProcessingExceptionHandler}.
 *
 * <p>With {@code errors.dead.letter.queue.topic.name} set, the input record is also written to that topic.
 */
public class LogAndFailProcessingExceptionHandler implements ProcessingExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(LogAndFailProcessingExceptionHandler.class);

    private DeadLetterQueue deadLetters = DeadLetterQueue.NONE;

    /** Makes a handler without a dead letter queue. */
    public LogAndFailProcessingExceptionHandler() {}

    /** Reads {@code errors.dead.letter.queue.topic.name}. */
    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetterQueue.configured(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
        log.error(
                "stopping: step {} failed, task {}, input record at {}-{} offset {}",
                context.processorNodeId(),
                context.taskId(),
                context.topic(),
                context.partition(),
                context.offset(),
                exception);
        return Response.fail(deadLetters.recordsFor(context, exception));
    }
}
