package io.millrace.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.Engines;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What both libraries show of one topology that has every kind of node and store, in their test drivers: names, groups
 * and tags, and the values where they do not depend on the machine.
 */
class MetricsTest {

    private static final int ROUNDS_MAX = 6_000;

    /** What a thread of ours shows last when it begins. */
    private static final String LAST = "stream-thread-metrics | blocked-time-ns-total | [thread-id]";

    /** What is counted or measured by event time and the driver's clock, and so is the same wherever it runs. */
    private static final Set<String> REPEATABLE = Set.of(
            "process-total",
            "dropped-records-total",
            "punctuate-total",
            "records-consumed-total",
            "bytes-consumed-total",
            "records-produced-total",
            "bytes-produced-total",
            "record-lateness-avg",
            "record-lateness-max",
            "suppression-emit-total",
            "suppression-buffer-count-max",
            "window-aggregate-final-emit-total",
            "num-open-iterators",
            "restore-total",
            "restore-remaining-records-total");

    @Test
    void atLevelTraceEverythingIsThereThatTheOriginalHas() {
        Set<String> theirs = values(Engines.originalMetrics(), "TRACE").keySet();
        Set<String> ours = values(Engines.millraceMetrics(), "TRACE").keySet();

        assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "DEBUG"})
    void atALowerLevelThereIsWhatTheOriginalRecordsThen(String level) {
        Map<String, Object> theirs = values(Engines.originalMetrics(), level);
        Set<String> ours = values(Engines.millraceMetrics(), level).keySet();

        assertThat(theirs.keySet()).containsAll(ours);
        theirs.values()
                .removeIf(value -> value instanceof Number number
                        && (number.doubleValue() == 0 || Double.isNaN(number.doubleValue())));
        assertThat(ours).containsAll(theirs.keySet());
    }

    @Test
    void atLevelInfoNothingIsTimedPerOperation() {
        Set<String> ours = values(Engines.millraceMetrics(), "INFO").keySet();

        assertThat(ours).noneMatch(name -> name.contains("| put-") || name.contains("| process-"));
        assertThat(ours).noneMatch(name -> name.contains("hit-ratio") || name.contains("| bytes-written"));
    }

    @Test
    void valuesAreThoseOfTheOriginal() {
        Map<String, Object> theirs = values(Engines.originalMetrics(), "TRACE");
        Map<String, Object> ours = values(Engines.millraceMetrics(), "TRACE");

        // A key or value that is not there counts for -1 byte in the original when it is consumed.
        theirs.replaceAll((name, value) -> name.contains("bytes-consumed") && name.contains("topic=in}")
                ? Double.valueOf((Double) value + 1)
                : value);
        assertThat(only(ours, REPEATABLE::contains)).isEqualTo(only(theirs, REPEATABLE::contains));
        assertThat(only(ours, name -> name.startsWith("record-e2e-latency"), "stream-processor-node-metrics"))
                .isEqualTo(
                        only(theirs, name -> name.startsWith("record-e2e-latency"), "stream-processor-node-metrics"));
    }

    @Test
    void whatIsDoneWithAStoreIsMeasuredWhereTheOriginalDoes() {
        Set<String> theirs = recorded(values(Engines.originalMetrics(), "DEBUG"));
        Set<String> ours = recorded(values(Engines.millraceMetrics(), "DEBUG"));

        // The original reads a table's entry before it writes it, only to warn.
        theirs.removeIf(name -> name.contains("get-rate") && (name.contains("=tabled") || name.contains("=versions")));
        assertThat(theirs).isNotEmpty();
        assertThat(ours).containsAll(theirs);
    }

    /** Neither is given anything to do; ours has its thread from the start on, theirs from the beginning. */
    @Test
    void clientsAndThreadsShowWhatTheOriginalsDo(@TempDir Path folder) {
        Properties config = new Properties();
        config.put("application.id", "metrics");
        config.put("state.dir", folder.toString());
        config.put("default.key.serde", Serdes.StringSerde.class.getName());
        config.put("default.value.serde", Serdes.StringSerde.class.getName());
        Set<String> ours = new TreeSet<>();
        try (var streams = new MillraceStreams(passing(), config)) {
            streams.start();
            for (int i = 0; i < ROUNDS_MAX && !ours.contains(LAST); i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                ours.addAll(kinds(streams.metrics().keySet()));
            }
        }
        config.put("bootstrap.servers", "127.0.0.1:1");
        Set<String> theirs = new TreeSet<>();
        try (var streams = new KafkaStreams(theirPassing(), config)) {
            theirs.addAll(kinds(streams.metrics().keySet()));
        }

        assertThat(theirs).isNotEmpty();
        assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
    }

    private static Topology passing() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in").to("out");
        return builder.build();
    }

    private static org.apache.kafka.streams.Topology theirPassing() {
        org.apache.kafka.streams.StreamsBuilder builder = new org.apache.kafka.streams.StreamsBuilder();
        builder.stream("in").to("out");
        return builder.build();
    }

    private static Set<String> kinds(Set<MetricName> names) {
        Set<String> kinds = new TreeSet<>();
        for (MetricName name : names) {
            if (name.group().equals("stream-metrics") || name.group().equals("stream-thread-metrics")) {
                kinds.add(name.group() + " | " + name.name() + " | "
                        + new TreeSet<>(name.tags().keySet()));
            }
        }
        return kinds;
    }

    /** Which operations were called. Restoring is left out: the original counts it for windows alone. */
    private static Set<String> recorded(Map<String, Object> values) {
        Map<String, Object> rates =
                only(values, name -> name.endsWith("-rate") && !name.startsWith("restore"), "stream-state-metrics");
        rates.values().removeIf(rate -> rate.equals(0.0));
        return rates.keySet();
    }

    private static Map<String, Object> only(Map<String, Object> values, Predicate<String> names, String group) {
        Map<String, Object> those = only(values, names);
        those.keySet().removeIf(name -> !name.startsWith(group));
        return those;
    }

    private static Map<String, Object> only(Map<String, Object> values, Predicate<String> names) {
        Map<String, Object> those = new TreeMap<>(values);
        those.keySet().removeIf(name -> !names.test(name.split(" \\| ")[1]));
        return those;
    }

    /** By group, name and tags. Our driver has a thread that is measured, the original's has none. */
    private static Map<String, Object> values(Function<String, Map<MetricName, Object>> measured, String level) {
        Map<String, Object> values = new TreeMap<>();
        measured.apply(level).forEach((name, value) -> {
            if (!name.group().equals("stream-thread-metrics") && !name.group().equals("kafka-metrics-count")) {
                values.put(name.group() + " | " + name.name() + " | " + new TreeMap<>(name.tags()), value);
            }
        });
        return values;
    }
}
