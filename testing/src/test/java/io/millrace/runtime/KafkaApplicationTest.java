package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.SharedBroker;
import io.millrace.streams.KeyValue;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.ThreadMetadata;
import io.millrace.streams.errors.MissingSourceTopicException;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.Repartitioned;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications without state on a real broker: several instances, both guarantees. */
@Tag("broker")
class KafkaApplicationTest {

    private static final int PARTITIONS = 4;
    private static final int RECORDS = 1_000;
    private static final int KEYS = 20;
    private static final int TRIES_MAX = 3_000;

    @TempDir
    private Path folder;

    private final String application = "app-" + UUID.randomUUID();
    private final List<MillraceStreams> instances = new ArrayList<>();
    private final List<ConsumerRecord<String, String>> outputs = new ArrayList<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private Admin admin;
    private KafkaConsumer<String, String> reader;

    @BeforeEach
    void openClients() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.address()));
        admin.createTopics(List.of(topic("in"), topic("out"))).all().get(60, TimeUnit.SECONDS);
        reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", SharedBroker.address(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(application + ".out", i));
        }
        reader.assign(partitions);
    }

    private NewTopic topic(String name) {
        return new NewTopic(application + "." + name, PARTITIONS, (short) 1);
    }

    @AfterEach
    void close() {
        instances.forEach(each -> each.close(Duration.ofSeconds(30)));
        reader.close();
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
    void twoInstancesShareTheWorkOfARepartitionedStream(String guarantee) {
        MillraceStreams one = start("one", guarantee, "in");
        awaiting("the first runs", () -> tasksOf(one) == 2 * PARTITIONS);
        feed(0, RECORDS);
        MillraceStreams two = start("two", guarantee, "in");
        awaiting("they share", () -> tasksOf(one) == PARTITIONS && tasksOf(two) == PARTITIONS);
        feed(RECORDS, 2 * RECORDS);
        awaiting("all is out", () -> read().size() >= 2 * RECORDS && distinct().size() == 2 * RECORDS);
        two.close(Duration.ofSeconds(30));
        awaiting("the first has all tasks again", () -> tasksOf(one) == 2 * PARTITIONS);
        feed(2 * RECORDS, 3 * RECORDS);
        awaiting("all is out", () -> distinct().size() == 3 * RECORDS);

        if (guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2)) {
            assertThat(outputs).hasSize(3 * RECORDS);
        }
        assertThat(outOfOrder()).isEmpty();
    }

    @Test
    void makesTheRepartitionTopicAsKafkaStreamsDoes() throws Exception {
        MillraceStreams one = start("one", StreamsConfig.EXACTLY_ONCE_V2, "in");
        awaiting("it runs", () -> tasksOf(one) == 2 * PARTITIONS);
        String name = application + "-by-number-repartition";
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);

        Config config = admin.describeConfigs(Set.of(resource))
                .all()
                .get(60, TimeUnit.SECONDS)
                .get(resource);

        assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
        assertThat(config.get("segment.bytes").value()).isEqualTo("52428800");
        assertThat(config.get("retention.ms").value()).isEqualTo("-1");
        assertThat(config.get("message.timestamp.type").value()).isEqualTo("CreateTime");
        assertThat(admin.describeTopics(Set.of(name))
                        .allTopicNames()
                        .get(60, TimeUnit.SECONDS)
                        .get(name)
                        .partitions())
                .hasSize(PARTITIONS);
    }

    @Test
    void aMissingSourceTopicEndsTheApplicationWithAnError() throws Exception {
        MillraceStreams one = start("one", StreamsConfig.EXACTLY_ONCE_V2, "not-there");

        assertThat(failure.get(60, TimeUnit.SECONDS))
                .isInstanceOf(MissingSourceTopicException.class)
                .hasMessageContaining(application + ".not-there");
        awaiting("it is closed", () -> one.state() == State.ERROR);
    }

    private MillraceStreams start(String name, String guarantee, String input) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, SharedBroker.address());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve(name).toString());
        settings.put("main.consumer.heartbeat.interval.ms", 50);
        MillraceStreams streams = new MillraceStreams(topology(input).build(), settings);
        streams.setUncaughtExceptionHandler(cause -> {
            failure.complete(cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        instances.add(streams);
        streams.start();
        return streams;
    }

    /** The number that a record carries becomes its key on the way, and its sign again afterwards. */
    private StreamsBuilder topology(String input) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(application + "." + input, Consumed.with(Serdes.String(), Serdes.String()))
                .map((key, value) -> KeyValue.pair(key + "!", value))
                .repartition(
                        Repartitioned.with(Serdes.String(), Serdes.String()).withName("by-number"))
                .mapValues(value -> value + "?")
                .to(application + ".out", Produced.with(Serdes.String(), Serdes.String()));
        return builder;
    }

    private void feed(int from, int to) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedBroker.address()), new StringSerializer(), new StringSerializer())) {
            for (int i = from; i < to; i++) {
                var unused =
                        producer.send(new ProducerRecord<>(application + ".in", "k" + i % KEYS, Integer.toString(i)));
            }
        }
    }

    private static int tasksOf(MillraceStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .map(ThreadMetadata::activeTasks)
                .mapToInt(Set::size)
                .sum();
    }

    private List<ConsumerRecord<String, String>> read() {
        reader.poll(Duration.ofMillis(20)).forEach(outputs::add);
        return outputs;
    }

    private Set<String> distinct() {
        Set<String> values = new HashSet<>();
        read().forEach(record -> values.add(record.value()));
        return values;
    }

    /** Keys whose first outputs are not in the order of the inputs; what was doubled is passed over. */
    private List<String> outOfOrder() {
        Map<String, Integer> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (ConsumerRecord<String, String> record : outputs) {
            int number = Integer.parseInt(record.value().replace("?", ""));
            if (seen.add(record.value()) && number < last.getOrDefault(record.key(), -1)) {
                wrong.add(record.key() + " " + number);
            }
            last.merge(record.key(), number, Math::max);
        }
        return wrong;
    }

    private void awaiting(String what, BooleanSupplier so) {
        for (int i = 0; i < TRIES_MAX; i++) {
            if (so.getAsBoolean()) {
                return;
            }
            read();
            Throwable failed = failure.getNow(null);
            if (failed != null && !(failed instanceof MissingSourceTopicException)) {
                throw new AssertionError("an instance failed", failed);
            }
        }
        throw new AssertionError("still not so: " + what + "; outputs: " + outputs.size() + ", states: "
                + instances.stream().map(MillraceStreams::state).toList());
    }
}
