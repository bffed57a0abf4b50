package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.log.SharedBroker;
import io.millrace.streams.ClientInstanceIds;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Produced;
import io.millrace.testing.broker.BrokerProcess;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.server.telemetry.ClientTelemetryExporter;
import org.apache.kafka.server.telemetry.ClientTelemetryExporterProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under which ids brokers know an application's clients. */
@Tag("broker")
class KafkaClientIdsTest {

    @TempDir
    private Path folder;

    @Test
    void clientsThatPushNoMetricsHaveNone() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            MillraceStreams streams = run.start(passing(run), folder, Map.of("enable.metrics.push", false));
            run.awaiting("it runs", () -> streams.state() == State.RUNNING);

            ClientInstanceIds ids = streams.clientInstanceIds(Duration.ofSeconds(60));

            assertThat(ids.consumerInstanceIds()).isEmpty();
            assertThat(ids.producerInstanceIds()).isEmpty();
            assertThatThrownBy(ids::adminInstanceId)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("enable.metrics.push=true");
        }
    }

    @Test
    void theirMetricsAreAmongTheApplications() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            MillraceStreams streams = run.start(passing(run), folder, Map.of("client.id", "measured"));
            run.awaiting("it runs", () -> streams.state() == State.RUNNING);

            assertThat(streams.metrics().keySet().stream()
                            .map(name -> name.tags().get("client-id")))
                    .contains("measured-admin", "measured-StreamThread-1-consumer", "measured-StreamThread-1-producer");
        }
    }

    @Test
    @Tag("long") // a broker of its own is started
    void clientsHaveTheIdsThatTheBrokersHaveGivenThem() throws Exception {
        Map<String, String> settings = Map.of(
                "metric.reporters", Taking.class.getName(),
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4");
        try (BrokerProcess broker = BrokerProcess.start(classPath(), folder.resolve("broker"), settings);
                KafkaErrorsRun run = new KafkaErrorsRun(broker.bootstrapServers())) {
            MillraceStreams streams = run.start(passing(run), folder.resolve("state"), Map.of("client.id", "mine"));
            run.feed(0, 5);
            run.awaitOut(KafkaErrorsRun.numbers(0, 5));

            ClientInstanceIds ids = streams.clientInstanceIds(Duration.ofSeconds(60));

            assertThat(ids.adminInstanceId()).isNotIn(Uuid.RESERVED);
            assertThat(ids.consumerInstanceIds()).containsOnlyKeys("mine-StreamThread-1-consumer");
            assertThat(ids.producerInstanceIds()).containsOnlyKeys("mine-StreamThread-1-producer");
            assertThat(ids.consumerInstanceIds().values())
                    .doesNotContainAnyElementsOf(ids.producerInstanceIds().values());
        }
    }

    /** The broker's, with the classes of this test, where it finds the reporter. */
    private static String classPath() throws URISyntaxException {
        Path here = Path.of(KafkaClientIdsTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return SharedBroker.classPath() + File.pathSeparator + here;
    }

    /** Makes a broker take the metrics of clients, without doing anything with them. */
    public static final class Taking implements MetricsReporter, ClientTelemetryExporterProvider {

        @Override
        public ClientTelemetryExporter clientTelemetryExporter() {
            return (context, payload) -> {};
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    private static Topology passing(KafkaErrorsRun run) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(run.topic("in"), Consumed.with(Serdes.String(), Serdes.String()))
                .to(run.topic("out"), Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }
}
