package io.millrace.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetMetadataTest {

    @Test
    void writesTheBytesOfKafkaStreams() {
        assertThat(OffsetMetadata.encode(200)).isEqualTo("AgAAAAAAAADI");
        assertThat(OffsetMetadata.encode(-1)).isEqualTo("Av//////////");
    }

    @Test
    void readsWhatKafkaStreamsWrites() {
        assertThat(OffsetMetadata.decode("AgAAAAAAAADI")).isEqualTo(200);
        assertThat(OffsetMetadata.decode("AgAAAAAAAADIAAAAAQAAAAJzdAAAAAAAAABk"))
                .as("with what a processor keeps")
                .isEqualTo(200);
        assertThat(OffsetMetadata.decode("AQAAAAAAAADI")).as("version 1").isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AwAAAAAAAADI", "Ag==", "no base 64!", "AgAAAA=="})
    void knowsNoTimeWhenItCannotReadTheText(String text) {
        assertThat(OffsetMetadata.decode(text)).isEqualTo(OffsetMetadata.UNKNOWN_TIME);
    }
}
