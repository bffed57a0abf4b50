package io.millrace.engine.task;

import io.millrace.engine.output.Outputs;
import io.millrace.streams.errors.DeserializationExceptionHandler;
import io.millrace.streams.errors.ErrorHandlerContext;
import io.millrace.streams.errors.ProcessingExceptionHandler;
import io.millrace.streams.errors.ProductionExceptionHandler;
import io.millrace.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import io.millrace.streams.processor.api.Record;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The user's three exception handlers, and what becomes of their dead letters. When the answer is to go on, dead
 * letters are part of the transaction under way; when it is to fail, which aborts that transaction, they are committed
 * by themselves. Owned by the worker.
 */
public final class ErrorPolicy {

    private final DeserializationExceptionHandler deserialization;
    private final ProcessingExceptionHandler processing;
    private final ProductionExceptionHandler production;
    private final Outputs outputs;
    private final EngineParts engine;

    /** With the handlers that the configuration names. */
    ErrorPolicy(EngineParts engine, Outputs outputs) {
        this.deserialization = engine.config().deserializationExceptionHandler();
        this.processing = engine.config().processingExceptionHandler();
        this.production = engine.config().productionExceptionHandler();
        this.outputs = outputs;
        this.engine = engine;
    }

    EngineParts engine() {
        return engine;
    }

    boolean goOnAfterDeserialization(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception cause) {
        DeserializationExceptionHandler.Response response = deserialization.handleError(context, record, cause);
        return settle(
                response.result() == DeserializationExceptionHandler.Result.RESUME, response.deadLetterQueueRecords());
    }

    boolean goOnAfterProcessing(ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception cause) {
        ProcessingExceptionHandler.Response response = processing.handleError(context, record, cause);
        return settle(response.result() == ProcessingExceptionHandler.Result.RESUME, response.deadLetterQueueRecords());
    }

    boolean goOnAfterSerialization(
            ErrorHandlerContext context,
            ProducerRecord<?, ?> record,
            Exception cause,
            SerializationExceptionOrigin origin) {
        return settle(production.handleSerializationError(context, record, cause, origin));
    }

    boolean goOnAfterProduction(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception cause) {
        return settle(production.handleError(context, record, cause));
    }

    private boolean settle(ProductionExceptionHandler.Response response) {
        return settle(response.result() == ProductionExceptionHandler.Result.RESUME, response.deadLetterQueueRecords());
    }

    private boolean settle(boolean goOn, List<ProducerRecord<byte[], byte[]>> letters) {
        if (goOn) {
            letters.forEach(letter -> outputs.send(letter, engine.clock().wallMs()));
        } else {
            outputs.sendAfterAbort(letters);
        }
        return goOn;
    }
}
