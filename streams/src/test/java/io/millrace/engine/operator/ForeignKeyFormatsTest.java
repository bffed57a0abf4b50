package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.operator.SubscriptionMessage.Instruction;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.errors.StreamsException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes of foreign-key joins. The expected ones were written, the hashes computed, by Kafka Streams 4.3.1. */
class ForeignKeyFormatsTest {

    private static final String HASH = "f3a4f244fac77d1dd94ae8387a5d48b6";
    private static final ValueHash OF_V = new ValueHash(0xf3a4f244fac77d1dL, 0xd94ae8387a5d48b6L);

    private final Serde<SubscriptionMessage<String>> subscriptions =
            new SubscriptionSerde<>(Serdes.String(), "topic-pk").configured(config());
    private final Serde<SubscriptionAnswer<String>> answers = new AnswerSerde<>(Serdes.String());

    private static StreamsConfig config() {
        return new StreamsConfig(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "app"));
    }

    @ParameterizedTest
    @CsvSource({
        "0,9d2764a018e32942,8c3cf3b035938518",
        "1,bff2166f25d4e3ca,ad76f90042c32eb7",
        "7,e2c12aaa37615c8d,78e8fff449acd2e3",
        "8,5376fe5d8752a480,2bcfb922970c534c",
        "9,b79cc91e67eb164f,7285936d18b5c4c8",
        "15,8541440932df88a8,133781906f758397",
        "16,3b1ca826ba2a8ab1,00ff368af7e15570",
        "17,14606ec89b0c68c7,20e38f08a941bbdf",
        "24,51113554edd27de7,5501bcf9acda8270",
        "31,0fc8bff6b4d635a2,db8b6c0ce90a3cd8",
        "33,c811ac0257c06b43,de4815d1c281354e",
        "64,3954f9f28fb742e7,f109d7a749b72f02"
    })
    void hashesLikeTheOriginal(int length, String first, String second) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i * 37 + 200);
        }

        ValueHash hash = ValueHash.of(data);

        assertThat(hash.first()).isEqualTo(Long.parseUnsignedLong(first, 16));
        assertThat(hash.second()).isEqualTo(Long.parseUnsignedLong(second, 16));
    }

    @Test
    void aSubscriptionHasTheBytesOfVersionOne() {
        checkSubscription("0102" + HASH + "4b00000000", new SubscriptionMessage<>(OF_V, Instruction.SUBSCRIBE, "K", 0));
    }

    @Test
    void aSubscriptionWithoutAHashSaysSoInItsFirstByte() {
        checkSubscription("81014b00000003", new SubscriptionMessage<>(null, Instruction.FORGET_AND_ANSWER, "K", 3));
    }

    @Test
    void aSubscriptionOfVersionZeroKnowsNoPartitionAndStaysOne() {
        checkSubscription(
                "0003" + HASH + "4b",
                new SubscriptionMessage<>(
                        OF_V, Instruction.SUBSCRIBE_IF_PRESENT, "K", SubscriptionMessage.UNKNOWN_PARTITION));
    }

    private void checkSubscription(String hex, SubscriptionMessage<String> message) {
        byte[] bytes = subscriptions.serializer().serialize("t", new RecordHeaders(), message);

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
        assertThat(subscriptions.deserializer().deserialize("t", new RecordHeaders(), bytes))
                .isEqualTo(message);
    }

    @Test
    void anAnswerIsTheHashAndTheForeignValue() {
        checkAnswer("00" + HASH + "58", new SubscriptionAnswer<>(OF_V, "X", SubscriptionMessage.UNKNOWN_PARTITION));
        checkAnswer("00" + HASH, new SubscriptionAnswer<>(OF_V, null, SubscriptionMessage.UNKNOWN_PARTITION));
        checkAnswer("80", new SubscriptionAnswer<>(null, null, SubscriptionMessage.UNKNOWN_PARTITION));
    }

    private void checkAnswer(String hex, SubscriptionAnswer<String> answer) {
        byte[] bytes = answers.serializer().serialize("t", new RecordHeaders(), answer);

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
        assertThat(answers.deserializer().deserialize("t", new RecordHeaders(), bytes))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({"0202", "0109", "01", "0102f3a4"})
    void refusesWhatIsNoSubscription(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> subscriptions.deserializer().deserialize("t", new RecordHeaders(), bytes))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("expected: version 0 or 1");
    }
}
