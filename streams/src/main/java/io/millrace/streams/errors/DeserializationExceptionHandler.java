package io.millrace.streams.errors;

import io.millrace.streams.processor.ProcessorContext;
import io.millrace.streams.spi.HandlerScope;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to an input record that could not be deserialized. Named in
 * {@code deserialization.exception.handler}; the class needs a public constructor without parameters.
 *
 * <p>One object may serve several threads at once.
 */
public interface DeserializationExceptionHandler extends Configurable {

    /**
     * Decides about one record, for handlers of the oldest form.
     *
     * @param context where it happened; only what it tells may be used, it cannot forward or schedule. Null when
     *     somebody else than the engine asks
     * @param record the record as it was read
     * @param exception what the deserializer threw
     * @return what to do
     * @deprecated implement {@link #handleError}
     */
    @Deprecated
    default DeserializationHandlerResponse handle(
            @Nullable ProcessorContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        throw new UnsupportedOperationException(
                getClass().getName() + " decides nothing (expected: that it overrides handleError)");
    }

    /**
     * Decides about one record, for handlers of an older form. Asks the handler in its oldest form unless overridden.
     *
     * @param context where it happened
     * @param record the record as it was read
     * @param exception what the deserializer threw
     * @return what to do
     * @deprecated implement {@link #handleError}
     */
    @Deprecated
    default DeserializationHandlerResponse handle(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return handle(HandlerScope.of(context), record, exception);
    }

    /**
     * Decides about one record. To be overridden; as it is, it asks the handler in its older form.
     *
     * @param context where it happened
     * @param record the record as it was read
     * @param exception what the deserializer threw
     * @return what to do
     */
    default Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return switch (handle(context, record, exception)) {
            case CONTINUE -> Response.resume();
            case FAIL -> Response.fail();
        };
    }

    /**
     * What can be done, in the older form.
     *
     * @deprecated see {@link Result}
     */
    @Deprecated
    enum DeserializationHandlerResponse {

        /** Drop the record and go on. */
        CONTINUE(0, "CONTINUE"),

        /** Stop the worker; the record is read again after a restart. */
        FAIL(1, "FAIL");

        /** A name for logs. */
        public final String name;

        /** A number that stays the same in all versions. */
        public final int id;

        DeserializationHandlerResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** What can be done. */
    enum Result {

        /** Drop the record and go on. */
        RESUME(0, "RESUME"),

        /** Stop the worker; the record is read again after a restart. */
        FAIL(1, "FAIL");

        /** A name for logs. */
        public final String name;

        /** A number that stays the same in all versions. */
        public final int id;

        Result(int id, String name) {
            this.id = id;
            this.name = name;
        }
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
