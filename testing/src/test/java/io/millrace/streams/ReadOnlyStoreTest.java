package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.processor.TimestampExtractor;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.ValueAndTimestamp;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Stores that are filled from a topic, partition by partition, and only read by other processors. */
class ReadOnlyStoreTest {

    private static final StringDeserializer TEXT = new StringDeserializer();
    private static final TimestampExtractor ALWAYS_SEVEN = (record, partitionTime) -> 7;

    private static final class Filling extends ContextualProcessor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {
            TimestampedKeyValueStore<String, String> store = context().getStateStore("names");
            store.put(record.key(), ValueAndTimestamp.make(record.value(), record.timestamp()));
        }
    }

    private static final class Reading extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, ValueAndTimestamp<String>> store = context().getStateStore("names");
            context().forward(record.withValue(record.value() + " " + store.get(record.key())));
        }
    }

    private static StoreBuilder<TimestampedKeyValueStore<String, String>> names() {
        return Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore("names"), Serdes.String(), Serdes.String());
    }

    /** A topology without the store. */
    private static Topology reading() {
        ProcessorSupplier<String, String, String, String> reading = Reading::new;
        return new Topology()
                .addSource("source", TEXT, TEXT, "greetings")
                .addProcessor("reading", reading, "source")
                .addSink("sink", "out", new StringSerializer(), new StringSerializer(), "reading");
    }

    private static String greeted(Topology topology) {
        topology.connectProcessorAndStateStores("reading", "names");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology)) {
            driver.createInputTopic("people", new StringSerializer(), new StringSerializer())
                    .pipeInput("a", "Ann", 3);
            driver.createInputTopic("greetings", new StringSerializer(), new StringSerializer())
                    .pipeInput("a", "hello", 4);
            assertThat(driver.producedTopicNames()).containsExactly("out");
            return driver.createOutputTopic("out", TEXT, TEXT).readValue();
        }
    }

    @Test
    void isFilledFromItsTopicAndHasNoOtherChangelog() {
        Topology topology = reading();
        topology.addReadOnlyStateStore(names(), "people source", TEXT, TEXT, "people", "filling", Filling::new);

        assertThat(greeted(topology)).isEqualTo("hello <Ann,3>");
    }

    @Test
    void mayHaveATimestampExtractorOfItsOwn() {
        Topology topology = reading();
        topology.addReadOnlyStateStore(
                names(), "people source", ALWAYS_SEVEN, TEXT, TEXT, "people", "filling", Filling::new);

        assertThat(greeted(topology)).isEqualTo("hello <Ann,7>");
    }
}
