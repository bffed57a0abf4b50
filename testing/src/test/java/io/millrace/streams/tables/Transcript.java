package io.millrace.streams.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyTestDriver;
import io.millrace.streams.test.TestRecord;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Runs a program on a script of records and writes down, line by line, what went in and what came out of the topic
 * {@code out}. A line of a script reads {@code topic key=value@time}; "null" stands for null. Every record has its
 * value in a header, which shows in {@code #} where results have it.
 *
 * <p>Written against the public API alone: with the package's name changed, the same source runs on Kafka Streams.
 */
final class Transcript {

    private static final String APPLICATION = "app";

    private final StringBuilder text = new StringBuilder();
    private final TopologyTestDriver driver;
    private final List<String> byteTopics;

    private Transcript(TopologyTestDriver driver, List<String> byteTopics) {
        this.driver = driver;
        this.byteTopics = byteTopics;
    }

    /**
     * The transcript of a program in which strings are the default.
     *
     * @param byteTopics topics whose records are shown too, as bytes
     */
    static String of(Consumer<StreamsBuilder> program, List<String> script, String... byteTopics) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        StreamsBuilder builder = new StreamsBuilder();
        program.accept(builder);
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(config), config)) {
            Transcript transcript = new Transcript(driver, List.of(byteTopics));
            script.forEach(transcript::pipe);
            return transcript.text.toString();
        }
    }

    private void pipe(String line) {
        String[] parts = line.split("[ =@]");
        RecordHeaders headers = new RecordHeaders();
        headers.add("h", parts[2].getBytes(UTF_8));
        driver.createInputTopic(parts[0], new StringSerializer(), new StringSerializer())
                .pipeInput(new TestRecord<>(orNull(parts[1]), orNull(parts[2]), headers, Long.parseLong(parts[3])));
        text.append(line).append(" ->");
        List<TestRecord<String, String>> results = driver.createOutputTopic(
                        "out", new StringDeserializer(), new StringDeserializer())
                .readRecordsToList();
        for (TestRecord<String, String> result : results) {
            text.append("  ").append(result.key()).append('=').append(result.value());
            text.append('@').append(result.timestamp());
            for (Header header : result.headers()) {
                text.append('#').append(new String(header.value(), UTF_8));
            }
        }
        text.append('\n');
        byteTopics.forEach(this::appendBytes);
    }

    private void appendBytes(String topic) {
        List<TestRecord<byte[], byte[]>> records = driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        for (TestRecord<byte[], byte[]> record : records) {
            text.append("    ").append(topic).append(' ').append(hex(record.key()));
            text.append(" = ").append(hex(record.value())).append(" @").append(record.timestamp());
            text.append(" headers ").append(record.headers().toArray().length).append('\n');
        }
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
    }

    private static String orNull(String text) {
        return text.equals("null") ? null : text;
    }
}
