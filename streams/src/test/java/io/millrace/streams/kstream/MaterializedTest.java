package io.millrace.streams.kstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.TopologyException;
import io.millrace.streams.state.DslStoreSuppliers;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class MaterializedTest {

    private final Serde<String> keys = Serdes.String();
    private final Serde<Long> values = Serdes.Long();

    @Test
    void logsAndCachesUnlessToldOtherwise() {
        Materialized<String, Long, KeyValueStore<Bytes, byte[]>> materialized = Materialized.as("counts");

        assertThat(materialized.storeName).isEqualTo("counts");
        assertThat(materialized.loggingEnabled).isTrue();
        assertThat(materialized.cachingEnabled).isTrue();
        assertThat(materialized.topicConfig).isEmpty();
        assertThat(materialized.retention).isNull();
        assertThat(materialized.dslStoreSuppliers).isNull();
    }

    @Test
    void keepsAllSettingsInPlaceAndInACopy() {
        Materialized<String, Long, KeyValueStore<Bytes, byte[]>> materialized = Materialized.as("counts");

        materialized.withKeySerde(keys);
        materialized.withValueSerde(values);
        materialized.withCachingDisabled();
        materialized.withLoggingEnabled(Map.of("segment.bytes", "1000000"));
        materialized.withRetention(Duration.ofHours(1));
        materialized.withStoreType(Materialized.StoreType.IN_MEMORY);

        Materialized<String, Long, KeyValueStore<Bytes, byte[]>> copy = new Materialized<>(materialized);
        assertThat(copy.storeName).isEqualTo("counts");
        assertThat(copy.keySerde).isSameAs(keys);
        assertThat(copy.valueSerde).isSameAs(values);
        assertThat(copy.cachingEnabled).isFalse();
        assertThat(copy.withCachingEnabled().cachingEnabled).isTrue();
        assertThat(copy.topicConfig).containsExactly(Map.entry("segment.bytes", "1000000"));
        assertThat(copy.retention).isEqualTo(Duration.ofHours(1));
        assertThat(copy.dslStoreSuppliers).isSameAs(Materialized.StoreType.IN_MEMORY);
    }

    @Test
    void leavesTheStoreUnnamedIfOnlySerdesAreGiven() {
        Materialized<String, Long, KeyValueStore<Bytes, byte[]>> materialized = Materialized.with(keys, null);

        assertThat(materialized.storeName).isNull();
        assertThat(materialized.keySerde).isSameAs(keys);
        assertThat(materialized.valueSerde).isNull();
    }

    @Test
    void takesASupplier() {
        KeyValueBytesStoreSupplier keyValues = new NamedKeyValueSupplier();
        WindowBytesStoreSupplier windows = new NamedWindowSupplier();

        assertThat(Materialized.as(keyValues).storeSupplier).isSameAs(keyValues);
        assertThat(Materialized.as(windows).storeSupplier).isSameAs(windows);
        assertThat(Materialized.as(windows).storeName).isNull();
    }

    @Test
    void takesAKindOfStore() {
        assertThat(Materialized.as(Materialized.StoreType.ROCKS_DB).dslStoreSuppliers)
                .isSameAs(Materialized.StoreType.ROCKS_DB);
    }

    @Test
    void copiesTheTopicSettings() {
        Map<String, String> settings = new HashMap<>(Map.of("a", "1"));
        Materialized<String, Long, KeyValueStore<Bytes, byte[]>> materialized = Materialized.as("counts");

        materialized.withLoggingEnabled(settings);
        settings.put("b", "2");

        assertThat(materialized.topicConfig).containsOnlyKeys("a");
    }

    @Test
    void forgetsTheTopicSettingsWithTheTopic() {
        Materialized<String, Long, KeyValueStore<Bytes, byte[]>> materialized = Materialized.as("counts");

        materialized.withLoggingEnabled(Map.of("a", "1")).withLoggingDisabled();

        assertThat(materialized.loggingEnabled).isFalse();
        assertThat(materialized.topicConfig).isEmpty();
    }

    @Test
    void refusesANameThatBreaksTheRules() {
        assertThatThrownBy(() -> Materialized.as("my counts"))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("my counts");
    }

    @Test
    void refusesARetentionThatIsMissingOrNegative() {
        Materialized<String, Long, KeyValueStore<Bytes, byte[]>> materialized = Materialized.as("counts");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> materialized.withRetention(Duration.ofMillis(-1)))
                .withMessageContaining("retention: PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> materialized.withRetention(null))
                .withMessageContaining("retention: null");
    }

    @Test
    void refusesAKindOfStoreBesideASupplier() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Materialized.as(new NamedKeyValueSupplier()).withStoreType(Materialized.StoreType.IN_MEMORY))
                .withMessageContainingAll("IN_MEMORY", "\"kv\"");
    }

    @Test
    void refusesToDoWithoutItsSubject() {
        assertThatNullPointerException().isThrownBy(() -> Materialized.as((String) null));
        assertThatNullPointerException().isThrownBy(() -> Materialized.as((DslStoreSuppliers) null));
        assertThatNullPointerException().isThrownBy(() -> Materialized.as((KeyValueBytesStoreSupplier) null));
        assertThatNullPointerException().isThrownBy(() -> Materialized.as((WindowBytesStoreSupplier) null));
        assertThatNullPointerException()
                .isThrownBy(() -> Materialized.as("counts").withLoggingEnabled(null));
    }
}
