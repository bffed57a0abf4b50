package io.millrace.log.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Sending within transactions. */
@SuppressWarnings("FutureReturnValueIgnored") // Whoever sends need not look at every future.
abstract class TransactionsContract extends ClientsTest {

    @Test
    void nothingIsSeenBeforeTheCommit() {
        Producer<String, String> producer = transactional();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("a", 0, "k", "1"));
        producer.send(new ProducerRecord<>("b", 0, "k", "2"));
        producer.flush();
        assertThat(stored(A0)).isEmpty();
        assertThat(stored(B0)).isEmpty();

        producer.commitTransaction();

        assertThat(stored(A0)).containsExactly("1");
        assertThat(stored(B0)).containsExactly("2");
        producer.close();
    }

    @Test
    void anAbortLeavesNothing() throws Exception {
        Producer<String, String> producer = transactional();
        List<Exception> failures = new ArrayList<>();
        producer.beginTransaction();
        Future<RecordMetadata> sent =
                producer.send(new ProducerRecord<>("b", "dropped"), (metadata, failure) -> failures.add(failure));
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("b", "kept"));
        producer.commitTransaction();

        assertThat(stored(B0)).containsExactly("kept");
        assertThat(failures).hasSize(1).first().isInstanceOf(TransactionAbortedException.class);
        assertThatThrownBy(sent::get).isInstanceOf(ExecutionException.class);
        producer.close();
    }

    @Test
    void emptyTransactionsCommitAndAbort() {
        Producer<String, String> producer = transactional();
        producer.beginTransaction();
        producer.commitTransaction();
        producer.beginTransaction();
        producer.abortTransaction();
        producer.close();
    }

    @Test
    void aFutureDoesNotWaitForTheCommitOfItsOwnThread() throws Exception {
        Producer<String, String> producer = transactional();
        producer.beginTransaction();
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("b", "x"));

        assertThat(sent.isDone()).isTrue();
        assertThat(sent.get().hasOffset()).isFalse();
        producer.commitTransaction();
        assertThat(sent.get().offset()).as("after the commit").isZero();
        producer.close();
    }

    @Test
    void callsBackWithTheOffsetAtTheCommit() {
        Producer<String, String> producer = transactional();
        List<String> told = new ArrayList<>();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("b", "x"), (metadata, failure) -> told.add(metadata.toString()));
        producer.send(new ProducerRecord<>("b", "y"), (metadata, failure) -> told.add(metadata.toString()));
        assertThat(told).isEmpty();
        producer.commitTransaction();

        assertThat(told).containsExactly("b-0@0", "b-0@1");
        producer.close();
    }

    @Test
    void callsBackAtAFlush() {
        Producer<String, String> producer = transactional();
        List<Exception> told = new ArrayList<>();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("b", "x"), (metadata, failure) -> told.add(failure));
        producer.flush();
        assertThat(told).hasSize(1).containsOnlyNulls();

        producer.commitTransaction();
        assertThat(told).as("once").hasSize(1);
        producer.close();
    }

    @Test
    void commitsOffsetsWithTheRecords() {
        Producer<String, String> producer = transactional();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("b", "x"));
        producer.sendOffsetsToTransaction(Map.of(A0, new OffsetAndMetadata(5, "meta")), group("g"));
        assertThat(log.topics().committed("g", Set.of(A0))).isEmpty();
        producer.commitTransaction();

        assertThat(log.topics().committed("g", Set.of(A0))).isEqualTo(Map.of(A0, new OffsetAndMetadata(5, "meta")));
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(Map.of(A0, new OffsetAndMetadata(9)), group("g"));
        producer.abortTransaction();
        assertThat(log.topics().committed("g", Set.of(A0))).containsEntry(A0, new OffsetAndMetadata(5, "meta"));
        producer.close();
    }

    @Test
    void aNewerProducerFencesTheOlder() {
        Producer<String, String> older = transactional();
        older.beginTransaction();
        older.send(new ProducerRecord<>("b", "too late"));
        Producer<String, String> newer = transactional();

        assertThatThrownBy(older::commitTransaction).isInstanceOf(ProducerFencedException.class);
        assertThatThrownBy(older::beginTransaction).isInstanceOf(ProducerFencedException.class);
        assertThatThrownBy(() -> older.send(new ProducerRecord<>("b", "x")).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ProducerFencedException.class);
        older.close();
        newer.beginTransaction();
        newer.send(new ProducerRecord<>("b", "in time"));
        newer.commitTransaction();
        assertThat(stored(B0)).containsExactly("in time");
        newer.close();
    }

    @Test
    void callsMustComeInTheirOrder() {
        Producer<String, String> producer = producer("transactional.id", "t");
        assertThatThrownBy(producer::beginTransaction).isInstanceOf(IllegalStateException.class);
        producer.initTransactions();
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("b", "x")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(producer::commitTransaction).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(producer::abortTransaction).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> producer.sendOffsetsToTransaction(Map.of(), group("g")))
                .isInstanceOf(IllegalStateException.class);
        producer.beginTransaction();
        assertThatThrownBy(producer::beginTransaction).isInstanceOf(IllegalStateException.class);
        producer.close();
        assertThatThrownBy(producer::initTransactions).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingAbortsWhatIsOpen() {
        Producer<String, String> producer = transactional();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("b", "x"));
        producer.close();

        assertThat(stored(B0)).isEmpty();
    }

    @Test
    void doesWhatKafkasOwnMockDoes() {
        long seed = Long.getLong("seed", 31);
        Randomness random = Randomness.seeded(seed);
        MockProducer<String, String> mock =
                new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
        mock.initTransactions();
        List<Producer<String, String>> both = List.of(transactional(), mock);
        for (int i = 0; i < 60; i++) {
            both.forEach(Producer::beginTransaction);
            int records = random.nextInt(6);
            for (int r = 0; r < records; r++) {
                TopicPartition partition = List.of(A0, A1, B0).get(random.nextInt(3));
                String value = i + "." + r;
                both.forEach(producer ->
                        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), "k", value)));
            }
            if (random.nextInt(3) == 0) {
                Map<TopicPartition, OffsetAndMetadata> offsets = Map.of(A0, new OffsetAndMetadata(i));
                both.forEach(producer -> producer.sendOffsetsToTransaction(offsets, group("g")));
            }
            if (random.nextInt(3) == 0) {
                both.forEach(Producer::abortTransaction);
            } else {
                both.forEach(Producer::commitTransaction);
            }
        }

        for (TopicPartition partition : List.of(A0, A1, B0)) {
            assertThat(stored(partition))
                    .as("%s, -Dseed=%s", partition, seed)
                    .isEqualTo(mock.history().stream()
                            .filter(record -> record.topic().equals(partition.topic())
                                    && record.partition() == partition.partition())
                            .map(ProducerRecord::value)
                            .toList());
        }
        List<Map<String, Map<TopicPartition, OffsetAndMetadata>>> history = mock.consumerGroupOffsetsHistory();
        assertThat(log.topics().committed("g", Set.of(A0)))
                .isEqualTo(history.get(history.size() - 1).get("g"));
        both.get(0).close();
    }

    private Producer<String, String> transactional() {
        Producer<String, String> producer = producer("transactional.id", "t");
        producer.initTransactions();
        return producer;
    }

    @SuppressWarnings("removal") // Kafka 4.3 has no other way to make one.
    private static ConsumerGroupMetadata group(String name) {
        return new ConsumerGroupMetadata(name);
    }
}
