package io.millrace.streams.errors;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to an output record that could not be serialized or written. Named in
 * {@code production.exception.handler}; the class needs a public constructor without parameters.
 *
 * <p>One object may serve several threads at once, and is not always called by the thread that runs the task.
 */
public interface ProductionExceptionHandler extends Configurable {

    /**
     * Decides about a record that could not be written, for handlers of the oldest form.
     *
     * @param record the record as it was to be written
     * @param exception what went wrong
     * @return what to do
     * @deprecated implement {@link #handleError}
     */
    @Deprecated
    default ProductionExceptionHandlerResponse handle(ProducerRecord<byte[], byte[]> record, Exception exception) {
        throw new UnsupportedOperationException(
                getClass().getName() + " decides nothing (expected: that it overrides handleError)");
    }

    /**
     * Decides about a record that could not be written, for handlers of an older form. Asks the handler in its oldest
     * form unless overridden.
     *
     * @param context where it happened
     * @param record the record as it was to be written
     * @param exception what went wrong
     * @return what to do
     * @deprecated implement {@link #handleError}
     */
    @Deprecated
    default ProductionExceptionHandlerResponse handle(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return handle(record, exception);
    }

    /**
     * Decides about a record that could not be written. To be overridden; as it is, it asks the handler in its older
     * form.
     *
     * @param context where it happened
     * @param record the record as it was to be written
     * @param exception what went wrong
     * @return what to do
     */
    default Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return Response.ofOlder(handle(context, record, exception));
    }

    /**
     * Decides about a record that could not be serialized, for handlers of the oldest form. Stops the worker unless
     * overridden.
     *
     * @param record the record with its key and value as objects
     * @param exception what the serializer threw
     * @return what to do
     * @deprecated implement {@link #handleSerializationError}
     */
    @Deprecated
    @SuppressWarnings("rawtypes") // the signature is given by the API that this one follows
    default ProductionExceptionHandlerResponse handleSerializationException(
            ProducerRecord record, Exception exception) {
        return ProductionExceptionHandlerResponse.FAIL;
    }

    /**
     * Decides about a record that could not be serialized, for handlers of an older form. Asks the handler in its
     * oldest form unless overridden.
     *
     * @param context where it happened
     * @param record the record with its key and value as objects
     * @param exception what the serializer threw
     * @param origin which of the two could not be serialized
     * @return what to do
     * @deprecated implement {@link #handleSerializationError}
     */
    @Deprecated
    @SuppressWarnings("rawtypes") // the signature is given by the API that this one follows
    default ProductionExceptionHandlerResponse handleSerializationException(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return handleSerializationException(record, exception);
    }

    /**
     * Decides about a record that could not be serialized. Asks the handler in its older form unless overridden, which
     * stops the worker unless that is.
     *
     * @param context where it happened
     * @param record the record with its key and value as objects
     * @param exception what the serializer threw
     * @param origin which of the two could not be serialized
     * @return what to do; {@link Result#RETRY} counts as {@link Result#FAIL}
     */
    @SuppressWarnings("rawtypes") // the signature is given by the API that this one follows
    default Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.ofOlder(handleSerializationException(context, record, exception, origin));
    }

    /**
     * What can be done, in the older form.
     *
     * @deprecated see {@link Result}
     */
    @Deprecated
    enum ProductionExceptionHandlerResponse {

        /** Drop the record, which is then lost, and go on. */
        CONTINUE(0, "CONTINUE"),

        /** Stop the worker without committing. */
        FAIL(1, "FAIL"),

        /** Try again, possibly from the last commit. */
        RETRY(2, "RETRY");

        /** A name for logs. */
        public final String name;

        /** A number that stays the same in all versions. */
        public final int id;

        ProductionExceptionHandlerResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** What can be done. */
    enum Result {

        /** Drop the record, which is then lost, and go on. */
        RESUME(0, "RESUME"),

        /** Stop the worker without committing. */
        FAIL(1, "FAIL"),

        /** Try again, possibly from the last commit. Counts as FAIL when the exception is not a retriable one. */
        RETRY(2, "RETRY");

        /** A name for logs. */
        public final String name;

        /** A number that stays the same in all versions. */
        public final int id;

        Result(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** What could not be serialized. */
    enum SerializationExceptionOrigin {

        /** The key. */
        KEY,

        /** The value. */
        VALUE
    }

    /** An answer: what to do, and what to write to dead letter queues. Immutable. */
    class Response {

        private final Result result;
        private final List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords;

        private Response(Result result, @Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            this.result = result;
            this.deadLetterQueueRecords =
                    deadLetterQueueRecords == null ? List.of() : List.copyOf(deadLetterQueueRecords);
        }

        @SuppressWarnings("deprecation") // answers in the older form must still be understood
        private static Response ofOlder(ProductionExceptionHandlerResponse answer) {
            return switch (answer) {
                case CONTINUE -> resume();
                case FAIL -> fail();
                case RETRY -> retry();
            };
        }

        /**
         * Stops the worker.
         *
         * @param deadLetterQueueRecords what to write to dead letter queues; null for nothing
         * @return the answer
         */
        public static Response fail(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.FAIL, deadLetterQueueRecords);
        }

        /**
         * Stops the worker.
         *
         * @return the answer, without records for dead letter queues
         */
        public static Response fail() {
            return new Response(Result.FAIL, null);
        }

        /**
         * Drops the record and goes on.
         *
         * @param deadLetterQueueRecords what to write to dead letter queues; null for nothing
         * @return the answer
         */
        public static Response resume(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.RESUME, deadLetterQueueRecords);
        }

        /**
         * Drops the record and goes on.
         *
         * @return the answer, without records for dead letter queues
         */
        public static Response resume() {
            return new Response(Result.RESUME, null);
        }

        /**
         * Tries again.
         *
         * @return the answer, without records for dead letter queues
         */
        public static Response retry() {
            return new Response(Result.RETRY, null);
        }

        /** What to do. */
        public Result result() {
            return result;
        }

        /** What to write to dead letter queues; unmodifiable, empty for nothing. */
        public List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords() {
            return deadLetterQueueRecords;
        }
    }
}
