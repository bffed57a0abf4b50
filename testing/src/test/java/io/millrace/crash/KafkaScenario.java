package io.millrace.crash;

import io.millrace.base.BigEndian;
import io.millrace.crash.CountingScenario.Line;
import io.millrace.crash.CountingScenario.Results;
import io.millrace.crash.ResultChecker.Committed;
import io.millrace.crash.ResultChecker.Output;
import io.millrace.streams.StreamsConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The scenario on a Kafka cluster, seen from outside: its topics are made, fed and read with Kafka's own clients. What
 * the stores hold is told by their changelogs. One thread.
 */
final class KafkaScenario implements AutoCloseable {

    static final String RUNNING_CHANGELOG = "running-changelog";
    static final String WINDOWED_CHANGELOG = "windowed-changelog";
    static final String SUMS_CHANGELOG = "sums-changelog";

    private static final String REPARTITION = "by-word-repartition";
    private static final long WAIT_S = 60;
    private static final int POLLS_MAX = 2_000;
    private static final Duration POLL = Duration.ofMillis(100);

    private final CountingScenario scenario;
    private final String servers;
    private final String application;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    /** Makes the input and output topics anew. */
    KafkaScenario(CountingScenario scenario, String servers, String application) {
        this.scenario = scenario;
        this.servers = servers;
        this.application = application;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers, "request.timeout.ms", "5000"));
        // Not idempotent: kafka-clients 4.3.1 now and then hangs on a topic whose leaders are just being elected.
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "enable.idempotence",
                        "false",
                        "max.in.flight.requests.per.connection",
                        "1"),
                new StringSerializer(),
                new StringSerializer());
        await(admin.deleteTopics(await(admin.listTopics().names())).all());
        await(admin.createTopics(List.of(
                        topic(CountingScenario.INPUT),
                        topic(CountingScenario.RUNNING),
                        topic(CountingScenario.WINDOWED),
                        topic(CountingScenario.SUMS)))
                .all());
    }

    /** Lines of the last hour: brokers refuse the future and remove what is old. */
    static CountingScenario lines(long seed, int lines) {
        return new CountingScenario(
                seed, lines, System.currentTimeMillis() - Duration.ofHours(1).toMillis());
    }

    /** Makes another topic. */
    void create(String name) {
        await(admin.createTopics(List.of(topic(name))).all());
    }

    private static NewTopic topic(String name) {
        // As many copies as the cluster makes of topics by default.
        return new NewTopic(name, Optional.of(CountingScenario.PARTITIONS), Optional.empty());
    }

    /** What an instance is configured with. */
    static StreamsConfig config(
            String servers, String application, String guarantee, Path folder, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                application,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                guarantee,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                100,
                StreamsConfig.STATE_DIR_CONFIG,
                folder.toString(),
                "main.consumer.heartbeat.interval.ms",
                100));
        settings.putAll(more);
        return CountingScenario.config(settings);
    }

    /** Writes lines of the scenario. */
    void feed(int from, int to) {
        for (int number = from; number < to; number++) {
            Line line = scenario.line(number);
            int partition = Math.floorMod(line.sender().hashCode(), CountingScenario.PARTITIONS);
            var unused = producer.send(new ProducerRecord<>(
                    CountingScenario.INPUT,
                    partition,
                    line.timestamp(),
                    line.sender(),
                    line.number() + ":" + line.text()));
        }
        producer.flush();
    }

    /**
     * Waits until everything that was fed has been counted and that is committed, or fails. Applications hear of their
     * commits a moment later.
     */
    void awaitAllRead() {
        long unread = unread();
        for (int i = 0; i < POLLS_MAX && unread != 0; i++) {
            CrashChild.pause(20);
            unread = unread();
        }
        if (unread != 0) {
            throw new AssertionError(unread + " records of the input and of " + REPARTITION + " stay unread");
        }
    }

    /** How many outputs there are, committed or not. */
    long written(String topic) {
        return ends(partitions(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** How many records are not committed as read; those that were purged, and markers, are not counted as read. */
    long unread() {
        Set<TopicPartition> inputs = WorkerRun.partitions(CountingScenario.INPUT);
        if (await(admin.listTopics().names()).contains(internal(REPARTITION))) {
            inputs.addAll(WorkerRun.partitions(internal(REPARTITION)));
        }
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
        long unread = 0;
        for (Map.Entry<TopicPartition, Long> end : ends(inputs).entrySet()) {
            OffsetAndMetadata known = committed.get(end.getKey());
            unread += end.getValue() - (known == null ? 0 : known.offset());
        }
        return unread;
    }

    private static Set<TopicPartition> partitions(String topic) {
        return WorkerRun.partitions(topic);
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        return await(admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** The lines that are in the input, in order for each sender. */
    List<Line> input() {
        List<Line> input = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(CountingScenario.INPUT)) {
            String line = text(record.value());
            int colon = line.indexOf(':');
            input.add(new Line(
                    Integer.parseInt(line.substring(0, colon)),
                    text(record.key()),
                    line.substring(colon + 1),
                    record.timestamp()));
        }
        return input;
    }

    /** How many records there are, markers too, that readers of committed records can see. */
    long decided(String topic) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions(topic).stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
        return await(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .values()
                .stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    /** How many copies of partitions are behind or gone. */
    long copiesMissing() {
        return await(admin.describeTopics(await(admin.listTopics().names())).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .mapToLong(partition ->
                        partition.replicas().size() - partition.isr().size())
                .sum();
    }

    /** What is committed, the stores as their changelogs have them. Everything must have been read. */
    Committed committed() {
        Map<String, List<Output>> outputs = new TreeMap<>();
        for (String topic : List.of(CountingScenario.RUNNING, CountingScenario.WINDOWED, CountingScenario.SUMS)) {
            List<Output> read = new ArrayList<>();
            records(topic).forEach(record -> read.add(new Output(text(record.key()), number(record.value()))));
            outputs.put(topic, read);
        }
        Results stores = new Results(
                fold(RUNNING_CHANGELOG, KafkaScenario::text),
                fold(WINDOWED_CHANGELOG, KafkaScenario::windowed),
                fold(SUMS_CHANGELOG, KafkaScenario::text));
        return new Committed(outputs, stores, unread());
    }

    /** A changelog's keys with their last values. */
    private Map<String, Long> fold(String changelog, KeyText keys) {
        Map<String, Long> last = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records(internal(changelog))) {
            last.put(keys.of(record.key()), number(record.value()));
        }
        return last;
    }

    /** Reads the key of a changelog record. */
    private interface KeyText {
        String of(byte[] key);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long number(byte[] value) {
        if (value.length != Long.BYTES) {
            throw new AssertionError("a value of " + value.length + " bytes (expected: 8)");
        }
        return BigEndian.getLong(value, 0);
    }

    /** A window's key in a changelog of Kafka Streams: the key, 8 bytes of start, 4 of a number that is 0. */
    private static String windowed(byte[] key) {
        int word = key.length - Long.BYTES - Integer.BYTES;
        if (BigEndian.getInt(key, key.length - Integer.BYTES) != 0) {
            throw new AssertionError("a window's key ends with another number than 0");
        }
        return CountingScenario.windowed(text(Arrays.copyOf(key, word)), BigEndian.getLong(key, word));
    }

    /** All committed records of a topic, in order within each partition. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", servers, "isolation.level", "read_committed", "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // Not the consumer's own ends: those are before a transaction whose end is not yet marked everywhere.
            Map<TopicPartition, Long> ends = ends(partitions);
            for (int i = 0; i < POLLS_MAX; i++) {
                if (partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition))) {
                    return read;
                }
                consumer.poll(POLL).forEach(read::add);
            }
        }
        throw new AssertionError("topic " + topic + " cannot be read to its end");
    }

    /** The full name of a topic of the application. */
    String internal(String suffix) {
        return application + "-" + suffix;
    }

    /** The settings of an internal topic that were given when it was made. */
    Map<String, String> settingsOf(String suffix) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, internal(suffix));
        Config config = await(admin.describeConfigs(Set.of(resource)).all()).get(resource);
        Map<String, String> given = new TreeMap<>();
        config.entries().stream()
                .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .forEach(entry -> given.put(entry.name(), entry.value()));
        return given;
    }

    static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(WAIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the broker does not do what it was asked for", e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
