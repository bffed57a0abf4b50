package io.millrace.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams on a real broker, at least once, with default settings. */
final class KafkaSide {
    private KafkaSide() {}

    /** The input topic of a work; loaded once, read by every run under a new application id. */
    static String input(Work work) {
        return work.title() + "-input";
    }

    /**
     * Makes the input topic, some time before it is loaded: a producer that meets a topic whose leaders are just being
     * elected now and then leaves one batch unsent until its delivery times out (seen with kafka-clients 4.3.1 on a
     * loaded machine).
     */
    static void createInput(Work work, String servers) {
        createTopic(input(work), servers);
    }

    static void load(Work work, Path file, String servers) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients(servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            Topics.fill(file, input(work), producer);
        }
    }

    /** Measures one run; {@code name} tells it from all others on this broker. */
    static Outcome measure(Work work, String servers, long brokerId, Path folder, long records) {
        String name = folder.getFileName().toString();
        createTopic(name, servers);
        Progress progress = new Progress();
        Properties settings = settings(servers, name, folder);
        long brokerStartNs = CpuMeter.cpuNs(brokerId);
        CpuMeter cpu = new CpuMeter();
        long wallNs;
        try (KafkaStreams streams = new KafkaStreams(KafkaTopologies.of(work, input(work), name, progress), settings)) {
            streams.start();
            wallNs = progress.await(work.steps(records), () -> streams.state().isRunningOrRebalancing());
        }
        long cpuNs = cpu.usedNs();
        long brokerNs = CpuMeter.cpuNs(brokerId) - brokerStartNs;
        long peakBytes = CpuMeter.peakResidentBytes();
        Digest digest = new Digest(work);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clients(servers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Topics.read(name, consumer, digest);
        }
        return new Outcome(records, wallNs, cpuNs, brokerNs, peakBytes, digest.records(), digest.text());
    }

    private static Properties settings(String servers, String name, Path folder) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, name + "-app");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return settings;
    }

    private static Map<String, Object> clients(String servers) {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    }

    private static void createTopic(String name, String servers) {
        try (Admin admin = Admin.create(clients(servers))) {
            admin.createTopics(List.of(new NewTopic(name, Work.PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topic " + name + " was made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("No topic " + name + ": " + e.getMessage(), e);
        }
    }
}
