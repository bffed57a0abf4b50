package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Windowed aggregations, record by record as Kafka Streams 4.3.1 gave the results of the same programs: the expected
 * lines were written by the original, running {@link WindowedScenario}.
 */
class WindowedScenariosTest {

    private static final int SEEDS_PER_FILE = 10;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void givesTheResultsOfKafkaStreams(int file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (long seed = (long) file * SEEDS_PER_FILE; seed < (file + 1L) * SEEDS_PER_FILE; seed++) {
            List<String> results = new WindowedScenario(seed).run();
            lines.append("seed ")
                    .append(seed)
                    .append('\n')
                    .append(String.join("\n", results))
                    .append('\n');
        }

        assertThat(lines.toString()).isEqualTo(expected(file));
    }

    private static String expected(int file) throws IOException {
        try (InputStream text = WindowedScenariosTest.class.getResourceAsStream("/windowed/" + file + ".txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
