package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** The bytes were written by Kafka Streams 4.3.1. */
class WaitingSerdesTest {

    private final Serde<WaitingKey<String>> keys = WaitingSerdes.keys(Serdes.String());
    private final Serde<WaitingValues> values = WaitingSerdes.values(Serdes.String(), Serdes.Long());

    @Test
    void keysAreOrderedByTimeThenTheSecondStreamFirst() {
        assertKey(new WaitingKey<>(100, true, "K"), "0000000000000064014b");
        assertKey(new WaitingKey<>(100, false, "K"), "0000000000000064004b");
    }

    private void assertKey(WaitingKey<String> key, String bytes) {
        assertThat(hex(keys.serializer().serialize("topic", key))).isEqualTo(bytes);
        assertThat(keys.deserializer().deserialize("topic", bytes(bytes))).isEqualTo(key);
    }

    @Test
    void valuesAreAListWhoseEntriesTellTheirStream() {
        assertValues(new WaitingValues(true, List.of("V")), "0100000001000000020156");
        assertValues(
                new WaitingValues(true, List.of("V", "", "WX")), "010000000300000002015600000001010000000301" + "5758");
        assertValues(new WaitingValues(false, List.of(7L)), "01000000010000000900" + "0000000000000007");
    }

    private void assertValues(WaitingValues list, String bytes) {
        assertThat(hex(values.serializer().serialize("topic", list))).isEqualTo(bytes);
        assertThat(values.deserializer().deserialize("topic", bytes(bytes))).isEqualTo(list);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
