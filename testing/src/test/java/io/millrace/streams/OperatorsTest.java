package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.Branched;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Repartitioned;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.processor.api.ContextualFixedKeyProcessor;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.FixedKeyRecord;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import io.millrace.streams.test.TestRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the operators promise, end to end: planned, run, through topics between subtopologies. */
class OperatorsTest {

    private static final Duration TEN_MS = Duration.ofMillis(10);

    private TopologyTestDriver driver;

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    private void run(Consumer<StreamsBuilder> topology) {
        Properties config = new Properties();
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        StreamsBuilder builder = new StreamsBuilder();
        topology.accept(builder);
        driver = new TopologyTestDriver(builder.build(), config);
    }

    private void onStream(Consumer<KStream<String, String>> topology) {
        run(builder -> topology.accept(builder.stream("in")));
    }

    private void pipe(String topic, String key, String value, long timestamp) {
        driver.createInputTopic(topic, new StringSerializer(), new StringSerializer())
                .pipeInput(key, value, timestamp);
    }

    private void pipe(String key, String value, long timestamp) {
        pipe("in", key, value, timestamp);
    }

    /** What has come out since the last call, each {@code key=value@timestamp}. */
    private List<String> out(String topic) {
        List<String> records = new ArrayList<>();
        for (TestRecord<String, String> record : driver.createOutputTopic(
                        topic, new StringDeserializer(), new StringDeserializer())
                .readRecordsToList()) {
            records.add(record.key() + "=" + record.value() + "@" + record.timestamp());
        }
        return records;
    }

