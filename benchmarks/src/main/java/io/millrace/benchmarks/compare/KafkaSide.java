package io.millrace.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/** A contender on a real broker, with default settings but for the guarantee. */
final class KafkaSide {
    private final Contender contender;
    private final Work work;
    private final String servers;

    KafkaSide(Contender contender, Work work, String servers) {
        this.contender = contender;
        this.work = work;
        this.servers = servers;
    }

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
        if (work == Work.RESTORE) {
            RestoreSide.createTopics(servers);
        } else {
            createTopic(input(work), servers);
        }
        if (work == Work.TABLE_JOIN) {
            createTopic(rows(work), servers);
        }
    }

    private static String rows(Work work) {
        return input(work) + MillraceTopologies.ROWS;
    }

    /** Loads the input from its file, and the rows of a table from their seed. */
    static void load(Work work, Path file, Inputs inputs, String servers) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients(servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            Topics.fill(file, work == Work.RESTORE ? RestoreSide.CHANGELOG : input(work), producer);
            for (int i = 0; work == Work.TABLE_JOIN && i < Work.ROWS; i++) {
                InputRecord row = inputs.row(i);
                var unused = producer.send(
                        new ProducerRecord<>(rows(work), row.partition(), row.timestampMs(), row.key(), row.value()));
            }
        }
    }

    /** Measures one run, whose folder's name tells it from all others on this broker. */
    Outcome measure(long brokerId, Path folder, long records) {
        String name = folder.getFileName().toString();
        createTopic(name, servers);
        Progress progress = new Progress();
        BrokerMeter broker = new BrokerMeter(servers, brokerId);
        CpuMeter cpu = new CpuMeter();
        long wallNs;
        try (Running running = start(name, folder, progress)) {
            wallNs = progress.await(work.steps(records), running::isAlive);
        }
        long cpuNs = cpu.usedNs();
        long brokerNs = broker.usedNs();
        long peakBytes = CpuMeter.peakResidentBytes();
        Digest digest = new Digest(work);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(committed(servers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Topics.read(name, consumer, digest);
        }
        return new Outcome(
                records,
                wallNs,
                cpuNs,
                brokerNs,
                peakBytes,
                broker.changelogBytes(name),
                digest.records(),
                digest.text());
    }

    /** An application that was started; closing it commits what it has done. */
    interface Running extends AutoCloseable {

        boolean isAlive();

        @Override
        void close();
    }

    private Running start(String name, Path folder, Progress progress) {
        Properties settings = settings(name, folder);
        return switch (contender) {
            case KAFKA_STREAMS, KAFKA_STREAMS_EOS ->
                BrokerApplication.start(KafkaTopologies.of(work, input(work), name, progress), settings);
            case MILLRACE_KAFKA, MILLRACE_KAFKA_EOS ->
                BrokerApplication.start(MillraceTopologies.of(work, input(work), name, progress), settings);
            case CLIENT_LOOP -> {
                createTopic(name + ClientLoop.HOP, servers);
                createTopic(name + ClientLoop.CHANGELOG, servers);
                yield ClientLoop.start(work, servers, name, progress);
            }
            default -> throw new IllegalArgumentException(contender.title() + " is not on a broker");
        };
    }

    /** The names of the settings are the same for both. */
    private Properties settings(String name, Path folder) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, name + "-app");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, contender.guarantee());
        return settings;
    }

    private static Map<String, Object> committed(String servers) {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
    }

    static Map<String, Object> clients(String servers) {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    }

    private static void createTopic(String name, String servers) {
        createTopic(name, servers, Map.of());
    }

    static void createTopic(String name, String servers, Map<String, String> settings) {
        try (Admin admin = Admin.create(clients(servers))) {
            admin.createTopics(List.of(new NewTopic(name, Work.PARTITIONS, (short) 1).configs(settings)))
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
