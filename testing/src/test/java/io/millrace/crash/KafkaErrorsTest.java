package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.SharedBroker;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.errors.ErrorHandlerContext;
import io.millrace.streams.errors.LogAndContinueProcessingExceptionHandler;
import io.millrace.streams.errors.MissingSourceTopicException;
import io.millrace.streams.errors.ProductionExceptionHandler;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.testing.broker.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on a real broker: no error that passes ends a thread, and nothing is lost or doubled by it. */
@Tag("broker")
class KafkaErrorsTest {

    private static final String POISON = "poison";

    @TempDir
    private Path folder;

    @Test
    void recordsThatAreRemovedAheadOfAReaderArePassedOver() throws Exception {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Topology blocking = passing(run, value -> {
                busy.countDown();
                await(goOn);
                return value;
            });
            run.start(
                    blocking,
                    folder,
                    Map.of("buffered.records.per.partition", 1, "consumer.max.partition.fetch.bytes", 100));
            run.feed(0, 200);
            await(busy);
            TopicPartition first = new TopicPartition(run.topic("in"), 0);
            TopicPartition second = new TopicPartition(run.topic("in"), 1);
            RecordsToDelete all = RecordsToDelete.beforeOffset(-1);
            KafkaScenario.await(
                    run.admin.deleteRecords(Map.of(first, all, second, all)).all());
            run.feed(200, 210);
            goOn.countDown();

            run.awaitOut(KafkaErrorsRun.numbers(200, 210));
            assertThat(run.values("out")).as("removed before they were read").hasSizeLessThan(100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
    void anOversizedRecordIsLeftOutWhenTheHandlerSaysSo(String guarantee) {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            run.start(
                    passing(run, KafkaErrorsTest::blownUp),
                    folder,
                    Map.of(
                            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                            guarantee,
                            StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                            GoOn.class));
            run.feed(0, 10);
            run.feed(POISON);
            run.feed(10, 20);

            run.awaitOut(KafkaErrorsRun.numbers(0, 20));
            assertThat(run.values("out")).hasSize(20);
        }
    }

    @Test
    void anOversizedRecordEndsTheApplicationOtherwise() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            run.start(passing(run, KafkaErrorsTest::blownUp), folder, Map.of());
            run.feed(POISON);

            assertThat(run.awaitFailure())
                    .isInstanceOf(StreamsException.class)
                    .hasMessageContaining(run.topic("out"))
                    .hasMessageContaining("max.request.size");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
    void aProcessorThatIsTooSlowOnceLosesNothing(String guarantee) {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            AtomicBoolean slept = new AtomicBoolean();
            Topology slow = passing(run, value -> {
                if (value.equals("5") && slept.compareAndSet(false, true)) {
                    CrashChild.pause(4_000);
                }
                return value;
            });
            run.start(
                    slow,
                    folder,
                    Map.of(
                            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                            guarantee,
                            "main.consumer.max.poll.interval.ms",
                            2_000));
            run.feed(0, 20);

            run.awaitOut(KafkaErrorsRun.numbers(0, 20));
            run.feed(20, 30);
            run.awaitOut(KafkaErrorsRun.numbers(20, 30));
            if (guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2)) {
                assertThat(run.values("out")).hasSize(30);
            }
        }
    }

    @Test
    void aFencedProducerComesBackAndDoublesNothing() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            run.start(passing(run, value -> value), folder, Map.of());
            run.feed(0, 20);
            run.awaitOut(KafkaErrorsRun.numbers(0, 20));
            for (int i = 1; i <= 3; i++) {
                KafkaScenario.await(
                        run.admin.fenceProducers(transactionalIds(run)).all());
                run.feed(20 * i, 20 * i + 20);
                run.awaitOut(KafkaErrorsRun.numbers(20 * i, 20 * i + 20));
            }

            assertThat(run.values("out")).hasSize(80);
        }
    }

    private static List<String> transactionalIds(KafkaErrorsRun run) {
        List<String> ids = KafkaScenario.await(run.admin.listTransactions().all()).stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(run.application))
                .toList();
        assertThat(ids).isNotEmpty();
        return ids;
    }

    @Test
    @Tag("long") // brokers start twice, and clients may wait for a minute
    void aBrokerThatIsLostAndComesBackCostsTimeOnly() {
        try (BrokerProcess broker = BrokerProcess.start(
                        SharedBroker.classPath(),
                        folder.resolve("broker"),
                        Map.of(
                                "offsets.topic.num.partitions", "4",
                                "transaction.state.log.num.partitions", "4",
                                // A killed broker is let in again when its session has ended.
                                "broker.session.timeout.ms", "2000",
                                "broker.heartbeat.interval.ms", "500"));
                KafkaErrorsRun run = new KafkaErrorsRun(broker.bootstrapServers())) {
            run.start(counting(run), folder.resolve("state"), Map.of("request.timeout.ms", 5_000));
            run.feed(0, 20);
            run.awaitOut(List.of("20"));
            broker.kill();
            CrashChild.pause(1_000);
            broker.restart();
            run.feed(20, 40);

            run.awaitOut(List.of("40"));
            assertThat(run.values("out")).hasSize(40).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exactly_once_v2, true",
        "exactly_once_v2, false",
        "at_least_once, true",
        "at_least_once, false",
    })
    void aPoisonRecordIsLeftOutWhenTheHandlerSaysSo(String guarantee, boolean deadLetters) {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            run.start(
                    passing(run, KafkaErrorsTest::refused),
                    folder,
                    withDeadLetters(
                            run,
                            deadLetters,
                            Map.of(
                                    StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                                    guarantee,
                                    StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                                    LogAndContinueProcessingExceptionHandler.class)));
            run.feed(0, 10);
            run.feed(POISON);
            run.feed(10, 20);

            run.awaitOut(KafkaErrorsRun.numbers(0, 20));
            assertThat(run.values("out")).hasSize(20);
            run.awaiting(
                    "the dead letter is there",
                    () -> !deadLetters || run.values("dead").size() > 0);
            assertThat(run.values("dead")).isEqualTo(deadLetters ? List.of(POISON) : List.of());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exactly_once_v2, true",
        "exactly_once_v2, false",
        "at_least_once, true",
        "at_least_once, false",
    })
    void aPoisonRecordEndsTheApplicationOtherwise(String guarantee, boolean deadLetters) {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            MillraceStreams streams = run.start(
                    passing(run, KafkaErrorsTest::refused),
                    folder,
                    withDeadLetters(run, deadLetters, Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee)));
            run.feed(0, 10);
            run.awaitOut(KafkaErrorsRun.numbers(0, 10));
            run.feed(POISON);

            assertThat(run.awaitFailure()).isInstanceOf(StreamsException.class).hasMessageContaining(run.topic("in"));
            run.awaiting("it is closed", () -> streams.state() == State.ERROR);
            assertThat(run.values("out")).hasSize(10);
            assertThat(run.values("dead")).isEqualTo(deadLetters ? List.of(POISON) : List.of());
        }
    }

    @Test
    void aPartitionThatIsAddedIsReadToo() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            run.start(passing(run, value -> value), folder, Map.of());
            run.feed(0, 20);
            run.awaitOut(KafkaErrorsRun.numbers(0, 20));
            KafkaScenario.await(run.admin
                    .createPartitions(Map.of(run.topic("in"), NewPartitions.increaseTo(8)))
                    .all());
            run.feed(20, 200);

            run.awaitOut(KafkaErrorsRun.numbers(20, 200));
            assertThat(run.values("out")).hasSize(200);
        }
    }

    @Test
    void aPartitionThatIsAddedToTheInputOfAStoreIsRefusedWithBothNumbers() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            run.start(counting(run), folder, Map.of());
            run.feed(0, 20);
            run.awaitOut(List.of("20"));
            KafkaScenario.await(run.admin
                    .createPartitions(Map.of(run.topic("in"), NewPartitions.increaseTo(3)))
                    .all());

            assertThat(run.awaitFailure())
                    .isInstanceOf(StreamsException.class)
                    .hasMessageContaining("has 2 partitions (expected: 3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "none"})
    void anInputTopicThatWasMadeAnewIsReadFromWhereTheResetPolicySays(String policy) {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            run.feed(0, 40);
            MillraceStreams first = run.start(passing(run, value -> value), folder, Map.of());
            run.awaitOut(KafkaErrorsRun.numbers(0, 40));
            first.close(Duration.ofSeconds(30));
            run.recreate("in");
            run.feed(40, 45);
            run.start(passing(run, value -> value), folder, Map.of("auto.offset.reset", policy));

            if (policy.equals("none")) {
                assertThat(run.awaitFailure()).hasMessageContaining("the offset reset policy is none");
            } else {
                run.awaitOut(KafkaErrorsRun.numbers(40, 45));
                assertThat(run.values("out")).hasSize(45);
            }
        }
    }

    @Test
    void anInputTopicThatIsDeletedEndsTheApplication() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            run.start(passing(run, value -> value), folder, Map.of());
            run.feed(0, 20);
            run.awaitOut(KafkaErrorsRun.numbers(0, 20));
            KafkaScenario.await(run.admin.deleteTopics(List.of(run.topic("in"))).all());

            assertThat(run.awaitFailure())
                    .isInstanceOf(MissingSourceTopicException.class)
                    .hasMessageContaining(run.topic("in"));
        }
    }

    private static Map<String, Object> withDeadLetters(KafkaErrorsRun run, boolean on, Map<String, Object> others) {
        Map<String, Object> all = new HashMap<>(others);
        if (on) {
            all.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, run.topic("dead"));
        }
        return all;
    }

    private interface Step {
        String of(String value);
    }

    /** Each value goes through a step. */
    private static Topology passing(KafkaErrorsRun run, Step step) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(run.topic("in"), Consumed.with(Serdes.String(), Serdes.String()))
                .mapValues(value -> step.of(value))
                .to(run.topic("out"), Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    /** Counts all records together; what comes out are the numbers from 1. */
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

    private static String blownUp(String value) {
        return value.equals(POISON) ? "x".repeat(2_000_000) : value;
    }

    private static String refused(String value) {
        if (value.equals(POISON)) {
            throw new IllegalArgumentException("not this one");
        }
        return value;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
    }

    /** Leaves out what cannot be written. */
    public static final class GoOn implements ProductionExceptionHandler {

        @Override
        public Response handleError(
                ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
            return Response.resume(new ArrayList<>());
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
