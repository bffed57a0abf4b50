package io.millrace.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.StreamsException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class StateSerdesTest {

    private final Headers headers = new RecordHeaders();
    private final StateSerdes<String, Long> serdes =
            StateSerdes.withBuiltinTypes("app-store-changelog", String.class, Long.class);

    @Test
    void writesAndReadsKeysAndValues() {
        assertThat(serdes.rawKey("k", headers)).containsExactly('k');
        assertThat(serdes.keyFrom(serdes.rawKey("k", headers), headers)).isEqualTo("k");
        assertThat(serdes.valueFrom(serdes.rawValue(7L, headers), headers)).isEqualTo(7L);
        assertThat(serdes.rawValue(null, headers)).isNull();
        assertThat(serdes.valueFrom(null, headers)).isNull();
    }

    @Test
    void handsOutItsParts() {
        assertThat(serdes.topic()).isEqualTo("app-store-changelog");
        assertThat(serdes.keySerializer()).isSameAs(serdes.keySerde().serializer());
        assertThat(serdes.keyDeserializer()).isSameAs(serdes.keySerde().deserializer());
        assertThat(serdes.valueSerializer()).isSameAs(serdes.valueSerde().serializer());
        assertThat(serdes.valueDeserializer()).isSameAs(serdes.valueSerde().deserializer());
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void saysWhichSerializerDoesNotFitWhichType() {
        StateSerdes confused = serdes;

        assertThatThrownBy(() -> confused.rawKey(5, headers))
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("key", "app-store-changelog", "java.lang.Integer", "StringSerializer")
                .hasCauseInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> confused.rawValue("five", headers))
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("value", "java.lang.String", "LongSerializer");
    }

    @Test
    void refusesTypesWithoutASerde() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateSerdes.withBuiltinTypes("t", StateSerdesTest.class, Long.class));
    }

    @Test
    void refusesToDoWithoutItsParts() {
        assertThatNullPointerException().isThrownBy(() -> new StateSerdes<>(null, Serdes.String(), Serdes.Long()));
        assertThatNullPointerException().isThrownBy(() -> new StateSerdes<>("t", null, Serdes.Long()));
        assertThatNullPointerException().isThrownBy(() -> new StateSerdes<>("t", Serdes.String(), null));
    }
}
