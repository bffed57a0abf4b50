package io.millrace.conformance.takeover;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of two applications, one that changes engines and one that does not, with the same input. One thread. */
final class TakeoverTopics implements AutoCloseable {

    private static final String CHANGELOG = "-changelog";
    private static final int PARTITIONS = 2;
    private static final long STEP_MS = 100;
    private static final int LEFT_KEYS = 13;
    private static final int RIGHT_KEYS = 7;
    private static final long WAIT_S = 60;
    private static final int POLLS_MAX = 600;
    private static final Duration POLL = Duration.ofMillis(100);

    private final String application;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String servers;

    /** Makes what is read and written by an application and its twin that is left alone. */
    TakeoverTopics(String servers, String application) {
        this.servers = servers;
        this.application = application;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<NewTopic> made = new ArrayList<>();
        for (String name : List.of(
                application + ".left", application + ".right", output(application), output(alone(application)))) {
            made.add(new NewTopic(name, PARTITIONS, (short) 1));
        }
        await(admin.createTopics(made).all());
    }

    /** The name of the twin. */
    static String alone(String application) {
        return "alone-" + application;
    }

    /** The topic that an application writes. */
    static String output(String application) {
        return application + ".out";
    }

    /** Fills both inputs: keys that come again, times that grow with some disorder. */
    void feed(int records) {
        SplittableRandom chance = new SplittableRandom(11);
        long start = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        // Not idempotent: kafka-clients 4.3.1 now and then hangs on a topic whose leaders are just being elected.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                servers,
                "enable.idempotence",
                "false",
                "max.in.flight.requests.per.connection",
                "1");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                // No two are of the same time, so that their order is not up to chance.
                long time = start + (i - chance.nextInt(5)) * STEP_MS + i % STEP_MS;
                var unusedLeft = producer.send(new ProducerRecord<>(
                        application + ".left",
                        null,
                        time,
                        "k" + chance.nextInt(LEFT_KEYS),
                        "k" + chance.nextInt(RIGHT_KEYS)));
                var unusedRight = producer.send(new ProducerRecord<>(
                        application + ".right", null, time + 30, "k" + chance.nextInt(RIGHT_KEYS), "r" + i));
            }
        }
    }

    /** How many committed records of its inputs and its topics between subtopologies an application has not read. */
    long unread(String of, Set<String> inputs) {
        Set<TopicPartition> all = new HashSet<>();
        inputs.forEach(input -> all.addAll(partitions(application + "." + input)));
        internal(of).stream()
                .filter(topic -> !topic.endsWith(CHANGELOG))
                .forEach(topic -> all.addAll(partitions(topic)));
        Map<TopicPartition, OffsetAndMetadata> committed = committed(of);
        Map<TopicPartition, Long> from = new TreeMap<>(TakeoverTopics::compare);
        consumer.beginningOffsets(all).forEach((partition, beginning) -> {
            OffsetAndMetadata known = committed.get(partition);
            from.put(partition, known == null ? beginning : Math.max(beginning, known.offset()));
        });
        long[] unread = {0};
        read(from, (partition, record) -> unread[0]++);
        return unread[0];
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String of) {
        return await(admin.listConsumerGroupOffsets(of).partitionsToOffsetAndMetadata());
    }

    private Set<String> internal(String of) {
        Set<String> names = new TreeSet<>(await(admin.listTopics().names()));
        names.removeIf(topic -> !topic.startsWith(of + "-"));
        return names;
    }

    /**
     * What stands beside the committed offsets, by topic and partition; and the offsets too, where their topic has no
     * markers of transactions, whose number is up to chance.
     */
    Map<String, String> offsets(String of) {
        Map<String, String> offsets = new TreeMap<>();
        committed(of).forEach((partition, committed) -> {
            boolean isInput = partition.topic().startsWith(application + ".");
            String name = partition.topic().substring(isInput ? application.length() : of.length());
            offsets.put(
                    name + "-" + partition.partition(),
                    (isInput ? committed.offset() + " " : "") + committed.metadata());
        });
        return offsets;
    }

    /** How the topics that an application made differ from other topics, by name. */
    Map<String, String> settings(String of) {
        Map<String, String> settings = new TreeMap<>();
        List<ConfigResource> resources = internal(of).stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        await(admin.describeConfigs(resources).all()).forEach((resource, config) -> {
            TreeMap<String, String> own = new TreeMap<>();
            config.entries().stream()
                    .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .forEach(entry -> own.put(entry.name(), entry.value()));
            settings.put(resource.name().substring(of.length()), own.toString());
        });
        return settings;
    }

    private static int compare(TopicPartition one, TopicPartition other) {
        return one.toString().compareTo(other.toString());
    }

    /** Every output of every key: value by value, in the order in which they came or sorted. */
    Map<String, List<String>> outputs(String of, boolean inOrder) {
        Map<String, List<String>> outputs = new TreeMap<>();
        read(
                output(of),
                (partition, record) -> outputs.computeIfAbsent(
                                partition.partition() + " " + text(record.key()), key -> new ArrayList<>())
                        .add(text(record.value())));
        if (!inOrder) {
            outputs.values().forEach(values -> values.sort(null));
        }
        return outputs;
    }

    /** The last output of every key, with its time if that is wanted. */
    Map<String, String> lastOutputs(String of, boolean timed) {
        Map<String, String> last = new TreeMap<>();
        read(
                output(of),
                (partition, record) -> last.put(
                        partition.partition() + " " + text(record.key()),
                        text(record.value()) + (timed ? " at " + record.timestamp() : "")));
        return last;
    }

    /**
     * What the changelogs hold in the end, by store, partition and key: bytes, time, if that is wanted, and headers of
     * the last record. What stores of joins number from the start of their process on is left out, and so is when a
     * suppressed change was logged, which is the broker's time or that of the record at hand.
     */
    Map<String, String> changelogs(String of, boolean timed) {
        Map<String, String> last = new TreeMap<>();
        for (String topic : internal(of)) {
            if (!topic.endsWith(CHANGELOG)) {
                continue;
            }
            String store = topic.substring(of.length() + 1);
            boolean isNumbered = store.contains("-this-join-store-") || store.contains("-other-join-store-");
            boolean hasTime = timed && !store.startsWith("held-back-");
            read(topic, (partition, record) -> {
                byte[] bytes =
                        isNumbered ? Arrays.copyOf(record.key(), record.key().length - Integer.BYTES) : record.key();
                String key = store + "-" + partition.partition() + " " + hex(bytes);
                if (record.value() == null) {
                    last.remove(key);
                } else {
                    last.put(
                            key,
                            hex(record.value()) + " at " + (hasTime ? record.timestamp() : "any time") + " "
                                    + List.of(record.headers().toArray()));
                }
            });
        }
        return last;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }

    private void read(String topic, BiConsumer<TopicPartition, ConsumerRecord<byte[], byte[]>> with) {
        read(consumer.beginningOffsets(partitions(topic)), with);
    }

    private void read(Map<TopicPartition, Long> from, BiConsumer<TopicPartition, ConsumerRecord<byte[], byte[]>> with) {
        Set<TopicPartition> partitions = from.keySet();
        consumer.assign(partitions);
        from.forEach(consumer::seek);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (int i = 0; i < POLLS_MAX; i++) {
            if (partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition))) {
                return;
            }
            consumer.poll(POLL)
                    .forEach(record -> with.accept(new TopicPartition(record.topic(), record.partition()), record));
        }
        throw new AssertionError(partitions + " cannot be read to their ends " + ends);
    }

    private static Set<TopicPartition> partitions(String topic) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(topic, i));
        }
        return partitions;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(WAIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the broker does not do what it was asked for", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
