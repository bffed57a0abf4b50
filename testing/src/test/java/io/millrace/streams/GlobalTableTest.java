package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.state.Stores;
import io.millrace.streams.test.TestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BiFunction;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Global tables, and joins with them. Everything that is expected here was seen on Kafka Streams 4.3.1, where this
 * class passes as well once the package's name is changed.
 */
class GlobalTableTest {

    private static final Consumed<String, String> STRINGS = Consumed.with(Serdes.String(), Serdes.String());

    private final StreamsBuilder builder = new StreamsBuilder();
    private TopologyTestDriver driver;

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    private void run() {
        Properties config = new Properties();
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        driver = new TopologyTestDriver(builder.build(), config);
    }

    /** Records of "in" are {@code code:text}; the table's keys are codes. */
    private void run(
            BiFunction<KStream<String, String>, GlobalKTable<String, String>, KStream<String, String>> topology) {
        topology.apply(builder.stream("in", STRINGS), builder.globalTable("table", STRINGS))
                .to("out", Produced.with(Serdes.String(), Serdes.String()));
        run();
    }

    private static String code(String key, String value) {
        return value == null || value.startsWith(":") ? null : value.split(":")[0];
    }

    private void pipe(String topic, String key, String value, long timestamp) {
        driver.createInputTopic(topic, new StringSerializer(), new StringSerializer())
                .pipeInput(key, value, timestamp);
    }

    private List<String> join(String key, String value, long timestamp) {
        pipe("in", key, value, timestamp);
        List<String> records = new ArrayList<>();
        for (TestRecord<String, String> record : driver.createOutputTopic(
                        "out", new StringDeserializer(), new StringDeserializer())
                .readRecordsToList()) {
            records.add(record.key() + "=" + record.value() + "@" + record.timestamp());
        }
        return records;
    }

    @Test
    void joinsWithTheNewestValueWhateverTheTimestamps() {
        run((stream, table) -> stream.join(table, GlobalTableTest::code, (value, name) -> value + "+" + name));

        assertThat(join("k", "a:1", 5)).isEmpty();
        pipe("table", "a", "old", 100);
        assertThat(join("k", "a:2", 6)).containsExactly("k=a:2+old@6");
        pipe("table", "a", "new", 50);
        assertThat(join("k", "a:3", 4)).containsExactly("k=a:3+new@4");
    }

    @Test
    void aRemovedKeyIsFoundNoMore() {
        run((stream, table) -> stream.join(table, GlobalTableTest::code, (value, name) -> value + "+" + name));

        pipe("table", "a", "x", 1);
        pipe("table", "a", null, 2);
        assertThat(join("k", "a:1", 3)).isEmpty();
    }

    @Test
    void anInnerJoinDropsRecordsThatLeadToNoKeyOrHaveNoValue() {
        run((stream, table) -> stream.join(table, GlobalTableTest::code, (value, name) -> value + "+" + name));

        pipe("table", "a", "x", 1);
        assertThat(join("k", ":1", 2)).isEmpty();
        assertThat(join("k", null, 3)).isEmpty();
        assertThat(join(null, "a:1", 4)).containsExactly("null=a:1+x@4");
    }

    @Test
    void aLeftJoinKeepsRecordsThatFindNothing() {
        run((stream, table) -> stream.leftJoin(table, GlobalTableTest::code, (value, name) -> value + "+" + name));

        assertThat(join("k", "a:1", 1)).containsExactly("k=a:1+null@1");
        assertThat(join("k", ":1", 2)).containsExactly("k=:1+null@2");
        assertThat(join(null, "b:1", 3)).containsExactly("null=b:1+null@3");
        assertThat(join("k", null, 4)).isEmpty();
    }

    @Test
    void theJoinerSeesTheStreamsKey() {
        run((stream, table) ->
                stream.join(table, GlobalTableTest::code, (key, value, name) -> key + "/" + value + "/" + name));

        pipe("table", "a", "x", 1);
        assertThat(join("k", "a:1", 2)).containsExactly("k=k/a:1/x@2");
    }

    @Test
    void recordsOfTheTableWithoutAKeyAreDropped() {
        run((stream, table) -> stream.leftJoin(table, GlobalTableTest::code, (value, name) -> value + "+" + name));

        pipe("table", null, "x", 1);
        pipe("table", "a", "y", 2);
        assertThat(join("k", "a:1", 3)).containsExactly("k=a:1+y@3");
    }

    @Test
    void keepsTheHeadersOfTheStreamsRecord() {
        run((stream, table) -> stream.leftJoin(table, GlobalTableTest::code, (value, name) -> value));

        RecordHeaders headers = new RecordHeaders();
        headers.add("h", new byte[] {1});
        driver.createInputTopic("in", new StringSerializer(), new StringSerializer())
                .pipeInput(new TestRecord<>("k", "a:1", headers, 1L));
        assertThat(driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer())
                        .readRecord()
                        .headers()
                        .lastHeader("h"))
                .isNotNull();
    }

    @Test
    void joinsAfterARepartitionAndBeforeAnother() {
        run((stream, table) -> stream.selectKey((key, value) -> value)
                .repartition()
                .leftJoin(table, (key, value) -> key, (value, name) -> value + "+" + name)
                .selectKey((key, value) -> "k")
                .repartition());

        pipe("table", "a", "x", 1);
        assertThat(join("q", "a", 2)).containsExactly("k=a+x@2");
    }

    @Test
    void aNamedTableCanBeQueriedAndReadByProcessors() {
        GlobalKTable<String, String> table = builder.globalTable(
                "table", STRINGS, Materialized.<String, String>as(Stores.inMemoryKeyValueStore("names")));
        builder.stream("in", STRINGS).to("out", Produced.with(Serdes.String(), Serdes.String()));
        run();

        pipe("table", "a", "x", 1);
        assertThat(table.queryableStoreName()).isEqualTo("names");
        assertThat(driver.<String, String>getKeyValueStore("names").get("a")).isEqualTo("x");
        assertThat(driver.getTimestampedKeyValueStore("names").get("a").timestamp())
                .isEqualTo(1);
    }

    @Test
    void aTableWithoutANameTellsTheNameThatWasMadeUp() {
        assertThat(builder.globalTable("first", STRINGS).queryableStoreName())
                .isEqualTo("first-STATE-STORE-0000000000");
        assertThat(builder.globalTable("second").queryableStoreName()).isEqualTo("second-STATE-STORE-0000000003");
        assertThat(builder.globalTable("third", Materialized.with(Serdes.String(), Serdes.String()))
                        .queryableStoreName())
                .isNull();
    }
}
