package io.millrace.streams.errors;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Tries again when the error says that this may help, and otherwise stops the worker. This is the default
 * {@link ProductionExceptionHandler}.
 *
 * <p>With {@code errors.dead.letter.queue.topic.name} set, the input record that led to the output is also written to
 * that topic.
 */
public class DefaultProductionExceptionHandler implements ProductionExceptionHandler {

    private DeadLetterQueue deadLetters = DeadLetterQueue.NONE;

    /** Makes a handler without a dead letter queue. */
    public DefaultProductionExceptionHandler() {}

    /** Reads {@code errors.dead.letter.queue.topic.name}. */
    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetterQueue.configured(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RetriableException) {
            return Response.retry();
        }
        return Response.fail(deadLetters.recordsFor(context, exception));
    }

    @SuppressWarnings("rawtypes") // the signature is given by the API that this one follows
    @Override
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail(deadLetters.recordsFor(context, exception));
    }
}
