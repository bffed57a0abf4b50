package io.millrace.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.streams.MillraceStreams;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/**
 * How long an application with an empty state folder takes to restore its table, from the first partition that begins
 * until it runs. All runs are of one application, whose changelog is loaded once; nothing is ever written to it.
 */
final class RestoreSide {
    private static final String APPLICATION = "restore-app";
    private static final String STORE = "table";
    private static final String SOURCE = "restore-source";
    /** Kafka Streams does not leave the group when it is closed; its successor waits for as long. */
    private static final int SESSION_TIMEOUT_MS = 6_000;

    private static final long POLL_NS = 10_000_000;
    private static final long POLLS_MAX = 30_000;

    static final String CHANGELOG = APPLICATION + "-" + STORE + "-changelog";

    private RestoreSide() {}

    static void createTopics(String servers) {
        KafkaSide.createTopic(SOURCE, servers, Map.of());
        KafkaSide.createTopic(CHANGELOG, servers, Map.of("cleanup.policy", "compact"));
    }

    static Outcome measure(Contender contender, String servers, long brokerId, Path folder, long records) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put("main.consumer.session.timeout.ms", SESSION_TIMEOUT_MS);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, contender.guarantee());
        Meters meters = new Meters(records, new BrokerMeter(servers, brokerId));
        return contender.isMillraceOnBroker() ? ofMillrace(settings, meters) : ofKafkaStreams(settings, meters);
    }

    private static Outcome ofMillrace(Properties settings, Meters meters) {
        try (MillraceStreams streams = new MillraceStreams(MillraceTopologies.restored(SOURCE, STORE), settings)) {
            streams.setGlobalStateRestoreListener(meters);
            streams.start();
            return meters.measure(() -> streams.state() == MillraceStreams.State.RUNNING, digest -> {
                try (var all = streams.store(io.millrace.streams.StoreQueryParameters.fromNameAndType(
                                STORE, io.millrace.streams.state.QueryableStoreTypes.<String, String>keyValueStore()))
                        .all()) {
                    all.forEachRemaining(row -> digest.accept(row.key.getBytes(UTF_8), row.value.getBytes(UTF_8)));
                }
            });
        }
    }

    private static Outcome ofKafkaStreams(Properties settings, Meters meters) {
        try (KafkaStreams streams = new KafkaStreams(KafkaTopologies.restored(SOURCE, STORE), settings)) {
            streams.setGlobalStateRestoreListener(meters);
            streams.start();
            return meters.measure(() -> streams.state() == KafkaStreams.State.RUNNING, digest -> {
                try (var all = streams.store(StoreQueryParameters.fromNameAndType(
                                STORE, QueryableStoreTypes.<String, String>keyValueStore()))
                        .all()) {
                    all.forEachRemaining(row -> digest.accept(row.key.getBytes(UTF_8), row.value.getBytes(UTF_8)));
                }
            });
        }
    }

    /** What is measured of a run; hears from either library when the first partition begins. */
    private static final class Meters
            implements io.millrace.streams.processor.StateRestoreListener,
                    org.apache.kafka.streams.processor.StateRestoreListener {

        private final long records;
        private final BrokerMeter broker;
        private final CpuMeter cpu = new CpuMeter();
        private final AtomicLong beginNs = new AtomicLong();

        Meters(long records, BrokerMeter broker) {
            this.records = records;
            this.broker = broker;
        }

        Outcome measure(BooleanSupplier isRunning, Consumer<Digest> reading) {
            await(() -> beginNs.get() != 0 && isRunning.getAsBoolean());
            long wallNs = System.nanoTime() - beginNs.get();
            long cpuNs = cpu.usedNs();
            long brokerNs = broker.usedNs();
            long peakBytes = CpuMeter.peakResidentBytes();
            Digest digest = new Digest(Work.RESTORE);
            reading.accept(digest);
            return new Outcome(
                    records,
                    wallNs,
                    cpuNs,
                    brokerNs,
                    peakBytes,
                    broker.changelogBytes(CHANGELOG),
                    digest.records(),
                    digest.text());
        }

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
            beginNs.compareAndSet(0, System.nanoTime());
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long last, long count) {}

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}

        @Override
        public void onRestoreSuspended(TopicPartition partition, String store, long total) {}
    }

    private static void await(BooleanSupplier done) {
        for (long i = 0; i < POLLS_MAX && !done.getAsBoolean(); i++) {
            LockSupport.parkNanos(POLL_NS);
        }
        if (!done.getAsBoolean()) {
            throw new IllegalStateException("not restored after five minutes");
        }
    }
}
