package io.millrace.log.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Randomness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Sending without transactions. */
@SuppressWarnings("FutureReturnValueIgnored") // Whoever sends need not look at every future.
abstract class ProducerContract extends ClientsTest {

    @Test
    void sendsWhatAConsumerReads() throws Exception {
        Producer<String, String> producer = producer();
        ProducerRecord<String, String> record = new ProducerRecord<>("a", 1, 77L, "k", "v");
        record.headers().add(new RecordHeader("h", new byte[] {1}));
        get(producer.send(record));

        var read = read(reading(A1), 1).get(0);

        assertThat(read.key()).isEqualTo("k");
        assertThat(read.value()).isEqualTo("v");
        assertThat(read.timestamp()).isEqualTo(77);
        assertThat(read.offset()).isZero();
        assertThat(read.partition()).isEqualTo(1);
        assertThat(read.headers().lastHeader("h").value()).containsExactly(1);
        assertThat(read.serializedKeySize()).isEqualTo(1);
        producer.close();
    }

    @Test
    void saysWhereARecordWent() throws Exception {
        Producer<String, String> producer = producer();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(producer.send(new ProducerRecord<>("a", 0, 10L + i, "key", "value")));
            sent.add(producer.send(new ProducerRecord<>("b", 0, 20L + i, null, "v")));
        }
        producer.flush();

