package io.millrace.streams.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.api.Record;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class BuiltInHandlersTest {

    private static final Map<String, String> WITH_QUEUE =
            Map.of(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead");
    private static final byte[] KEY = {1};
    private static final byte[] VALUE = {2};

    private final ConsumerRecord<byte[], byte[]> input = new ConsumerRecord<>("in", 3, 4L, KEY, VALUE);
    private final ProducerRecord<byte[], byte[]> output = new ProducerRecord<>("out", KEY, VALUE);
    private final Exception exception = new IllegalStateException("broken");
    private final ErrorHandlerContext context = new Context(50L);

    BuiltInHandlersTest() {
        // The handlers log it; a short one keeps the log of the build readable.
        exception.setStackTrace(new StackTraceElement[0]);
    }

    @Test
    void failOrContinueAfterADeserializationError() {
        DeserializationExceptionHandler.Response fail =
                new LogAndFailExceptionHandler().handleError(context, input, exception);
        DeserializationExceptionHandler.Response resume =
                new LogAndContinueExceptionHandler().handleError(context, input, exception);

        assertThat(fail.result()).isEqualTo(DeserializationExceptionHandler.Result.FAIL);
        assertThat(resume.result()).isEqualTo(DeserializationExceptionHandler.Result.RESUME);
        assertThat(fail.deadLetterQueueRecords()).isEmpty();
        assertThat(resume.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void failOrContinueAfterAProcessingError() {
        Record<String, String> record = new Record<>("k", "v", 0L);
        ProcessingExceptionHandler.Response fail =
                new LogAndFailProcessingExceptionHandler().handleError(context, record, exception);
        ProcessingExceptionHandler.Response resume =
                new LogAndContinueProcessingExceptionHandler().handleError(context, null, exception);

        assertThat(fail.result()).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        assertThat(resume.result()).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
    }

    @Test
    void retryAfterAnErrorOfTheLogThatMayPassAndFailAfterOthers() {
        DefaultProductionExceptionHandler handler = new DefaultProductionExceptionHandler();

        assertThat(handler.handleError(context, output, new TimeoutException()).result())
                .isEqualTo(ProductionExceptionHandler.Result.RETRY);
        assertThat(handler.handleError(context, output, exception).result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
        assertThat(handler.handleSerializationError(
                                context, output, exception, ProductionExceptionHandler.SerializationExceptionOrigin.KEY)
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    @Test
    void writeTheInputRecordToTheDeadLetterQueue() {
        LogAndContinueExceptionHandler handler = new LogAndContinueExceptionHandler();
        handler.configure(WITH_QUEUE);

        ProducerRecord<byte[], byte[]> letter = handler.handleError(context, input, exception)
                .deadLetterQueueRecords()
                .get(0);

        assertThat(letter.topic()).isEqualTo("dead");
        assertThat(letter.partition()).isNull();
        assertThat(letter.timestamp()).isEqualTo(50L);
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
    }

    @Test
    void tellInHeadersOfTheDeadLetterWhatHappenedAndWhere() {
        LogAndFailProcessingExceptionHandler handler = new LogAndFailProcessingExceptionHandler();
        handler.configure(WITH_QUEUE);

        ProducerRecord<byte[], byte[]> letter = handler.handleError(context, null, exception)
                .deadLetterQueueRecords()
                .get(0);

        assertThat(namesOf(letter.headers()))
                .containsExactly(
                        "mine",
                        "__streams.errors.exception",
                        "__streams.errors.message",
                        "__streams.errors.stacktrace",
                        "__streams.errors.topic",
                        "__streams.errors.partition",
                        "__streams.errors.offset");
        assertThat(text(letter, "__streams.errors.exception")).isEqualTo("java.lang.IllegalStateException");
        assertThat(text(letter, "__streams.errors.message")).isEqualTo("broken");
        assertThat(text(letter, "__streams.errors.stacktrace")).startsWith("java.lang.IllegalStateException: broken");
        assertThat(text(letter, "__streams.errors.topic")).isEqualTo("in");
        assertThat(text(letter, "__streams.errors.partition")).isEqualTo("3");
        assertThat(text(letter, "__streams.errors.offset")).isEqualTo("4");
    }

    @Test
    void writeADeadLetterEvenForARecordWithoutAValidTimestampAndAnExceptionWithoutAMessage() {
        DefaultProductionExceptionHandler handler = new DefaultProductionExceptionHandler();
        handler.configure(WITH_QUEUE);

        ProducerRecord<byte[], byte[]> letter = handler.handleError(
                        new Context(-1L), output, new IllegalStateException())
                .deadLetterQueueRecords()
                .get(0);

        assertThat(letter.timestamp()).isNull();
        assertThat(letter.headers().lastHeader("__streams.errors.message").value())
                .isNull();
    }

    @Test
    void answerWithAnUnmodifiableListThatIsNeverNull() {
        assertThat(ProductionExceptionHandler.Response.fail(null).deadLetterQueueRecords())
                .isEmpty();
        assertThat(ProductionExceptionHandler.Response.resume(List.of(output)).deadLetterQueueRecords())
                .containsExactly(output)
                .isUnmodifiable();
    }

    private static List<String> namesOf(Headers headers) {
        List<String> names = new ArrayList<>();
        headers.forEach(header -> names.add(header.key()));
        return names;
    }

    private static String text(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private record Context(long timestamp) implements ErrorHandlerContext {

        @Override
        public String topic() {
            return "in";
        }

        @Override
        public int partition() {
            return 3;
        }

        @Override
        public long offset() {
            return 4L;
        }

        @Override
        public Headers headers() {
            return new RecordHeaders().add("mine", KEY);
        }

        @Override
        public String processorNodeId() {
            return "step";
        }

        @Override
        public TaskId taskId() {
            return new TaskId(0, 3);
        }

        @Override
        public byte[] sourceRawKey() {
            return KEY;
        }

        @Override
        public byte[] sourceRawValue() {
            return VALUE;
        }
    }
}
