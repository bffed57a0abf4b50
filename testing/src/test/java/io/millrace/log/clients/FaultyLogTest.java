package io.millrace.log.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Randomness;
import io.millrace.base.Seams;
import io.millrace.base.Threads;
import io.millrace.log.FencedException;
import io.millrace.log.LogException;
import io.millrace.log.OutcomeUnknownException;
import io.millrace.log.TopicSpec;
import io.millrace.testing.Fault;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.PortCall;
import io.millrace.testing.SimulatedClock;
import io.millrace.testing.SimulatedLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the clients make of a log that fails. */
@SuppressWarnings("FutureReturnValueIgnored") // Whoever sends need not look at every future.
class FaultyLogTest {

    private static final TopicPartition A0 = new TopicPartition("a", 0);

    private final ArrayDeque<Fault> commitFaults = new ArrayDeque<>();
    private final ArrayDeque<Fault> pollFaults = new ArrayDeque<>();
    private SimulatedLog log;
    private LogDoor door;

    @BeforeEach
    void openDoor() {
        log = SimulatedLog.open(SimulatedLog.Settings.likeEmbedded(), new Planned());
        log.topics().create(List.of(new TopicSpec("a", 1, Map.of())));
        Seams seams = new Seams(new SimulatedClock(0), Randomness.seeded(1), Threads.system());
        door = new LogDoor(log, seams, 1, SendThread.CALLERS);
    }

    @Test
    void aFailedCommitFailsTheFutureAndTheCallback() {
        Producer<String, String> producer = producer(Map.of());
        commitFaults.add(Fault.ABORT);
        List<Exception> told = new ArrayList<>();

        Future<RecordMetadata> failed =
                producer.send(new ProducerRecord<>("a", "x"), (metadata, failure) -> told.add(failure));

        assertThatThrownBy(failed::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(LogException.class);
        assertThat(told).hasSize(1).first().isInstanceOf(LogException.class);
        assertThat(log.records(A0)).isEmpty();
        producer.send(new ProducerRecord<>("a", "y"));
        assertThat(log.records(A0)).as("it goes on").hasSize(1);
    }

    @Test
    void aFlushWaitsForLateCommitsAndKeepsTheirOrder() throws Exception {
        Producer<String, String> producer = producer(Map.of());
        List<String> told = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            commitFaults.add(Fault.DELAY);
            sent.add(producer.send(
                    new ProducerRecord<>("a", "x"), (metadata, failure) -> told.add(metadata.toString())));
        }
        assertThat(sent.get(4).isDone()).isFalse();

        producer.flush();

        assertThat(told).containsExactly("a-0@0", "a-0@1", "a-0@2", "a-0@3", "a-0@4");
        assertThat(sent.get(4).get().offset()).isEqualTo(4);
    }

    @Test
    void aTransactionThatFailedIsAbortedAndDoneAgain() {
        Producer<String, String> producer = producer(Map.of("transactional.id", "t"));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("a", "x"));
        commitFaults.add(Fault.ABORT);