        for (int i = 0; i < 5; i++) {
            RecordMetadata toA = get(sent.get(2 * i));
            RecordMetadata toB = get(sent.get(2 * i + 1));
            assertThat(toA.toString()).isEqualTo("a-0@" + i);
            assertThat(toB.toString()).isEqualTo("b-0@" + i);
            assertThat(toA.timestamp()).isEqualTo(10 + i);
            assertThat(toA.serializedKeySize()).isEqualTo(3);
            assertThat(toB.serializedKeySize()).isEqualTo(-1);
            assertThat(toB.serializedValueSize()).isEqualTo(1);
        }
        producer.close();
    }

    @Test
    void aFlushLeavesNothingUndone() {
        Producer<String, String> producer = producer();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sent.add(producer.send(new ProducerRecord<>("b", Integer.toString(i))));
        }
        producer.flush();

        assertThat(sent).allMatch(Future::isDone);
        assertThat(stored(B0)).hasSize(500).startsWith("0", "1").endsWith("499");
        producer.close();
    }

    @Test
    void recordsAreCommittedWithoutAFlush() throws Exception {
        Producer<String, String> producer = producer("linger.ms", "1");
        for (int i = 0; i < 10; i++) {
            get(producer.send(new ProducerRecord<>("b", Integer.toString(i))));
        }

        assertThat(stored(B0)).hasSize(10);
        producer.close();
    }

    @Test
    void withoutLingeringRecordsAreCommittedAsSoonAsPossible() throws Exception {
        Producer<String, String> producer = producer("linger.ms", "0");
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sent.add(producer.send(new ProducerRecord<>("b", Integer.toString(i))));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(get(sent.get(i)).offset()).isEqualTo(i);
        }
        producer.close();
    }

    @Test
    void aFullBatchDoesNotLinger() throws Exception {
        Producer<String, String> producer = producer("linger.ms", "600000", "batch.size", "1000");

        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("b", "x".repeat(2_000)));

        assertThat(get(sent).offset()).isZero();
        producer.close();
    }

    @Test
    void callsBackInOrderAndBeforeTheFutureIsDone() throws Exception {
        Producer<String, String> producer = producer();
        List<Long> offsets = Collections.synchronizedList(new ArrayList<>());
        List<Boolean> done = Collections.synchronizedList(new ArrayList<>());
        List<Future<RecordMetadata>> sent = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 20; i++) {
            int number = i;
            Callback callback = (metadata, failure) -> {
                offsets.add(failure == null ? metadata.offset() : -1);
                done.add(number < sent.size() && sent.get(number).isDone());
            };
            sent.add(producer.send(new ProducerRecord<>("b", "x"), callback));
        }
        producer.flush();

        assertThat(offsets).hasSize(20).isSorted().startsWith(0L).endsWith(19L);
        assertThat(done).containsOnly(false);
        producer.close();
    }

    @Test
    void aCallbackMaySend() {
        Producer<String, String> producer = producer();
        AtomicInteger left = new AtomicInteger(10);
        producer.send(new ProducerRecord<>("b", "first"), new Callback() {
            @Override
            public void onCompletion(RecordMetadata metadata, Exception failure) {
                if (left.getAndDecrement() > 0) {
                    producer.send(new ProducerRecord<>("b", "more"), this);
                }
            }
        });

        awaiting("all are sent", () -> {
            producer.flush();
            return left.get() < 0;
        });
        assertThat(stored(B0)).hasSize(11);
        producer.close();
    }

    @Test
    void aCallbackThatThrowsHurtsNobody() throws Exception {
        Producer<String, String> producer = producer();
        Future<RecordMetadata> first = producer.send(new ProducerRecord<>("b", "1"), (metadata, failure) -> {
            throw new IllegalArgumentException("planted");
        });
        Future<RecordMetadata> second = producer.send(new ProducerRecord<>("b", "2"));
        producer.flush();

        assertThat(get(first).offset()).isZero();
        assertThat(get(second).offset()).isEqualTo(1);
        producer.close();
    }

    @Test
    void takesTheTimeOfTheClockForRecordsWithout() {
        Producer<String, String> producer = producer();
        producer.send(new ProducerRecord<>("b", "x"));
        producer.flush();

        assertThat(read(reading(B0), 1).get(0).timestamp()).isEqualTo(1_000_000);
        producer.close();
    }

    @Test
    void spreadsKeysAsKafkaDoes() throws Exception {
        Producer<String, String> producer = producer();
        Randomness random = Randomness.seeded(5);
        Map<String, Future<RecordMetadata>> sent = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            String key = Long.toString(random.nextLong(), 36);
            sent.put(key, producer.send(new ProducerRecord<>("made", key, "v")));
        }
        producer.flush();

        for (Map.Entry<String, Future<RecordMetadata>> entry : sent.entrySet()) {
            byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            assertThat(get(entry.getValue()).partition()).isEqualTo(BuiltInPartitioner.partitionForKey(key, 3));
        }
        producer.close();
    }

    @Test
    void spreadsRecordsWithoutKeysOverAllPartitions() throws Exception {
        Producer<String, String> producer = producer();
        Set<Integer> partitions = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            partitions.add(get(producer.send(new ProducerRecord<>("made", "x".repeat(20_000))))
                    .partition());
        }

        assertThat(partitions).containsExactlyInAnyOrder(0, 1, 2);
        producer.close();
    }

    @Test
    void followsThePartitionerThatItIsGiven() throws Exception {
        Producer<String, String> producer = producer("partitioner.class", AlwaysLast.class.getName());

        assertThat(get(producer.send(new ProducerRecord<>("a", "k", "v"))).partition())
                .isEqualTo(1);
        assertThat(get(producer.send(new ProducerRecord<>("a", 0, "k", "v"))).partition())
                .isZero();
        producer.close();
    }

    @Test
    void refusesAPartitionThatDoesNotExist() {
        Producer<String, String> producer = producer();
        List<Exception> failures = new ArrayList<>();

        Future<RecordMetadata> sent =
                producer.send(new ProducerRecord<>("a", 2, "k", "v"), (metadata, failure) -> failures.add(failure));

        assertThatThrownBy(() -> get(sent))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        assertThat(failures).hasSize(1);
        producer.close();
    }

    @Test
    void makesTopicsOnFirstUse() throws Exception {
        Producer<String, String> producer = producer();
        get(producer.send(new ProducerRecord<>("made", "k", "v")));

        assertThat(door.topics()).containsEntry("made", 3);
        assertThat(producer.partitionsFor("made")).hasSize(3);
        producer.close();
    }

    @Test
    void noticesThatATopicWasMadeAgain() {
        Producer<String, String> producer = producer();
        producer.send(new ProducerRecord<>("b", "old"));
        producer.flush();
        log.topics().delete(List.of("b"));

        awaiting("a record arrives in the new topic", () -> {
            try {
                get(producer.send(new ProducerRecord<>("b", "new")));
                return true;
            } catch (Exception failure) {
                return false;
            }
        });
        assertThat(door.topics()).containsEntry("b", 3);
        producer.close();
    }

    @Test
    void keepsNullKeysAndValues() {
        Producer<String, String> producer = producer();
        producer.send(new ProducerRecord<>("b", null, null));
        producer.flush();

        var record = read(reading(B0), 1).get(0);
        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
        producer.close();
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void saysWhenASerializerDoesNotFit() {
        Producer<String, String> producer =
                door.producer(new StringSerializer(), (Serializer) new IntegerSerializer(), Map.of());

        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("b", "not a number")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("java.lang.String");
        producer.close();
    }

    @Test
    void commitsWhatWasSentBeforeItCloses() {
        Producer<String, String> producer = producer("linger.ms", "600000");
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("b", "x"));
        producer.close();

        assertThat(sent).isDone();
        assertThat(stored(B0)).containsExactly("x");
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("b", "y")))
                .isInstanceOf(IllegalStateException.class);
        producer.close();
    }

    @Test
    void hasNoTransactionsWithoutAnId() {
        Producer<String, String> producer = producer();

        assertThatThrownBy(producer::initTransactions).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(producer::beginTransaction).isInstanceOf(IllegalStateException.class);
        producer.close();
    }

    @Test
    void hasNoMetrics() {
        Producer<String, String> producer = producer();

        assertThat(producer.metrics()).isEmpty();
        producer.close();
    }

    @Test
    void numbersRecordsAsKafkasOwnMockDoes() throws Exception {
        long seed = Long.getLong("seed", 99);
        Randomness random = Randomness.seeded(seed);
        Producer<String, String> known = producer();
        List<PartitionInfo> partitions = new ArrayList<>(known.partitionsFor("a"));
        partitions.addAll(known.partitionsFor("b"));
        known.close();
        Cluster cluster = new Cluster("mock", List.of(), partitions, Set.of(), Set.of());
        MockProducer<String, String> mock =
                new MockProducer<>(cluster, true, null, new StringSerializer(), new StringSerializer());
        Producer<String, String> producer = producer();
        for (int i = 0; i < 200; i++) {
            String topic = random.nextInt(2) == 0 ? "a" : "b";
            int partition = topic.equals("a") ? random.nextInt(2) : 0;
            ProducerRecord<String, String> record = new ProducerRecord<>(topic, partition, (long) i, "k", "v" + i);
            Future<RecordMetadata> ours = producer.send(record);
            Future<RecordMetadata> theirs = mock.send(record);
            producer.flush();
            assertThat(get(ours).toString())
                    .as("-Dseed=%s", seed)
                    .isEqualTo(get(theirs).toString());
        }
        for (TopicPartition partition : List.of(A0, A1, B0)) {
            assertThat(stored(partition))
                    .isEqualTo(mock.history().stream()
                            .filter(record -> record.topic().equals(partition.topic())
                                    && record.partition() == partition.partition())
                            .map(ProducerRecord::value)
                            .toList());
        }
        producer.close();
    }

    static RecordMetadata get(Future<RecordMetadata> sent) throws Exception {
        return sent.get(10, TimeUnit.SECONDS);
    }

    /** Chooses the last partition. */
    public static final class AlwaysLast implements Partitioner {

        @Override
        public int partition(
                String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
            return cluster.partitionCountForTopic(topic) - 1;
        }

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
