package io.millrace.streams.errors;

import io.millrace.streams.StreamsConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where the built-in handlers put input records that led to an error, and the form in which they do it: the bytes as
 * they were read, the headers as they were, and headers that say what happened and where. Names and contents of these
 * headers are those of Kafka Streams, so that tools for its dead letter queues keep working.
 *
 * <p>Immutable, for any thread. Only makes records; the engine writes them.
 *
 * @param topic the topic, or null for no dead letter queue
 */
record DeadLetterQueue(@Nullable String topic) {

    static final DeadLetterQueue NONE = new DeadLetterQueue(null);

    private static final String HEADER_PREFIX = "__streams.errors.";

    static DeadLetterQueue configured(Map<String, ?> configs) {
        Object topic = configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        return topic == null ? NONE : new DeadLetterQueue(topic.toString());
    }

    List<ProducerRecord<byte[], byte[]>> recordsFor(ErrorHandlerContext context, Exception exception) {
        return topic == null ? List.of() : List.of(recordFor(topic, context, exception));
    }

    private static ProducerRecord<byte[], byte[]> recordFor(
            String topic, ErrorHandlerContext context, Exception exception) {
        // An input record without a valid timestamp must not make the handler itself fail.
        Long timestamp = context.timestamp() < 0 ? null : context.timestamp();
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(topic, null, timestamp, context.sourceRawKey(), context.sourceRawValue());
        Headers headers = letter.headers();
        for (Header header : context.headers()) {
            headers.add(header);
        }
        add(headers, "exception", exception.getClass().getName());
        add(headers, "message", exception.getMessage());
        add(headers, "stacktrace", stackTraceOf(exception));
        add(headers, "topic", context.topic());
        add(headers, "partition", String.valueOf(context.partition()));
        add(headers, "offset", String.valueOf(context.offset()));
        return letter;
    }

    private static void add(Headers headers, String name, @Nullable String text) {
        headers.add(HEADER_PREFIX + name, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private static String stackTraceOf(Exception exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
