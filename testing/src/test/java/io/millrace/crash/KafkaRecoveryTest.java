package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.SharedBroker;
import io.millrace.streams.KafkaClientSupplier;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.errors.ErrorHandlerContext;
import io.millrace.streams.errors.ProductionExceptionHandler;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.testing.broker.BrokerCluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures that brokers report late, or that lie between them: what an application does about them. */
@Tag("broker")
class KafkaRecoveryTest {

    private static final String BLOWN_UP = "blown-up";
    /** What the topic takes: more than the producer's batch.size, below which kafka-clients 4.3.1 never gives up. */
    private static final int LIMIT = 20_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"exactly_once_v2, lz4", "at_least_once, none"})
    void aRecordThatOnlyTheBrokerRefusesIsLeftOutWhenTheHandlerSaysSo(String guarantee, String compression) {
        leavesOutWhatTheBrokerRefuses(guarantee, compression);
    }

    @ParameterizedTest
    @CsvSource({"exactly_once_v2, none", "at_least_once, lz4"})
    @Tag("long") // the other halves of the case above
    void aRecordThatOnlyTheBrokerRefusesIsLeftOutInTheOtherCasesToo(String guarantee, String compression) {
        leavesOutWhatTheBrokerRefuses(guarantee, compression);
    }

    private void leavesOutWhatTheBrokerRefuses(String guarantee, String compression) {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            limit(run, LIMIT);
            run.start(
                    blowingUp(run),
                    folder,
                    Map.of(
                            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                            guarantee,
                            "compression.type",
                            compression,
                            StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                            GoOn.class));
            run.feed(0, 10);
            run.awaitOut(KafkaErrorsRun.numbers(0, 10));
            run.feed(BLOWN_UP);
            run.awaiting("the handler is asked", () -> GoOn.ASKED.containsKey(run.topic("out")));
            run.feed(10, 20);

            run.awaitOut(KafkaErrorsRun.numbers(10, 20));
            if (guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2)) {
                assertThat(run.values("out")).hasSize(20);
            }
            assertThat(GoOn.ASKED.get(run.topic("out"))).contains("RecordTooLargeException");
        }
    }

    @Test
    void aRecordThatOnlyTheBrokerRefusesEndsTheApplicationOtherwise() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            limit(run, LIMIT);
            run.start(blowingUp(run), folder, Map.of());
            run.feed(BLOWN_UP);

            assertThat(run.awaitFailure())
                    .isInstanceOf(StreamsException.class)
                    .hasMessageContaining(run.topic("out"))
                    .hasMessageContaining("RecordTooLargeException");
        }
    }

    private static void limit(KafkaErrorsRun run, int bytes) {
        ConfigResource out = new ConfigResource(ConfigResource.Type.TOPIC, run.topic("out"));
        ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
        KafkaScenario.await(run.admin
                .incrementalAlterConfigs(Map.of(out, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                .all());
    }

    @Test
    void aTransactionThatTheCoordinatorHasGivenUpOnIsDoneOnceMore() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            run.start(
                    passing(run),
                    folder,
                    Map.of(
                            StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG,
                            LateCommits.class,
                            "transaction.timeout.ms",
                            1_000));
            run.feed(0, 20);

            run.awaitOut(KafkaErrorsRun.numbers(0, 20));
            assertThat(LateCommits.LATE).anyMatch(id -> id.startsWith(run.application));
            run.feed(20, 30);
            run.awaitOut(KafkaErrorsRun.numbers(20, 30));
            assertThat(run.values("out")).hasSize(30);
        }
    }

    /** Makes producers whose first commit of all waits until the coordinator has aborted the transaction. */
    public static final class LateCommits implements KafkaClientSupplier {

        private static final Set<String> LATE = ConcurrentHashMap.newKeySet();
        private static final int LOOKS_MAX = 1_000;

        @Override
        public Admin getAdmin(Map<String, Object> config) {
            return Admin.create(config);
        }

        @Override
        public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
            Producer<byte[], byte[]> real =
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            @SuppressWarnings("unchecked")
            Producer<byte[], byte[]> late = (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                    LateCommits.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("commitTransaction")) {
                            delayOnce(real, config);
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            return late;
        }

        private static void delayOnce(Producer<byte[], byte[]> producer, Map<String, Object> config) {
            String id = (String) config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
            if (!LATE.add(id)) {
                return;
            }
            producer.flush();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.address()))) {
                for (int i = 0; i < LOOKS_MAX; i++) {
                    TransactionState state = KafkaScenario.await(
                                    admin.describeTransactions(List.of(id)).description(id))
                            .state();
                    if (state == TransactionState.COMPLETE_ABORT) {
                        return;
                    }
                    CrashChild.pause(100);
                }
            }
            throw new AssertionError("the coordinator does not give up on " + id);
        }

        @Override
        public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
            return getConsumer(config);
        }

        @Override
        public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
            return getConsumer(config);
        }
    }

    @Test
    void aChangelogThatWasMadeAnewAndHasGrownPastTheStoreIsNoticed() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            MillraceStreams first = run.start(counting(run), folder, Map.of());
            run.feed(0, 10);
            run.awaitOut(List.of("10"));
            first.close(Duration.ofSeconds(30));
            String changelog = run.application + "-counts-changelog";
            run.recreateInternal(changelog);
            writeCounts(changelog, 50);

            run.start(counting(run), folder, Map.of());
            run.feed(10, 11);

            // Counts go on from what the changelog says now, and not from what the store had.
            run.awaitOut(List.of("1001"));
        }
    }

    /** The same count many times over, as if others had written it: to each partition, so that it is found. */
    private static void writeCounts(String changelog, int times) {
        try (Producer<byte[], byte[]> writer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedBroker.address()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] key = "all".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < times; i++) {
                for (int partition = 0; partition < KafkaErrorsRun.PARTITIONS; partition++) {
                    var unused = writer.send(new ProducerRecord<>(
                            changelog, partition, 1L, key, new byte[] {0, 0, 0, 0, 0, 0, 3, (byte) 0xe8}));
                }
            }
        }
    }

    @Test
    @Tag("long") // two starts; the short form is in KafkaErrorsTest
    void anInputTopicThatWasMadeAnewAndHasGrownPastWhatWasReadIsReadFromItsBeginning() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            MillraceStreams first = run.start(passing(run), folder, Map.of());
            run.feed(0, 10);
            run.awaitOut(KafkaErrorsRun.numbers(0, 10));
            first.close(Duration.ofSeconds(30));
            run.recreate("in");
            run.feed(100, 140);

            run.start(passing(run), folder, Map.of());

            run.awaitOut(KafkaErrorsRun.numbers(100, 140));
        }
    }

    @Test
    @Tag("long") // three brokers are started
    void coordinatorsThatMoveCostTimeOnly() {
        Map<String, String> settings = Map.of(
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500");
        try (BrokerCluster brokers =
                        BrokerCluster.start(SharedBroker.classPath(), folder.resolve("brokers"), 3, 0, settings);
                KafkaErrorsRun run = new KafkaErrorsRun(brokers.bootstrapServers(), 3)) {
            run.start(counting(run), folder.resolve("state"), Map.of("request.timeout.ms", 5_000));
            run.feed(0, 20);
            run.awaitOut(List.of("20"));
            int written = 20;
            for (int node : coordinators(run)) {
                brokers.node(node).kill();
                run.feed(written, written + 20);
                written += 20;
                run.awaitOut(List.of(Integer.toString(written)));
                brokers.node(node).restart();
                run.awaiting(
                        "the broker is back",
                        () -> KafkaScenario.await(run.admin.describeCluster().nodes())
                                        .size()
                                == 3);
            }
            assertThat(run.values("out")).hasSize(written).doesNotHaveDuplicates();
        }
    }

    /** The coordinators of the group and of its transactions: one broker or two. */
    private static Set<Integer> coordinators(KafkaErrorsRun run) {
        Set<Integer> nodes = ConcurrentHashMap.newKeySet();
        nodes.add(KafkaScenario.await(run.admin
                        .describeConsumerGroups(List.of(run.application))
                        .all())
                .get(run.application)
                .coordinator()
                .id());
        KafkaScenario.await(run.admin.listTransactions().all()).stream()
                .map(each -> each.transactionalId())
                .filter(id -> id.startsWith(run.application))
                .forEach(id -> nodes.add(KafkaScenario.await(
                                run.admin.describeTransactions(List.of(id)).description(id))
                        .coordinatorId()));
        return nodes;
    }

    private static Topology passing(KafkaErrorsRun run) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(run.topic("in"), Consumed.with(Serdes.String(), Serdes.String()))
                .to(run.topic("out"), Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    /** What it makes of one value cannot be compressed, and is larger than a topic may take. */
    private static Topology blowingUp(KafkaErrorsRun run) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(run.topic("in"), Consumed.with(Serdes.String(), Serdes.String()))
                .mapValues(value -> value.equals(BLOWN_UP) ? noise() : value)
                .to(run.topic("out"), Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    private static String noise() {
        StringBuilder noise = new StringBuilder();
        SplittableRandom chance = new SplittableRandom(5);
        for (int i = 0; i < 3 * LIMIT; i++) {
            noise.append((char) ('!' + chance.nextInt(90)));
        }
        return noise.toString();
    }

    /** Counts all records together; what comes out are the counts. */
    private static Topology counting(KafkaErrorsRun run) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(run.topic("in"), Consumed.with(Serdes.String(), Serdes.String()))
                .groupBy((key, value) -> "all", Grouped.with(Serdes.String(), Serdes.String()))
                .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.Long())
                        .withCachingDisabled())
                .toStream()
                .mapValues(count -> count.toString())
                .to(run.topic("out"), Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    /** Leaves out what cannot be written, and keeps why. */
    public static final class GoOn implements ProductionExceptionHandler {

        private static final Map<String, String> ASKED = new ConcurrentHashMap<>();

        @Override
        public Response handleError(
                ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
            ASKED.merge(record.topic(), exception.getClass().getSimpleName() + " ", String::concat);
            return Response.resume(List.of());
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
