package io.millrace.streams.errors;

import io.millrace.streams.processor.api.Record;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens after a step of the topology threw an exception. Named in {@code processing.exception.handler};
 * the class needs a public constructor without parameters.
 *
 * <p>One object may serve several threads at once.
 */
public interface ProcessingExceptionHandler extends Configurable {

    /**
     * Decides about one exception, for handlers of the older form.
     *
     * @param context where it happened
     * @param record the record that the step was given; null when a punctuator failed
     * @param exception what the step threw
     * @return what to do
     * @deprecated implement {@link #handleError}
     */
    @Deprecated
    default ProcessingHandlerResponse handle(
            ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
        throw new UnsupportedOperationException(
                getClass().getName() + " decides nothing (expected: that it overrides handleError)");
    }

    /**
     * Decides about one exception. To be overridden; as it is, it asks the handler in its older form.
     *
     * @param context where it happened
     * @param record the record that the step was given; null when a punctuator failed
     * @param exception what the step threw
     * @return what to do
     */
    default Response handleError(ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
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
    enum ProcessingHandlerResponse {

        /** Drop what the step was doing and go on. */
        CONTINUE(1, "CONTINUE"),

        /** Stop the worker; the record is processed again after a restart. */
        FAIL(2, "FAIL");

        /** A name for logs. */
        public final String name;

        /** A number that stays the same in all versions. */
        public final int id;

        ProcessingHandlerResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** What can be done. */
    enum Result {

        /** Drop what the step was doing and go on. What it had already written or forwarded stays. */
        RESUME(1, "RESUME"),

        /** Stop the worker; the record is processed again after a restart. */
        FAIL(2, "FAIL");

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
         * Drops what the step was doing and goes on.
         *
         * @param deadLetterQueueRecords what to write to dead letter queues; null for nothing
         * @return the answer
         */
        public static Response resume(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.RESUME, deadLetterQueueRecords);
        }

        /**
         * Drops what the step was doing and goes on.
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
