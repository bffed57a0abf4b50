package io.millrace.streams.kstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.kstream.internals.TimeWindow;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Bytes here are those that Kafka Streams 4.3.1 writes and reads. */
class WindowedSerdesTest {

    private static final String TOPIC = "topic";
    private static final long SIZE_MS = 1_000;

    private final Serde<Windowed<String>> serde = WindowedSerdes.timeWindowedSerdeFrom(String.class, SIZE_MS);

    @Test
    void writesTheKeyThenTheStart() {
        byte[] bytes = serde.serializer().serialize(TOPIC, windowed("K", 0x0102030405060708L));

        assertThat(bytes).isEqualTo(hex("4b 0102030405060708"));
    }

    @Test
    void readsTheKeyThenTheStart() {
        assertThat(serde.deserializer().deserialize(TOPIC, hex("4b 00000000000003e8")))
                .isEqualTo(windowed("K", 1_000));
    }

    @Test
    void readsTheLayoutOfAChangelog() {
        Serde<Windowed<String>> changelog =
                new WindowedSerdes.TimeWindowedSerde<>(Serdes.String(), SIZE_MS).forChangelog(true);

        assertThat(changelog.deserializer().deserialize(TOPIC, hex("4b 0000000000000000 00000000")))
                .isEqualTo(windowed("K", 0));
        assertThat(changelog.deserializer().deserialize(TOPIC, hex("4b4b 00000000000003e8 00000007")))
                .isEqualTo(windowed("KK", 1_000));
    }

    @Test
    void readsAnEmptyKey() {
        assertThat(serde.deserializer().deserialize(TOPIC, hex("0000000000000001")))
                .isEqualTo(windowed("", 1));
    }

    @Test
    void readsBackWhatItWrote() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Windowed<String> key = windowed(
                    Long.toString(random.nextLong(), 36).repeat(random.nextInt(3)),
                    random.nextLong(Long.MAX_VALUE - SIZE_MS));

            byte[] bytes = serde.serializer().serialize(TOPIC, key);