    private List<String> out() {
        return out("out");
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    @Test
    void statelessOperatorsPassNullKeysAndValues() {
        List<String> seen = new ArrayList<>();
        onStream(in -> in.filter((key, value) -> true)
                .filterNot((key, value) -> "drop".equals(value))
                .peek((key, value) -> seen.add(key + "=" + value))
                .map((key, value) -> KeyValue.pair(key, value))
                .mapValues(value -> value == null ? "none" : value)
                .to("out"));

        pipe(null, "v", 1);
        pipe("k", null, 2);
        pipe("k", "drop", 3);

        assertThat(out()).containsExactly("null=v@1", "k=none@2");
        assertThat(seen).containsExactly("null=v", "k=null");
    }

    @Test
    void flatMapsMakeAnyNumberOfRecords() {
        onStream(in -> {
            in.flatMap((key, value) -> List.of(KeyValue.pair(value, key), KeyValue.pair(key, value)))
                    .to("out");
            in.flatMapValues(value -> List.of(value.split(" "))).to("values");
            in.flatMapValues((key, value) -> List.<String>of()).to("nothing");
        });

        pipe("k", "a b", 7);

        assertThat(out()).containsExactly("a b=k@7", "k=a b@7");
        assertThat(out("values")).containsExactly("k=a@7", "k=b@7");
        assertThat(driver.producedTopicNames()).doesNotContain("nothing");
    }

    @Test
    void selectKeyAndMapValuesWithKeySeeTheKey() {
        onStream(in -> in.selectKey((key, value) -> value)
                .mapValues((key, value) -> key + "/" + value)
                .to("out"));

        pipe("k", "v", 1);

        assertThat(out()).containsExactly("v=v/v@1");
    }

    @Test
    void splitSendsEachRecordToTheFirstBranchThatTakesIt() {
        onStream(in -> in.split(Named.as("by-"))
                .branch((key, value) -> value.startsWith("a"), Branched.withConsumer(branch -> branch.to("a")))
                .branch((key, value) -> value.length() > 1, Branched.withConsumer(branch -> branch.to("long")))
                .defaultBranch(Branched.withConsumer(branch -> branch.to("rest"))));

        pipe("k", "abc", 1);
        pipe("k", "bcd", 2);
        pipe("k", "c", 3);

        assertThat(out("a")).containsExactly("k=abc@1");
        assertThat(out("long")).containsExactly("k=bcd@2");
        assertThat(out("rest")).containsExactly("k=c@3");
    }

    @Test
    void mergeBringsTwoStreamsTogether() {
        run(builder -> builder.<String, String>stream("in")
                .merge(builder.stream("other"))
                .to("out"));

        pipe("in", "k", "one", 1);
        pipe("other", "k", "two", 2);

        assertThat(out()).containsExactly("k=one@1", "k=two@2");
    }

    @Test
    void foreachEndsAStream() {
        List<String> seen = new ArrayList<>();
        onStream(in -> in.foreach((key, value) -> seen.add(key + value)));

        pipe("k", "v", 1);

        assertThat(seen).containsExactly("kv");
    }

    @Test
    void repartitionDropsRecordsWithoutAKey() {
        onStream(in -> in.repartition(Repartitioned.<String, String>as("again").withNumberOfPartitions(3))
                .to("out"));

        pipe(null, "v", 1);
        pipe("k", null, 2);

        assertThat(out()).containsExactly("k=null@2");
    }

    @Test
    void countDropsNullKeysAndNullValues() {
        onStream(in -> in.groupByKey()
                .count()
                .toStream()
                .mapValues(OperatorsTest::text)
                .to("out"));

        pipe(null, "v", 1);
        pipe("k", null, 2);
        pipe("k", "v", 3);
        pipe("k", "v", 1);

        assertThat(out()).as("the result's time never goes back").containsExactly("k=1@3", "k=2@3");
    }

    @Test
    void reduceAndAggregateKeepOneResultPerKey() {
        onStream(in -> {
            var grouped = in.groupByKey();
            grouped.reduce((one, two) -> one + two).toStream().to("out");
            grouped.aggregate(() -> "0", (key, value, before) -> "x".equals(value) ? null : before + value)
                    .toStream()
                    .to("aggregates");
        });

        pipe("k", "a", 1);
        pipe("k", "b", 2);
        pipe("k", "x", 3);
        pipe("k", "c", 4);

        assertThat(out()).containsExactly("k=a@1", "k=ab@2", "k=abx@3", "k=abxc@4");
        assertThat(out("aggregates")).containsExactly("k=0a@1", "k=0ab@2", "k=null@3", "k=0c@4");
    }

    @Test
    void groupByANewKeyGoesThroughATopic() {
        onStream(in -> in.groupBy((key, value) -> value, Grouped.as("by-value"))
                .count()
                .toStream()
                .mapValues(OperatorsTest::text)
                .to("out"));

        pipe("k1", "v", 1);
        pipe("k2", "v", 2);
        pipe("k3", null, 3);

        assertThat(out()).containsExactly("v=1@1", "v=2@2");
        assertThat(driver.producedTopicNames()).anyMatch(topic -> topic.endsWith("by-value-repartition"));
    }

    private void countInWindows(TimeWindows windows) {
        onStream(in -> in.groupByKey()
                .windowedBy(windows)
                .count()
                .toStream((window, count) -> window.key() + "["
                        + window.window().start() + "," + window.window().end() + ")")
                .mapValues(OperatorsTest::text)
                .to("out"));
    }

    @Test
    void aTumblingWindowTakesLateRecordsUntilItsGraceIsOver() {
        countInWindows(TimeWindows.ofSizeAndGrace(TEN_MS, Duration.ofMillis(5)));

        pipe("k", "v", 3);
        pipe("k", "v", 14);
        pipe("k", "v", 9);
        pipe("k", "v", 15);
        pipe("k", "v", 9);

        assertThat(out()).containsExactly("k[0,10)=1@3", "k[10,20)=1@14", "k[0,10)=2@9", "k[10,20)=2@15");
    }

    @Test
    void windowedCountsCountNullValues() {
        countInWindows(TimeWindows.ofSizeWithNoGrace(TEN_MS));

        pipe("k", null, 1);
        pipe("k", null, 2);

        assertThat(out()).containsExactly("k[0,10)=1@1", "k[0,10)=2@2");
    }

    @Test
    void aHoppingRecordUpdatesThoseOfItsWindowsThatAreOpen() {
        countInWindows(TimeWindows.ofSizeAndGrace(TEN_MS, Duration.ZERO).advanceBy(Duration.ofMillis(5)));

        pipe("k", "v", 7);
        pipe("k", "v", 12);
        pipe("k", "v", 7);

        assertThat(out())
                .containsExactly("k[0,10)=1@7", "k[5,15)=1@7", "k[5,15)=2@12", "k[10,20)=1@12", "k[5,15)=3@12");
    }

    @Test
    void aTableKeepsTheLatestValueAndDropsNullKeys() {
        run(builder -> builder.<String, String>table("in", Materialized.as("table"))
                .toStream()
                .to("out"));

        pipe("k", "1", 5);
        pipe(null, "lost", 6);
        pipe("k", "2", 3);
        pipe("k", null, 7);

        assertThat(out()).as("older updates overwrite newer ones").containsExactly("k=1@5", "k=2@3", "k=null@7");
        assertThat(driver.<String, String>getKeyValueStore("table").get("k")).isNull();
    }

    @Test
    void toTableTurnsAStreamIntoATable() {
        onStream(in -> in.selectKey((key, value) -> value)
                .toTable(Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("table"))
                .toStream()
                .to("out"));

        pipe("k", "v", 1);

        assertThat(out()).containsExactly("v=v@1");
        assertThat(driver.<String, String>getKeyValueStore("table").get("v")).isEqualTo("v");
    }

    @Test
    void aTableFilterSendsATombstoneForWhatItDrops() {
        run(builder -> {
            KTable<String, String> table = builder.table("in");
            table.filter((key, value) -> value.startsWith("a")).toStream().to("out");
            table.filterNot((key, value) -> value.startsWith("a"), Materialized.as("others"))
                    .mapValues((key, value) -> key + value)
                    .toStream()
                    .to("others-out");
        });

        pipe("k", "a", 1);
        pipe("k", "b", 2);
        pipe("k", null, 3);

        assertThat(out()).containsExactly("k=a@1", "k=null@2", "k=null@3");
        assertThat(out("others-out")).endsWith("k=kb@2", "k=null@3");
        assertThat(driver.<String, String>getKeyValueStore("others").get("k")).isNull();
    }

    @Test
    void aRegroupedTableTakesTheOldValueAwayAndAddsTheNew() {
        run(builder -> builder.<String, String>table("in")
                .groupBy((key, value) -> KeyValue.pair(value, key))
                .aggregate(() -> "", (key, value, all) -> all + value, (key, value, all) -> all.replace(value, ""))
                .toStream()
                .to("out"));

        pipe("1", "red", 1);
        pipe("2", "red", 2);
        pipe("1", "blue", 3);
        pipe("2", null, 4);

        assertThat(out())
                .startsWith("red=1@1", "red=12@2")
                .contains("blue=1@3", "red=2@3")
                .endsWith("red=@4");
    }

    @Test
    void streamTableJoinsDropOrKeepWhatHasNoPartner() {
        run(builder -> {
            KTable<String, String> table = builder.table("table");
            KStream<String, String> stream = builder.stream("in");
            stream.join(table, (left, right) -> left + "+" + right).to("out");
            stream.leftJoin(table, (left, right) -> left + "+" + right).to("left");
        });

        pipe("in", "k", "early", 1);
        pipe("table", "k", "t", 9);
        pipe("in", "k", "s", 2);
        pipe("in", null, "nobody", 3);
        pipe("in", "k", null, 4);
        pipe("table", "k", null, 10);
        pipe("in", "k", "late", 5);

        assertThat(out()).containsExactly("k=s+t@2");
        assertThat(out("left")).containsExactly("k=early+null@1", "k=s+t@2", "null=nobody+null@3", "k=late+null@5");
    }

    @Test
    void aJoinAfterAKeyChangeGoesThroughATopic() {
        run(builder -> builder.<String, String>stream("in")
                .selectKey((key, value) -> value)
                .join(builder.<String, String>table("table"), (left, right) -> left + "+" + right)
                .to("out"));

        pipe("table", "v", "t", 1);
        pipe("in", "k", "v", 2);

        assertThat(out()).containsExactly("v=v+t@2");
    }

    @Test
    void processorsReachTheStoresTheyAreConnectedTo() {
        run(builder -> {
            builder.addStateStore(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore("last"), Serdes.String(), Serdes.String()));
            KStream<String, String> in = builder.stream("in");
            in.process(() -> new RememberingProcessor(), "last").to("out");
            in.processValues(() -> new RecallingProcessor(), "last").to("recalled");
        });

        pipe("k", "1", 1);
        pipe("k", "2", 2);

        assertThat(out()).containsExactly("k=null>1@1", "k=1>2@2");
        assertThat(out("recalled")).containsExactly("k=1@1", "k=2@2");
    }

    private static final class RememberingProcessor extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, String> last = context().getStateStore("last");
            String before = last.get(record.key());
            last.put(record.key(), record.value());
            context().forward(record.withValue(before + ">" + record.value()));
        }
    }

    private static final class RecallingProcessor extends ContextualFixedKeyProcessor<String, String, String> {
        @Override
        public void process(FixedKeyRecord<String, String> record) {
            KeyValueStore<String, String> last = context().getStateStore("last");
            context().forward(record.withValue(last.get(record.key())));
        }
    }

    @Test
    void aFailureOfAnOperatorReachesTheTest() {
        onStream(in -> in.mapValues((String value) -> {
                    throw new IllegalStateException("not this one");
                })
                .to("out"));

        assertThatThrownBy(() -> pipe("k", "v", 1))
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("KSTREAM-MAPVALUES-0000000001", "not this one");
    }
}