        assertThatThrownBy(producer::commitTransaction)
                .isInstanceOf(KafkaException.class)
                .hasCauseInstanceOf(LogException.class);
        assertThatThrownBy(producer::beginTransaction).isInstanceOf(IllegalStateException.class);
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("a", "x"));
        producer.commitTransaction();

        assertThat(log.records(A0)).hasSize(1);
    }

    @Test
    void aTransactionThatWentUnansweredCannotBeDoneAgain() {
        Producer<String, String> producer = producer(Map.of("transactional.id", "t"));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("a", "x"));
        commitFaults.add(Fault.LOSE_RESPONSE);

        assertThatThrownBy(producer::commitTransaction)
                .isInstanceOf(KafkaException.class)
                .hasCauseInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(producer::abortTransaction).isInstanceOf(KafkaException.class);
        assertThatThrownBy(producer::beginTransaction).isInstanceOf(KafkaException.class);
        producer.close();
    }

    @Test
    void aTransactionWaitsForALateCommit() {
        Producer<String, String> producer = producer(Map.of("transactional.id", "t"));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("a", "x"));
        commitFaults.add(Fault.DELAY);
        producer.commitTransaction();

        assertThat(log.records(A0)).hasSize(1);
    }

    @Test
    void aFencedTransactionSaysSo() {
        Producer<String, String> producer = producer(Map.of("transactional.id", "t"));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("a", "x"));
        commitFaults.add(Fault.FENCE);

        assertThatThrownBy(producer::commitTransaction).isInstanceOf(ProducerFencedException.class);
        producer.close();
    }

    @Test
    void aGroupMemberThatLostItsSeatTakesAnother() {
        feed("0", "1");
        Consumer<String, String> consumer = consumer();
        consumer.subscribe(List.of("a"));
        assertThat(values(consumer)).containsExactly("0", "1");
        consumer.commitSync();
        String first = consumer.groupMetadata().memberId();
        pollFaults.add(Fault.FENCE);
        feed("2");

        assertThat(values(consumer)).containsExactly("2");
        assertThat(consumer.groupMetadata().memberId()).isNotEqualTo(first);
    }

    @Test
    void aGroupMemberThatLostItsSeatCannotCommit() {
        feed("0");
        Consumer<String, String> consumer = consumer();
        consumer.subscribe(List.of("a"));
        assertThat(values(consumer)).containsExactly("0");
        commitFaults.add(Fault.FENCE);

        assertThatThrownBy(() -> consumer.commitSync()).isInstanceOf(CommitFailedException.class);
        assertThat(values(consumer)).as("read again").containsExactly("0");
    }

    @Test
    void aFailedCommitOfOffsetsIsReported() {
        feed("0");
        Consumer<String, String> consumer = consumer();
        consumer.assign(List.of(A0));
        assertThat(values(consumer)).containsExactly("0");
        commitFaults.add(Fault.ABORT);
        assertThatThrownBy(() -> consumer.commitSync())
                .isInstanceOf(LogException.class)
                .isNotInstanceOf(FencedException.class);
        List<Exception> told = new ArrayList<>();
        commitFaults.add(Fault.ABORT);
        consumer.commitAsync((offsets, failure) -> told.add(failure));
        consumer.poll(Duration.ZERO);

        assertThat(told).hasSize(1).first().isInstanceOf(LogException.class);
    }

    @Test
    void aConsumerDoesNotSeeWhatIsNotDurable() {
        Producer<String, String> producer = producer(Map.of());
        Consumer<String, String> consumer = consumer();
        consumer.subscribe(List.of("a"));
        consumer.poll(Duration.ZERO);
        commitFaults.add(Fault.DELAY);
        producer.send(new ProducerRecord<>("a", "late"));
        assertThat(consumer.poll(Duration.ZERO)).isEmpty();

        producer.flush();
        assertThat(values(consumer)).containsExactly("late");
    }

    private Producer<String, String> producer(Map<String, ?> configs) {
        return door.producer(new StringSerializer(), new StringSerializer(), configs);
    }

    private Consumer<String, String> consumer() {
        return door.consumer(
                new StringDeserializer(),
                new StringDeserializer(),
                Map.of("group.id", "g", "auto.offset.reset", "earliest", "enable.auto.commit", "false"));
    }

    private void feed(String... values) {
        try (Producer<String, String> producer = producer(Map.of())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>("a", value));
            }
        }
    }

    private static List<String> values(Consumer<String, String> consumer) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            consumer.poll(Duration.ZERO).forEach(record -> values.add(record.value()));
        }
        return values;
    }

    /** The next commits and the next polls of members fail as the test has said. */
    private final class Planned implements FaultPlan {

        @Override
        public Fault faultAt(PortCall call) {
            Fault planned = switch (call.kind()) {
                case COMMIT -> commitFaults.poll();
                case POLL -> pollFaults.poll();
                default -> null;
            };
            return planned == null ? Fault.NONE : planned;
        }

        @Override
        public int keptAtCrash(int underWay) {
            return 0;
        }

        @Override
        public int delayCalls() {
            return 1_000;
        }
    }
}
