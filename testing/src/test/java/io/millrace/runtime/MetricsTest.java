package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Materialized;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.kafka.common.Metric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real application on the embedded log shows of itself. */
class MetricsTest {

    private static final int RECORDS = 5;

    @TempDir
    Path folder;

    private EmbeddedApplication application;

    @BeforeEach
    void prepare() {
        application = new EmbeddedApplication(folder);
    }

    @AfterEach
    void close() {
        application.close();
    }

    private MillraceStreams counted(String level) {
        application.with(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, level).topic("in", 1);
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .groupByKey()
                .count(Materialized.as("counts"))
                .toStream()
                .mapValues(String::valueOf)
                .to("out");
        Topology topology = builder.build();
        MillraceStreams streams = application.start(topology);
        for (int i = 0; i < RECORDS; i++) {
            application.feed("in", i % 2 == 0 ? "even" : "odd", "x");
        }
        EmbeddedApplication.await(
                "all records are committed and shown",
                () -> sum(streams, "stream-topic-metrics", "records-consumed-total") == RECORDS
                        && sum(streams, "stream-thread-metrics", "process-total") == RECORDS
                        && sum(streams, "stream-thread-metrics", "commit-total") > 0);
        return streams;
    }

    private static double sum(MillraceStreams streams, String group, String name) {
        return shown(streams, group, name).stream()
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .sum();
    }

    private static List<? extends Metric> shown(MillraceStreams streams, String group, String name) {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().group().equals(group))
                .filter(metric -> metric.metricName().name().equals(name))
                .toList();
    }

    @Test
    void countsAreThoseOfTheRecords() {
        MillraceStreams streams = counted("INFO");

        assertThat(sum(streams, "stream-topic-metrics", "records-consumed-total"))
                .isEqualTo(RECORDS);
        assertThat(sum(streams, "stream-topic-metrics", "records-produced-total"))
                .isEqualTo(RECORDS);
        assertThat(sum(streams, "stream-thread-metrics", "poll-records-max")).isBetween(1.0, (double) RECORDS);
        assertThat(sum(streams, "stream-thread-metrics", "poll-ratio")).isBetween(0.0, 1.0);
        assertThat(sum(streams, "stream-thread-metrics", "process-ratio")).isBetween(0.0, 1.0);
        assertThat(sum(streams, "stream-task-metrics", "active-process-ratio")).isBetween(0.0, 1.0);
        assertThat(sum(streams, "stream-metrics", "alive-stream-threads")).isEqualTo(1);
        assertThat(sum(streams, "stream-metrics", "failed-stream-threads")).isZero();
        assertThat(shown(streams, "stream-metrics", "topology-description"))
                .singleElement()
                .satisfies(metric -> assertThat(metric.metricValue().toString()).contains("KSTREAM-SOURCE-0000000000"));
        assertThat(shown(streams, "stream-metrics", "version"))
                .singleElement()
                .satisfies(metric -> assertThat(metric.metricValue().toString()).matches("\\d.*"));
    }

    @Test
    void atLevelInfoStoresShowWhatRocksDbSaysAndNoOperationIsTimed() {
        MillraceStreams streams = counted("INFO");

        assertThat(shown(streams, "stream-state-metrics", "cur-size-all-mem-tables"))
                .singleElement()
                .satisfies(
                        metric -> assertThat((BigInteger) metric.metricValue()).isPositive());
        assertThat(sum(streams, "stream-state-metrics", "block-cache-capacity")).isPositive();
        assertThat(sum(streams, "stream-state-metrics", "num-entries-active-mem-table"))
                .isPositive();
        assertThat(sum(streams, "stream-state-metrics", "num-open-iterators")).isZero();
        assertThat(shown(streams, "stream-state-metrics", "put-rate")).isEmpty();
        assertThat(shown(streams, "stream-state-metrics", "bytes-written-total"))
                .isEmpty();
    }

    @Test
    void atLevelDebugOperationsAreTimedAndRocksDbCounts() {
        application.with(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 1 << 20);
        MillraceStreams streams = counted("DEBUG");

        EmbeddedApplication.await(
                "a commit has shown what was written",
                () -> sum(streams, "stream-state-metrics", "bytes-written-total") > 0);
        assertThat(sum(streams, "stream-state-metrics", "put-rate")).isPositive();
        assertThat(sum(streams, "stream-state-metrics", "get-latency-avg")).isPositive();
        assertThat(sum(streams, "stream-record-cache-metrics", "hit-ratio-avg")).isBetween(0.0, 1.0);
        assertThat(sum(streams, "stream-task-metrics", "process-total")).isEqualTo(RECORDS);
        assertThat(sum(streams, "stream-task-metrics", "process-latency-max")).isPositive();
        assertThat(sum(streams, "stream-task-metrics", "cache-size-bytes-total"))
                .isPositive();
    }

    @Test
    void everyGroupCanBeReadByJmx() throws Exception {
        MillraceStreams streams = counted("INFO");

        Set<String> types =
                ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("kafka.streams:*"), null).stream()
                        .map(name -> name.getKeyProperty("type"))
                        .collect(Collectors.toSet());
        assertThat(types)
                .contains("stream-metrics", "stream-thread-metrics", "stream-task-metrics", "stream-state-metrics")
                .contains("stream-processor-node-metrics", "stream-topic-metrics");
        assertThat(streams.metrics()).isNotEmpty();
    }
}
