package io.millrace.conformance.program;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.test.TestRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One case: a topology, its settings, and what happens to it. Keys and values are texts where nothing else is said; the
 * default serdes are those of {@code String}.
 */
public final class Scenario {

    /** Something that happens. */
    sealed interface Step {

        /** A record comes. */
        record Pipe(String topic, TestRecord<byte[], byte[]> record) implements Step {}

        /** The wall clock moves on. */
        record Advance(long ms) implements Step {}
    }

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private StreamsBuilder builder = new StreamsBuilder();
    private @Nullable Topology topology;

    /** With settings that the case may still change. */
    Scenario(Map<String, String> settings) {
        settings.forEach((key, value) -> this.settings.put(key, inThisLibrary(value)));
    }

    /** Settings name classes of the library without what the two libraries do not share. */
    private static String inThisLibrary(String value) {
        String library = StreamsBuilder.class.getPackageName();
        return value.startsWith("streams.") ? library + value.substring("streams".length()) : value;
    }

    /** The builder of this case. */
    public StreamsBuilder builder() {
        return builder;
    }

    /** Replaces the builder, for one that was made with a configuration. */
    public void builder(StreamsBuilder other) {
        builder = other;
    }

    /** Takes a topology that was not made by the builder. */
    public void topology(Topology other) {
        topology = other;
    }

    /** A stream of texts. */
    public KStream<String, String> stream(String topic) {
        return builder.stream(topic);
    }

    /** A table of texts. */
    public KTable<String, String> table(String topic) {
        return builder.table(topic);
    }

    /** Changes a setting. */
    public void set(String key, Object value) {
        settings.put(key, value);
    }

    /** Whether this variant of the case has that setting. */
    public boolean has(String key, String value) {
        return value.equals(settings.get(key));
    }

    /** Pipes a record of texts. */
    public void pipe(String topic, @Nullable String key, @Nullable String value, long timestamp) {
        pipe(topic, bytes(key), bytes(value), timestamp);
    }

    /** Pipes a record of texts with a header. */
    public void pipe(
            String topic, @Nullable String key, @Nullable String value, long timestamp, String header, String text) {
        Headers headers = new RecordHeaders().add(header, bytes(text));
        pipe(topic, new TestRecord<>(bytes(key), bytes(value), headers, timestamp));
    }

    /** Pipes a record of bytes. */
    public void pipe(String topic, byte @Nullable [] key, byte @Nullable [] value, long timestamp) {
        pipe(topic, new TestRecord<>(key, value, new RecordHeaders(), timestamp));
    }

    private void pipe(String topic, TestRecord<byte[], byte[]> record) {
        steps.add(new Step.Pipe(topic, record));
    }

    /** Moves the wall clock on. */
    public void advanceWallClock(long ms) {
        steps.add(new Step.Advance(ms));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    Map<String, Object> settings() {
        return settings;
    }

    List<Step> steps() {
        return steps;
    }

    Topology build(Properties properties) {
        return topology == null ? builder.build(properties) : topology;
    }
}
