package io.millrace.crash;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * An application on a cluster, and what is done to it from outside: topics {@code in}, {@code out} and {@code dead}
 * under names of its own, numbered records that go in, and what has come out. One thread, but for the application's.
 */
final class KafkaErrorsRun implements AutoCloseable {

    static final int PARTITIONS = 2;

    private static final int KEYS = 5;
    private static final int TRIES_MAX = 3_000;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long WAIT_S = 60;

    final String application = "errors-" + UUID.randomUUID();
    final Admin admin;
    private final String servers;
    private final short copies;
    private final KafkaProducer<String, String> producer;
    private final List<MillraceStreams> started = new ArrayList<>();
    private volatile Throwable failure;

    KafkaErrorsRun(String servers) {
        this(servers, 1);
    }

    /** @param copies of each topic */
    KafkaErrorsRun(String servers, int copies) {
        this.copies = (short) copies;
        this.servers = servers;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
        // Not idempotent: kafka-clients 4.3.1 now and then hangs on a topic whose leaders are just being elected.
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "enable.idempotence", "false", "linger.ms", "0"),
                new StringSerializer(),
                new StringSerializer());
        create("in", "out", "dead");
    }

    String topic(String name) {
        return application + "." + name;
    }

    void create(String... names) {
        KafkaScenario.await(admin.createTopics(Arrays.stream(names)
                        .map(name -> new NewTopic(topic(name), PARTITIONS, copies))
                        .toList())
                .all());
    }

    /** Deletes a topic and makes it anew, empty. */
    void recreate(String name) {
        recreateInternal(topic(name));
    }

    /** The same for a topic by its full name. */
    void recreateInternal(String topic) {
        KafkaScenario.await(admin.deleteTopics(List.of(topic)).all());
        awaiting(
                "it is gone",
                () -> !KafkaScenario.await(admin.listTopics().names()).contains(topic));
        KafkaScenario.await(admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, copies)))
                .all());
    }

    /** Starts an instance. Its failure closes it, and is kept. */
    MillraceStreams start(Topology topology, Path folder, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                application,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                100,
                StreamsConfig.STATE_DIR_CONFIG,
                folder.toString(),
                "main.consumer.heartbeat.interval.ms",
                100,
                "metadata.max.age.ms",
                500));
        settings.putAll(more);
        MillraceStreams streams = new MillraceStreams(topology, new StreamsConfig(settings));
        streams.setUncaughtExceptionHandler(cause -> {
            failure = cause;
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        started.add(streams);
        streams.start();
        return streams;
    }

    /** Why an instance failed; null if none has. */
    Throwable failure() {
        return failure;
    }

    /** Waits until an instance fails, and says why. */
    Throwable awaitFailure() {
        awaiting("the application fails", () -> failure != null);
        return failure;
    }

    /** The values of these numbers. */
    static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    /** Writes numbered records, each by itself. */
    void feed(int from, int to) {
        numbers(from, to).forEach(this::feed);
    }

    /** Writes one record. */
    void feed(String value) {
        int key = Math.floorMod(value.hashCode(), KEYS);
        try {
            producer.send(new ProducerRecord<>(topic("in"), "k" + key, value)).get(WAIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("a record cannot be written", e);
        }
    }

    /** Waits until all these have come out, whatever else has. */
    void awaitOut(Collection<String> values) {
        List<String> missing = new ArrayList<>(values);
        awaitingRecord(
                "out",
                value -> {
                    missing.remove(value);
                    return missing.isEmpty();
                },
                missing);
    }

    private interface Found {
        boolean isLast(String value);
    }

    private void awaitingRecord(String name, Found found, Collection<String> missing) {
        try (KafkaConsumer<String, String> reader = reader(name)) {
            for (int i = 0; i < TRIES_MAX; i++) {
                for (ConsumerRecord<String, String> record : reader.poll(POLL)) {
                    if (found.isLast(record.value())) {
                        return;
                    }
                }
                mustRun();
            }
        }
        throw new AssertionError("not in " + topic(name) + ": " + missing);
    }

    private void mustRun() {
        Throwable failed = failure;
        if (failed != null) {
            throw new AssertionError("the application failed", failed);
        }
    }

    /** All committed values of a topic, sorted. Waits until what was written is committed or aborted. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> reader = reader(name);
                KafkaConsumer<String, String> ends = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers), new StringDeserializer(), new StringDeserializer())) {
            Map<TopicPartition, Long> to = ends.endOffsets(reader.assignment());
            for (int i = 0; i < TRIES_MAX; i++) {
                reader.poll(POLL).forEach(record -> values.add(record.value()));
                if (reader.assignment().stream().allMatch(each -> reader.position(each) >= to.get(each))) {
                    values.sort(null);
                    return values;
                }
            }
        }
        throw new AssertionError("topic " + topic(name) + " cannot be read to its end");
    }

    private KafkaConsumer<String, String> reader(String name) {
        KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", servers,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        reader.assign(IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic(name), partition))
                .toList());
        return reader;
    }

    void awaiting(String what, BooleanSupplier so) {
        for (int i = 0; i < TRIES_MAX; i++) {
            if (so.getAsBoolean()) {
                return;
            }
            CrashChild.pause(20);
        }
        throw new AssertionError(
                "still not so: " + what + "; "
                        + started.stream().map(MillraceStreams::state).toList(),
                failure);
    }

    @Override
    public void close() {
        started.forEach(each -> each.close(Duration.ofSeconds(30)));
        producer.close();
        admin.close();
    }
}
