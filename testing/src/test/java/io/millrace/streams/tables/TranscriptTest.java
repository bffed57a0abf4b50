package io.millrace.streams.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes out of tables, record for record as of Kafka Streams. The expected transcripts ({@code /tables.txt}) were
 * written by Kafka Streams 4.3.1, which ran the same programs ({@link Programs}); a difference is a defect here, never
 * a reason to change them.
 */
class TranscriptTest {

    private static final Map<String, String> EXPECTED = expected();

    static Stream<String> names() {
        return Programs.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void runsLikeKafkaStreams(String name) {
        assertThat(Objects.requireNonNull(Programs.all().get(name)).get()).isEqualTo(EXPECTED.get(name));
    }

    @Test
    void everyExpectedTranscriptHasItsProgram() {
        assertThat(Programs.all().keySet()).isEqualTo(EXPECTED.keySet());
    }

    private static Map<String, String> expected() {
        Map<String, String> byName = new TreeMap<>();
        try (InputStream file = TranscriptTest.class.getResourceAsStream("/tables.txt")) {
            String all = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
            for (String section : all.split("(?m)^== ", -1)) {
                if (!section.isBlank()) {
                    int end = section.indexOf('\n');
                    byName.put(section.substring(0, end), section.substring(end + 1));
                }
            }
            return byName;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