            assertThat(serde.deserializer().deserialize(TOPIC, bytes))
                    .as("round %d; repeat with -Dmillrace.seed=%d", round, seed)
                    .isEqualTo(key);
        }
    }

    @Test
    void writesAndReadsNothingAsNothing() {
        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, new byte[0])).isNull();
    }

    @Test
    void cutsTheWindowAtTheEndOfTime() {
        assertThat(serde.deserializer().deserialize(TOPIC, hex("4b 7ffffffffffffff0")))
                .isEqualTo(new Windowed<>("K", new TimeWindow(Long.MAX_VALUE - 15, Long.MAX_VALUE)));
    }

    @Test
    void writesTheKeyAlone() {
        TimeWindowedSerializer<String> serializer = new TimeWindowedSerializer<>(new StringSerializer());

        assertThat(serializer.serializeBaseKey(TOPIC, windowed("K", 5))).isEqualTo(hex("4b"));
        assertThat(serializer.serializeBaseKey(TOPIC, new RecordHeaders(), windowed("K", 5)))
                .isEqualTo(hex("4b"));
    }

    @Test
    void refusesToWriteAKeyThatIsNull() {
        assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, windowed(null, 5)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContainingAll("topic", "[null@5/1005]");
    }

    @Test
    void refusesBytesThatAreTooShort() {
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, hex("00000000000001")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContainingAll("topic", "7 bytes", "at least 8");
    }

    @Test
    void refusesAWindowBeforeTheEpoch() {
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, hex("4b ffffffffffffffff")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("window start -1");
    }

    @Test
    void takesInnerSerdeAndSizeFromTheSettings() {
        Serde<Windowed<String>> configured = new WindowedSerdes.TimeWindowedSerde<>();
        configured.configure(
                Map.of(
                        TimeWindowedSerializer.WINDOWED_INNER_SERIALIZER_CLASS, Serdes.StringSerde.class.getName(),
                        TimeWindowedDeserializer.WINDOWED_INNER_DESERIALIZER_CLASS, Serdes.StringSerde.class.getName(),
                        TimeWindowedDeserializer.WINDOW_SIZE_MS_CONFIG, "1000"),
                true);

        byte[] bytes = configured.serializer().serialize(TOPIC, windowed("K", 5));

        assertThat(configured.deserializer().deserialize(TOPIC, bytes)).isEqualTo(windowed("K", 5));
    }

    @Test
    void takesTheInnerSerdeFromTheOlderSetting() {
        TimeWindowedSerializer<String> serializer = new TimeWindowedSerializer<>();
        serializer.configure(Map.of("windowed.inner.class.serde", Serdes.StringSerde.class), true);

        assertThat(serializer.serialize(TOPIC, windowed("K", 0))).isEqualTo(hex("4b 0000000000000000"));
    }

    @Test
    void takesTheSizeAsANumber() {
        TimeWindowedDeserializer<String> deserializer = new TimeWindowedDeserializer<>(new StringDeserializer(), null);
        deserializer.configure(Map.of(TimeWindowedDeserializer.WINDOW_SIZE_MS_CONFIG, 1_000L), true);

        assertThat(deserializer.getWindowSize()).isEqualTo(1_000L);
    }

    @Test
    void refusesASizeFromBothSides() {
        TimeWindowedDeserializer<String> deserializer =
                new TimeWindowedDeserializer<>(new StringDeserializer(), SIZE_MS);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        deserializer.configure(Map.of(TimeWindowedDeserializer.WINDOW_SIZE_MS_CONFIG, "500"), true))
                .withMessageContainingAll("window.size.ms: 500", "1000 ms already");
    }

    @Test
    void refusesASizeThatIsNotThereOrNotANumber() {
        TimeWindowedDeserializer<String> deserializer = new TimeWindowedDeserializer<>(new StringDeserializer(), null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> deserializer.configure(Map.of(), true))
                .withMessageContaining("window.size.ms: not set");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        deserializer.configure(Map.of(TimeWindowedDeserializer.WINDOW_SIZE_MS_CONFIG, "soon"), true))
                .withMessageContaining("window.size.ms: soon");
    }

    @Test
    void refusesToDoWithoutAnInnerSerde() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeWindowedSerializer<String>().configure(Map.of(), true))
                .withMessageContaining("windowed.inner.serializer.class: not set");
        assertThatNullPointerException()
                .isThrownBy(() -> new TimeWindowedSerializer<String>().serialize(TOPIC, windowed("K", 0)))
                .withMessageContaining("no inner serde");
        assertThatNullPointerException()
                .isThrownBy(() -> new TimeWindowedDeserializer<String>(null, SIZE_MS).deserialize(TOPIC, hex("00")))
                .withMessageContaining("no inner serde");
        assertThatNullPointerException()
                .isThrownBy(() -> new TimeWindowedDeserializer<>(new StringDeserializer(), null)
                        .deserialize(TOPIC, hex("0000000000000000")))
                .withMessageContaining("no window size");
    }

    @Test
    void refusesTwoDifferentInnerSerdes() {
        TimeWindowedSerializer<String> serializer = new TimeWindowedSerializer<>(new StringSerializer());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> serializer.configure(
                        Map.of(
                                TimeWindowedSerializer.WINDOWED_INNER_SERIALIZER_CLASS,
                                Serdes.LongSerde.class.getName()),
                        true))
                .withMessageContainingAll("LongSerializer", "StringSerializer");
    }

    @Test
    void refusesAClassThatIsNoSerde() {
        TimeWindowedSerializer<String> serializer = new TimeWindowedSerializer<>();

        for (String name : new String[] {"no.such.Class", "java.lang.String"}) {
            assertThatThrownBy(() -> serializer.configure(
                            Map.of(TimeWindowedSerializer.WINDOWED_INNER_SERIALIZER_CLASS, name), true))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll("windowed.inner.serializer.class", name);
        }
    }

    private static Windowed<String> windowed(String key, long start) {
        return new Windowed<>(key, new TimeWindow(start, start + SIZE_MS));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
