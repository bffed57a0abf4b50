package io.millrace.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The metrics of one small topology in both test drivers: group, name, tags. What the original has and we do not stands
 * in metrics-not-there-yet.txt, which may only shrink; {@code -Dapi.update=true} takes away lines that are no longer
 * true.
 */
class MetricNamesTest {

    private static final Path NOT_THERE_YET = Path.of("src/test/resources/metrics-not-there-yet.txt");

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "DEBUG"})
    void namesAreThoseOfTheOriginal(String level) throws IOException {
        Set<String> missing = names(theirs(level));
        Set<String> ours = names(ours(level));
        Set<String> own = new TreeSet<>(ours);
        own.removeAll(missing);
        missing.removeAll(ours);
        List<String> listed = Files.readAllLines(NOT_THERE_YET);
        if (Boolean.getBoolean("api.update")) {
            List<String> kept = listed.stream()
                    .filter(line -> line.startsWith("#") || missing.contains(line))
                    .toList();
            Files.write(NOT_THERE_YET, kept);
        }

        assertThat(listed).as("metrics of the original that are not here").containsAll(missing);
        own.removeIf(name -> name.startsWith("stream-thread-metrics | ")); // the original's driver has no thread
        assertThat(own).as("metrics that the original does not have").isEmpty();
    }

    @Test
    void countsDroppedRecordsAsTheOriginalDoes() {
        assertThat(total(ours("INFO"), "dropped-records-total"))
                .isEqualTo(total(theirs("INFO"), "dropped-records-total"))
                .isEqualTo(2.0);
    }

    private static double total(Map<MetricName, ? extends Metric> metrics, String name) {
        return metrics.values().stream()
                .filter(metric -> metric.metricName().name().equals(name))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }

    private static Set<String> names(Map<MetricName, ? extends Metric> metrics) {
        Set<String> names = new TreeSet<>();
        metrics.keySet()
                .forEach(name -> names.add(name.group() + " | " + name.name() + " | "
                        + new TreeSet<>(name.tags().keySet())));
        return names;
    }

    private static Properties config(String level) {
        Properties config = new Properties();
        config.put("application.id", "metrics");
        config.put("metrics.recording.level", level);
        return config;
    }

    private static Map<MetricName, ? extends Metric> ours(String level) {
        io.millrace.streams.StreamsBuilder builder = new io.millrace.streams.StreamsBuilder();
        builder.stream("in", io.millrace.streams.kstream.Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey()
                .count(io.millrace.streams.kstream.Materialized.as("counts"))
                .toStream()
                .to("out", io.millrace.streams.kstream.Produced.with(Serdes.String(), Serdes.Long()));
        try (io.millrace.streams.TopologyTestDriver driver =
                new io.millrace.streams.TopologyTestDriver(builder.build(), config(level))) {
            var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput(null, "no key");
            in.pipeInput("key", "value");
            in.pipeInput(null, "no key either");
            return Map.copyOf(driver.metrics());
        }
    }

    private static Map<MetricName, ? extends Metric> theirs(String level) {
        org.apache.kafka.streams.StreamsBuilder builder = new org.apache.kafka.streams.StreamsBuilder();
        builder.stream("in", org.apache.kafka.streams.kstream.Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey()
                .count(org.apache.kafka.streams.kstream.Materialized.as("counts"))
                .toStream()
                .to("out", org.apache.kafka.streams.kstream.Produced.with(Serdes.String(), Serdes.Long()));
        Properties config = config(level);
        config.put("bootstrap.servers", "unused:1");
        try (org.apache.kafka.streams.TopologyTestDriver driver =
                new org.apache.kafka.streams.TopologyTestDriver(builder.build(), config)) {
            var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput(null, "no key");
            in.pipeInput("key", "value");
            in.pipeInput(null, "no key either");
            return Map.copyOf(driver.metrics());
        }
    }
}
