package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.errors.LogAndContinueExceptionHandler;
import io.millrace.streams.errors.LogAndFailExceptionHandler;
import io.millrace.streams.processor.FailOnInvalidTimestamp;
import io.millrace.streams.processor.WallclockTimestampExtractor;
import io.millrace.streams.state.BuiltInDslStoreSuppliers;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TopologyConfigTest {

    private static StreamsConfig application(Object... namesAndValues) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new StreamsConfig(settings);
    }

    private static Properties overrides(Object... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    @Test
    void takesTheSettingsOfTheApplication() {
        TopologyConfig config = new TopologyConfig(application(
                StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                5L,
                StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
                7,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true));

        assertThat(config.isNamedTopology()).isFalse();
        assertThat(config.maxTaskIdleMs).isEqualTo(5);
        assertThat(config.maxBufferedSize).isEqualTo(7);
        assertThat(config.cacheSize).isEqualTo(10 * 1024 * 1024);
        assertThat(config.taskTimeoutMs).isEqualTo(300_000);
        assertThat(config.eosEnabled).isTrue();
        assertThat(config.ensureExplicitInternalResourceNaming).isTrue();
        assertThat(config.timestampExtractorSupplier.get()).isInstanceOf(FailOnInvalidTimestamp.class);
        assertThat(config.deserializationExceptionHandlerSupplier.get()).isInstanceOf(LogAndFailExceptionHandler.class);
        assertThat(config.processingExceptionHandlerSupplier.get()).isNotNull();
    }

    @Test
    void ignoresOverridesWithoutAName() {
        TopologyConfig config =
                new TopologyConfig(null, application(), overrides(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 5L));

        assertThat(config.maxTaskIdleMs).isZero();
    }

    @Test
    void putsOverridesOfANamedTopologyFirst() {
        TopologyConfig config = new TopologyConfig(
                "orders",
                application(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 1L, StreamsConfig.TASK_TIMEOUT_MS_CONFIG, 2L),
                overrides(
                        StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 5L,
                        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class,
                        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                                LogAndContinueExceptionHandler.class));

        assertThat(config.isNamedTopology()).isTrue();
        assertThat(config.topologyName).isEqualTo("orders");
        assertThat(config.maxTaskIdleMs).isEqualTo(5);
        assertThat(config.taskTimeoutMs).isEqualTo(2);
        assertThat(config.timestampExtractorSupplier.get()).isInstanceOf(WallclockTimestampExtractor.class);
        assertThat(config.deserializationExceptionHandlerSupplier.get())
                .isInstanceOf(LogAndContinueExceptionHandler.class);
    }

    @Test
    void understandsTheOlderNameOfTheCacheSize() {
        assertThat(new TopologyConfig(application("cache.max.bytes.buffering", 3L)).cacheSize)
                .isEqualTo(3);
        assertThat(new TopologyConfig(application("cache.max.bytes.buffering", 3L, "statestore.cache.max.bytes", 4L))
                        .cacheSize)
                .isEqualTo(4);
        assertThat(new TopologyConfig("orders", application(), overrides("cache.max.bytes.buffering", 0L)).cacheSize)
                .isZero();
    }

    @Test
    void resolvesTheSuppliersOfStoresOnlyWhenTheyWereChosen() {
        assertThat(new TopologyConfig(application()).resolveDslStoreSuppliers()).isEmpty();
        assertThat(new TopologyConfig(application("default.dsl.store", "in_memory")).resolveDslStoreSuppliers())
                .containsInstanceOf(BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        assertThat(new TopologyConfig(application("default.dsl.store", "rocksDB")).resolveDslStoreSuppliers())
                .containsInstanceOf(BuiltInDslStoreSuppliers.RocksDBDslStoreSuppliers.class);
        assertThat(new TopologyConfig(application(
                                "dsl.store.suppliers.class",
                                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class,
                                "default.dsl.store",
                                "rocksDB"))
                        .resolveDslStoreSuppliers())
                .containsInstanceOf(BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
    }
}
