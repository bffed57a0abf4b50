package io.millrace.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetMetadataTest {

    @Test
    void writesTheBytesOfKafkaStreams() {
        assertThat(new OffsetMetadata(200, Map.of()).encode()).isEqualTo("AgAAAAAAAADI");
        assertThat(new OffsetMetadata(-1, Map.of()).encode()).isEqualTo("Av//////////");
        assertThat(new OffsetMetadata(200, Map.of("st", 100L)).encode())
                .isEqualTo("AgAAAAAAAADIAAAAAQAAAAJzdAAAAAAAAABk");
    }

    @Test
    void readsWhatKafkaStreamsWrites() {
        assertThat(OffsetMetadata.decode("AgAAAAAAAADI")).isEqualTo(new OffsetMetadata(200, Map.of()));
        assertThat(OffsetMetadata.decode("AgAAAAAAAADIAAAAAQAAAAJzdAAAAAAAAABk"))
                .as("with what a processor keeps")
                .isEqualTo(new OffsetMetadata(200, Map.of("st", 100L)));
        assertThat(OffsetMetadata.decode("AQAAAAAAAADI")).as("version 1").isEqualTo(new OffsetMetadata(200, Map.of()));
    }

    @Test
    void readsWhatItWrites() {
        OffsetMetadata written = new OffsetMetadata(Long.MAX_VALUE, Map.of("first", 1L, "zweite-Größe", -1L));

        assertThat(OffsetMetadata.decode(written.encode())).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AwAAAAAAAADI", "Ag==", "no base 64!", "AgAAAA==", "AgAAAAAAAADIAAAAAX////9zdA=="})
    void knowsNoTimeWhenItCannotReadTheText(String text) {
        assertThat(OffsetMetadata.decode(text)).isEqualTo(new OffsetMetadata(OffsetMetadata.UNKNOWN_TIME, Map.of()));
    }
}
