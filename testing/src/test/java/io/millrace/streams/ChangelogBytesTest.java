package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.kstream.TableJoined;
import io.millrace.streams.state.BuiltInDslStoreSuppliers;
import io.millrace.streams.state.Stores;
import io.millrace.streams.test.TestRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stores of joins log. The expected bytes are what Kafka Streams 4.3.1 logged for the same records. */
class ChangelogBytesTest {

    private static final Duration WITHIN = Duration.ofMillis(10);
    private static final Duration GRACE = Duration.ofMillis(5);

    private static Properties config(String format) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DSL_STORE_FORMAT_CONFIG, format);
        return config;
    }

    private static Headers header(String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new RecordHeaders().add("h", bytes);
    }

    private static TestInputTopic<String, String> input(TopologyTestDriver driver, String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new StringSerializer());
    }

    /** The records of a changelog: key, value, time, headers. */
    private static List<String> logged(TopologyTestDriver driver, String store) {
        return driver
                .createOutputTopic(
                        "app-" + store + "-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(record -> hex(record.key()) + " " + hex(record.value()) + " @" + record.timestamp() + " "
                        + headers(record))
                .toList();
    }

    private static List<String> headers(TestRecord<?, ?> record) {
        List<String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key() + "=" + hex(header.value()));
        }
        return headers;
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
    }

    private static TopologyTestDriver joined(String format, StreamJoined<String, String, String> stores) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> left = builder.stream("left");
        left.leftJoin(
                        builder.<String, String>stream("right"),
                        (one, other) -> one + other,
                        JoinWindows.ofTimeDifferenceAndGrace(WITHIN, GRACE),
                        stores)
                .to("out");
        TopologyTestDriver driver = new TopologyTestDriver(builder.build(), config(format));
        input(driver, "left").pipeInput(new TestRecord<>("K", "V", header("1"), 100L));
        input(driver, "left").pipeInput(new TestRecord<>("K", "V2", header(null), 100L));
        input(driver, "right").pipeInput(new TestRecord<>("K", "W", header("2"), 105L));
        input(driver, "right").pipeInput(new TestRecord<>("Q", "W", new RecordHeaders(), 106L));
        return driver;
    }

    private static void assertLogged(TopologyTestDriver driver, String store, String otherStore, String waiting) {
        assertThat(logged(driver, store))
                .containsExactly(
                        "4b000000000000006400000001 56 @100 [h=31]", "4b000000000000006400000002 5632 @100 [h=null]");
        assertThat(logged(driver, otherStore))
                .containsExactly("4b000000000000006900000001 57 @105 [h=32]", "51000000000000006a00000002 57 @106 []");
        assertThat(logged(driver, waiting))
                .containsExactly(
                        "0000000000000064014b 0100000001000000020156 @100 []",
                        "0000000000000064014b 010000000200000002015600000003015632 @100 []",
                        "0000000000000064014b null @105 []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "headers"})
    void recordsOfJoinedStreamsAreLoggedWithTheirHeaders(String format) {
        try (TopologyTestDriver driver = joined(format, StreamJoined.as("j"))) {
            assertLogged(driver, "j-this-join-store", "j-outer-other-join-store", "j-left-shared-join-store");
        }
    }

    @Test
    void andSoTheyAreFromStoresInMemory() {
        try (TopologyTestDriver driver = joined(
                "default",
                StreamJoined.<String, String, String>as("j")
                        .withDslStoreSuppliers(new BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers()))) {
            assertLogged(driver, "j-this-join-store", "j-outer-other-join-store", "j-left-shared-join-store");
        }
    }

    @Test
    void andFromStoresThatTheUserSupplies() {
        Duration retention = WITHIN.multipliedBy(2).plus(GRACE);
        StreamJoined<String, String, String> stores = StreamJoined.<String, String, String>with(
                        Stores.persistentWindowStore("one", retention, WITHIN.multipliedBy(2), true),
                        Stores.inMemoryWindowStore("two", retention, WITHIN.multipliedBy(2), true))
                .withStoreName("j");
        try (TopologyTestDriver driver = joined("default", stores)) {
            assertLogged(driver, "one", "two", "one-left-shared-join-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "headers"})
    void subscriptionsAreLoggedWithTheHeadersOfTheRecordsTheyCameFrom(String format) {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, String> left = builder.table("left");
        left.leftJoin(
                        builder.<String, String>table("right"),
                        value -> value.substring(0, 1),
                        (one, other) -> one + other,
                        TableJoined.as("fk"))
                .toStream()
                .to("out");
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), config(format))) {
            input(driver, "right").pipeInput(new TestRecord<>("F", "X", header("0"), 90L));
            input(driver, "left").pipeInput(new TestRecord<>("K", "F", header("1"), 100L));
            input(driver, "left").pipeInput(new TestRecord<>("K", "Gx", header("2"), 110L));
            input(driver, "left").pipeInput(new TestRecord<>("K", null, header("3"), 120L));

            assertThat(logged(driver, "fk-subscription-store"))
                    .containsExactly(
                            "00000001464b 0102f3a4f244fac77d1dd94ae8387a5d48b64b00000000 @100 [h=31]",
                            "00000001464b null @110 [h=32]",
                            "00000001474b 01022f8f5b83cb0b8a1371f78425f07d56104b00000000 @110 [h=32]",
                            "00000001474b null @120 [h=33]");
        }
    }
}
