package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.TestInputTopic;
import io.millrace.streams.TopologyTestDriver;
import io.millrace.streams.kstream.Windowed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class WordCountsTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    @Test
    void countsWordsInTotalAndPerWindow() {
        try (TopologyTestDriver driver = new TopologyTestDriver(WordCounts.topology(WINDOW), new Properties())) {
            TestInputTopic<String, String> lines =
                    driver.createInputTopic(WordCounts.LINES, new StringSerializer(), new StringSerializer());
            lines.pipeInput("a", "To be or not to be", Instant.ofEpochMilli(9_999));
            lines.pipeInput("b", "to", Instant.ofEpochMilli(10_000));

            assertThat(driver.createOutputTopic(WordCounts.COUNTS, new StringDeserializer(), new LongDeserializer())
                            .readKeyValuesToMap())
                    .isEqualTo(Map.of("to", 3L, "be", 2L, "or", 1L, "not", 1L));
            Map<Windowed<String>, Long> windows = driver.createOutputTopic(
                            WordCounts.WINDOWED_COUNTS,
                            WordCounts.windowed(WINDOW).deserializer(),
                            new LongDeserializer())
                    .readKeyValuesToMap();
            assertThat(windows.entrySet().stream()
                            .collect(Collectors.toMap(
                                    entry -> entry.getKey().window().start() + " "
                                            + entry.getKey().key(),
                                    Map.Entry::getValue)))
                    .isEqualTo(Map.of("0 to", 2L, "0 be", 2L, "0 or", 1L, "0 not", 1L, "10000 to", 1L));
        }
    }
}
