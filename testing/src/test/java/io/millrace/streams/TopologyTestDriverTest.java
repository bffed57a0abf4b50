package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import io.millrace.streams.test.TestRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class TopologyTestDriverTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Properties stringsByDefault() {
        Properties config = new Properties();
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        return config;
    }

    private static Topology wordCount() {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, Long> counts = builder.<String, String>stream("lines")
                .flatMapValues(line -> List.of(line.split(" ")))
                .groupBy((key, word) -> word)
                .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts")
                        .withValueSerde(Serdes.Long()));
        counts.toStream().to("counts", Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    @Test
    void showsWhatStoresLog() {
        Properties config = stringsByDefault();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        try (TopologyTestDriver driver = new TopologyTestDriver(wordCount(), config)) {
            TestInputTopic<String, String> lines =
                    driver.createInputTopic("lines", new StringSerializer(), new StringSerializer());
            lines.pipeInput("k", "one", 5);
            lines.pipeInput("k", "two", 6);
            lines.pipeInput("k", "one", 4);

            TestOutputTopic<String, Long> changelog =
                    driver.createOutputTopic("app-counts-changelog", new StringDeserializer(), new LongDeserializer());
            assertThat(driver.producedTopicNames())
                    .containsExactlyInAnyOrder("app-counts-repartition", "app-counts-changelog", "counts");
            assertThat(changelog.readRecordsToList())
                    .containsExactly(
                            new TestRecord<>("one", 1L, Instant.ofEpochMilli(5)),
                            new TestRecord<>("two", 1L, Instant.ofEpochMilli(6)),
                            new TestRecord<>("one", 2L, Instant.ofEpochMilli(5)));
        }
    }

    @Test
    void carriesARecordThroughARepartitionBeforeItReturns() {
        try (TopologyTestDriver driver = new TopologyTestDriver(wordCount(), stringsByDefault())) {
            TestInputTopic<String, String> lines =
                    driver.createInputTopic("lines", new StringSerializer(), new StringSerializer());
            TestOutputTopic<String, Long> counts =
                    driver.createOutputTopic("counts", new StringDeserializer(), new LongDeserializer());

            lines.pipeInput("to be or not to be");

            assertThat(counts.readKeyValuesToList())
                    .containsExactly(
                            KeyValue.pair("to", 1L),
                            KeyValue.pair("be", 1L),
                            KeyValue.pair("or", 1L),
                            KeyValue.pair("not", 1L),
                            KeyValue.pair("to", 2L),
                            KeyValue.pair("be", 2L));
            assertThat(driver.<String, Long>getKeyValueStore("counts").get("be"))
                    .isEqualTo(2L);
            assertThat(driver.producedTopicNames()).contains("counts");
        }
    }

    @Test
    void countsInWindowsOfEventTimeAndDropsWhatIsTooLate() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("words", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(MINUTE, MINUTE))
                .count()
                .toStream()
                .map((window, count) ->
                        KeyValue.pair(window.key() + "@" + window.window().start(), count))
                .to("counts", Produced.with(Serdes.String(), Serdes.Long()));
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), stringsByDefault())) {
            TestInputTopic<String, String> words =
                    driver.createInputTopic("words", new StringSerializer(), new StringSerializer());
            TestOutputTopic<String, Long> counts =
                    driver.createOutputTopic("counts", new StringDeserializer(), new LongDeserializer());

            words.pipeInput("a", "", 0);
            words.pipeInput("a", "", 59_999);
            words.pipeInput("a", "", 60_000);
            words.pipeInput("a", "", 119_999);
            words.pipeInput("a", "", 1);
            words.pipeInput("a", "", 120_000);
            words.pipeInput("a", "", 2);

            assertThat(counts.readKeyValuesToList())
                    .containsExactly(
                            KeyValue.pair("a@0", 1L),
                            KeyValue.pair("a@0", 2L),
                            KeyValue.pair("a@60000", 1L),
                            KeyValue.pair("a@60000", 2L),
                            KeyValue.pair("a@0", 3L),
                            KeyValue.pair("a@120000", 1L));
        }
    }

    @Test
    void joinsAStreamWithATable() {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, String> users = builder.table("users");
        KStream<String, String> clicks = builder.stream("clicks");
        clicks.leftJoin(users, (click, user) -> click + " by " + user).to("out");
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), stringsByDefault())) {
            TestInputTopic<String, String> userInput =
                    driver.createInputTopic("users", new StringSerializer(), new StringSerializer());
            TestInputTopic<String, String> clickInput =
                    driver.createInputTopic("clicks", new StringSerializer(), new StringSerializer());
            TestOutputTopic<String, String> out =
                    driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());

            clickInput.pipeInput("1", "early", 10);
            userInput.pipeInput("1", "ann", 20);
            clickInput.pipeInput("1", "late", 30);

            assertThat(out.readRecordsToList())
                    .containsExactly(
                            new TestRecord<>("1", "early by null", Instant.ofEpochMilli(10)),
                            new TestRecord<>("1", "late by ann", Instant.ofEpochMilli(30)));
        }
    }

    @Test
    void regroupsATable() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>table("city-by-person")
                .groupBy((person, city) -> KeyValue.pair(city, person), Grouped.with(Serdes.String(), Serdes.String()))
                .count()
                .toStream()
                .to("people-by-city", Produced.with(Serdes.String(), Serdes.Long()));
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), stringsByDefault())) {
            TestInputTopic<String, String> input =
                    driver.createInputTopic("city-by-person", new StringSerializer(), new StringSerializer());
            TestOutputTopic<String, Long> out =
                    driver.createOutputTopic("people-by-city", new StringDeserializer(), new LongDeserializer());

            input.pipeInput("ann", "Rome");
            input.pipeInput("bob", "Rome");
            input.pipeInput("ann", "Oslo");

            assertThat(out.readKeyValuesToMap()).isEqualTo(Map.of("Rome", 1L, "Oslo", 1L));
        }
    }

    @Test
    void firesPunctuatorsAsTimeMoves() {
        List<String> fired = new ArrayList<>();
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in")
                .addProcessor("timer", () -> new Timer(fired), "source");
        try (TopologyTestDriver driver =
                new TopologyTestDriver(topology, new Properties(), Instant.ofEpochMilli(1_000))) {
            TestInputTopic<String, String> in =
                    driver.createInputTopic("in", new StringSerializer(), new StringSerializer());

            in.pipeInput("a", "", 150);
            in.pipeInput("a", "", 160);
            in.pipeInput("a", "", 555);
            in.pipeInput("a", "", 600);
            driver.advanceWallClockTime(Duration.ofMillis(99));
            driver.advanceWallClockTime(Duration.ofMillis(1));
            driver.advanceWallClockTime(Duration.ofMillis(350));

            assertThat(fired).containsExactly("stream 150", "stream 555", "stream 600", "wall 1100", "wall 1450");
        }
    }

    private static final class Timer extends ContextualProcessor<String, String, Void, Void> {

        private final List<String> fired;

        private Timer(List<String> fired) {
            this.fired = fired;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            Duration interval = Duration.ofMillis(100);
            context.schedule(interval, PunctuationType.STREAM_TIME, time -> fired.add("stream " + time));
            context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, time -> fired.add("wall " + time));
        }

        @Override
        public void process(Record<String, String> record) {
            assertThat(context().recordMetadata().orElseThrow().topic()).isEqualTo("in");
        }
    }

    @Test
    void letsEveryProcessorReadAGlobalStore() {
        Topology topology = new Topology();
        topology.addGlobalStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore("names"), Serdes.String(), Serdes.String())
                                .withLoggingDisabled(),
                        "names-source",
                        new StringDeserializer(),
                        new StringDeserializer(),
                        "names",
                        "names-writer",
                        NameWriter::new)
                .addSource("source", new StringDeserializer(), new StringDeserializer(), "in")
                .addProcessor("lookup", NameLookup::new, "source")
                .addSink("sink", "out", new StringSerializer(), new StringSerializer(), "lookup");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology)) {
            TestInputTopic<String, String> names =
                    driver.createInputTopic("names", new StringSerializer(), new StringSerializer());
            TestInputTopic<String, String> in =
                    driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            TestOutputTopic<String, String> out =
                    driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());

            names.pipeInput("1", "ann");
            in.pipeInput("1", "hello");

            assertThat(out.readValue()).isEqualTo("hello ann");
        }
    }

    private static final class NameWriter extends ContextualProcessor<String, String, Void, Void> {

        @Override
        public void process(Record<String, String> record) {
            context().<KeyValueStore<String, String>>getStateStore("names").put(record.key(), record.value());
        }
    }

    private static final class NameLookup extends ContextualProcessor<String, String, String, String> {

        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, String> names = context().getStateStore("names");
            context().forward(record.withValue(record.value() + " " + names.get(record.key())));
            assertThatThrownBy(() -> names.put("1", "eve")).hasMessageContaining("cannot be changed");
        }
    }

    @Test
    void saysWhichTopicsThereAreWhenAnUnknownOneIsUsed() {
        try (TopologyTestDriver driver = new TopologyTestDriver(wordCount(), stringsByDefault())) {
            TestInputTopic<String, String> wrong =
                    driver.createInputTopic("liens", new StringSerializer(), new StringSerializer());
            TestOutputTopic<String, String> empty =
                    driver.createOutputTopic("count", new StringDeserializer(), new StringDeserializer());

            assertThatThrownBy(() -> wrong.pipeInput("a"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("liens")
                    .hasMessageContaining("lines");
            assertThatThrownBy(empty::readValue)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("count");
        }
    }
}
