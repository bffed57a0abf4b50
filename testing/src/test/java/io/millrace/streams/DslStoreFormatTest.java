package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.state.BuiltInDslStoreSuppliers;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.ValueTimestampHeaders;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What {@code dsl.store.format} does to the stores of tables. */
class DslStoreFormatTest {

    private static TopologyTestDriver counting(Properties config) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey()
                .count(Materialized.as("counts"));
        TopologyTestDriver driver = new TopologyTestDriver(builder.build(), config);
        var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
        in.pipeInput("a", "1", 5);
        in.pipeInput("a", "2", 7);
        return driver;
    }

    private static Properties withHeaders() {
        Properties config = new Properties();
        config.put(StreamsConfig.DSL_STORE_FORMAT_CONFIG, "headers");
        return config;
    }

    @Test
    void tablesHaveRoomForHeadersAndNoHeaders() {
        try (TopologyTestDriver driver = counting(withHeaders())) {
            assertThat(driver.getAllStateStores().get("counts"))
                    .isInstanceOf(TimestampedKeyValueStoreWithHeaders.class);
            assertThat(driver.<String, Long>getTimestampedKeyValueStoreWithHeaders("counts")
                            .get("a"))
                    .isEqualTo(ValueTimestampHeaders.make(2L, 7, null));
        }
    }

    @Test
    void testsSeeTheSameThroughPlainViews() {
        try (TopologyTestDriver driver = counting(withHeaders())) {
            assertThat(driver.<String, Long>getTimestampedKeyValueStore("counts")
                            .get("a"))
                    .isEqualTo(ValueAndTimestamp.make(2L, 7));
            assertThat(driver.<String, Long>getKeyValueStore("counts").get("a")).isEqualTo(2);
            assertThat(driver.<String, Long>getKeyValueStore("counts").all().next())
                    .isEqualTo(KeyValue.pair("a", 2L));
        }
    }

    @Test
    void storesOnTheHeapHaveNoRoomForHeaders() {
        Properties config = withHeaders();
        config.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        try (TopologyTestDriver driver = counting(config)) {
            assertThat(driver.getAllStateStores().get("counts")).isInstanceOf(TimestampedKeyValueStore.class);
            assertThat(driver.<String, Long>getKeyValueStore("counts").get("a")).isEqualTo(2);
        }
    }
}
