package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.errors.StreamsException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes are those that Kafka Streams 4.3.1 wrote. */
class ChangeSerdeTest {

    private final ChangeSerde<String> serde = new ChangeSerde<>(Serdes.String());

    @Test
    void writesTheBytesOfKafkaStreams() {
        assertThat(hex(new Change<>("V", null))).isEqualTo("5601");
        assertThat(hex(new Change<>(null, "V"))).isEqualTo("5600");
        assertThat(hex(new Change<>("W", "V"))).isEqualTo("02575602");
        assertThat(hex(new Change<>("", ""))).isEqualTo("0002");
        assertThat(hex(new Change<>("", null))).isEqualTo("01");
    }

    @Test
    void theLengthOfALongNewValueTakesMoreThanOneByte() {
        String longValue = "x".repeat(100);
        Change<String> change = new Change<>(longValue, "V");

        assertThat(hex(change)).startsWith("c801" + "78").endsWith("5602");
        assertThat(read(hex(change))).isEqualTo(change);
    }

    @Test
    void readsWhatItWrites() {
        assertThat(read("5601")).isEqualTo(new Change<>("V", null));
        assertThat(read("5600")).isEqualTo(new Change<>(null, "V"));
        assertThat(read("02575602")).isEqualTo(new Change<>("W", "V"));
        assertThat(read("0002")).isEqualTo(new Change<>("", ""));
    }

    @Test
    void readsTheFormatsThatSayWhetherAChangeIsTheLatest() {
        assertThat(read("560103")).isEqualTo(new Change<>(null, "V", true));
        assertThat(read("560004")).isEqualTo(new Change<>("V", null, false));
        assertThat(read("0257560005")).isEqualTo(new Change<>("W", "V", false));
        assertThat(read("0257560105")).isEqualTo(new Change<>("W", "V", true));
    }

    @Test
    void nullBytesAreNoChange() {
        assertThat(serde.deserializer().deserialize("t", new RecordHeaders(), (byte[]) null))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02", "05", "ff", "5606", "03", "560703", "c8015602", "01575602", "ffffffffff0f5602"})
    void refusesBytesThatAreNoChangeWithAClearError(String bytes) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("t")
                .hasMessageContaining("expected");
    }

    @Test
    void refusesAChangeWithoutAnyValue() {
        assertThatThrownBy(() -> hex(new Change<>(null, null)))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("neither");
    }

    @Test
    void takesTheDefaultSerdeOnlyWhereThereIsNone() {
        Serde<Change<String>> open = new ChangeSerde<>(null);
        ChangeSerializer<String> serializer = (ChangeSerializer<String>) open.serializer();
        ChangeDeserializer<String> deserializer = (ChangeDeserializer<String>) open.deserializer();

        assertThatThrownBy(() -> serializer.serialize("t", new Change<>("V", null)))
                .hasMessageContaining("default.value.serde");
        assertThatThrownBy(() -> deserializer.deserialize("t", new byte[] {1}))
                .hasMessageContaining("default.value.serde");
        byte[] bytes = serializer
                .configured(withDefault(Serdes.StringSerde.class))
                .configured(withDefault(Serdes.LongSerde.class))
                .serialize("t", new Change<>("V", null));
        assertThat(deserializer
                        .configured(withDefault(Serdes.StringSerde.class))
                        .configured(withDefault(Serdes.LongSerde.class))
                        .deserialize("t", bytes))
                .isEqualTo(new Change<>("V", null));
    }

    private static StreamsConfig withDefault(Class<?> valueSerde) {
        return new StreamsConfig(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "app",
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                valueSerde));
    }

    private String hex(Change<String> change) {
        return HexFormat.of().formatHex(serde.serializer().serialize("t", new RecordHeaders(), change));
    }

    private Change<String> read(String hex) {
        return serde.deserializer()
                .deserialize("t", new RecordHeaders(), HexFormat.of().parseHex(hex));
    }
}
