package io.millrace.streams.errors;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs an input record that could not be deserialized, as a warning, drops it and goes on.
 *
 * <p>With {@code errors.dead.letter.queue.topic.name} set, the record is also written to that topic.
 */
public class LogAndContinueExceptionHandler implements DeserializationExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(LogAndContinueExceptionHandler.class);

    private DeadLetterQueue deadLetters = DeadLetterQueue.NONE;

    /** Makes a handler without a dead letter queue. */
    public LogAndContinueExceptionHandler() {}

    /** Reads {@code errors.dead.letter.queue.topic.name}. */
    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetterQueue.configured(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        log.warn(
                "dropped: the record at {}-{} offset {} could not be deserialized, task {}",
                record.topic(),
                record.partition(),
                record.offset(),
                context.taskId(),
                exception);
        return Response.resume(deadLetters.recordsFor(context, exception));
    }
}
