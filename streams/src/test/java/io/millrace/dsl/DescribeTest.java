package io.millrace.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names and structure of topologies, to the letter those of Kafka Streams. The expected texts were printed by Kafka
 * Streams 4.3.1, which ran the same programs ({@link Topologies}); a difference is a defect here, never a reason to
 * change them.
 */
class DescribeTest {

    static Stream<String> names() {
        return Topologies.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void describesLikeKafkaStreams(String name) throws IOException {
        String described = Objects.requireNonNull(Topologies.all().get(name))
                .get()
                .describe()
                .toString();

        assertThat(described).isEqualTo(expected(name));
    }

    private static String expected(String name) throws IOException {
        try (InputStream text = DescribeTest.class.getResourceAsStream("/describe/" + name + ".txt")) {
            return new String(
                    Objects.requireNonNull(text, name + ": no expected text").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
