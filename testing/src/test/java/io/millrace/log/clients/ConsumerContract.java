package io.millrace.log.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Consuming partitions that are assigned by the caller. */
@SuppressWarnings("FutureReturnValueIgnored") // Whoever sends need not look at every future.
abstract class ConsumerContract extends ClientsTest {

    @Test
    void readsFromTheBeginningIfTold() {
        feed(A0, "0", "1");

        assertThat(values(reading(A0), 2)).containsExactly("0", "1");
    }

    @Test
    void readsFromTheEndByDefault() {
        feed(A0, "before");
        Consumer<String, String> consumer = consumer();
        consumer.assign(List.of(A0));
        assertThat(consumer.position(A0)).isEqualTo(1);
        feed(A0, "after");

        assertThat(values(consumer, 1)).containsExactly("after");
    }

    @Test
    void readsFromSomeTimeAgoIfTold() {
        feedAt(1_000, A0, "old");
        feedAt(990_000, A0, "recent");
        Consumer<String, String> consumer = consumer("auto.offset.reset", "by_duration:PT1M");
        consumer.assign(List.of(A0));

        assertThat(values(consumer, 1)).containsExactly("recent");
    }

    @Test
    void asksWhereToBeginIfTold() {
        Consumer<String, String> consumer = consumer("auto.offset.reset", "none");
        consumer.assign(List.of(A0));

        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(NoOffsetForPartitionException.class);
        consumer.seek(A0, 0);
        feed(A0, "x");
        assertThat(values(consumer, 1)).containsExactly("x");
    }

    @Test
    void refusesAResetPolicyThatIsNone() {
        assertThatThrownBy(() -> consumer("auto.offset.reset", "sometimes")).isInstanceOf(ConfigException.class);
    }

    @Test
    void returnsAtMostSoManyRecords() {
        feed(A0, "0", "1", "2", "3", "4");
        Consumer<String, String> consumer = consumer("auto.offset.reset", "earliest", "max.poll.records", "2");
        consumer.assign(List.of(A0));
        List<Integer> counts = new ArrayList<>();
        List<String> values = new ArrayList<>();
        awaiting("all is read", () -> {
            ConsumerRecords<String, String> records = consumer.poll(TRY);
            records.forEach(record -> values.add(record.value()));
            if (!records.isEmpty()) {
                counts.add(records.count());
            }
            return values.size() == 5;
        });

        assertThat(counts).allMatch(count -> count <= 2);
        assertThat(values).containsExactly("0", "1", "2", "3", "4");
        assertThat(consumer.position(A0)).isEqualTo(5);
    }

    @Test
    void thePositionIsThatOfTheNextRecord() {
        feed(A0, "0", "1", "2");
        Consumer<String, String> consumer = consumer("auto.offset.reset", "earliest", "max.poll.records", "1");
        consumer.assign(List.of(A0));
        assertThat(consumer.position(A0)).isZero();

        assertThat(values(consumer, 1)).containsExactly("0");

        assertThat(consumer.position(A0)).isEqualTo(1);
        assertThatThrownBy(() -> consumer.position(B0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void seeks() {
        feed(A0, "0", "1", "2");
        Consumer<String, String> consumer = reading(A0);
        assertThat(values(consumer, 3)).hasSize(3);

        consumer.seek(A0, 1);
        assertThat(consumer.position(A0)).isEqualTo(1);
        assertThat(values(consumer, 2)).containsExactly("1", "2");
        consumer.seek(A0, new OffsetAndMetadata(2));
        assertThat(values(consumer, 1)).containsExactly("2");
        consumer.seekToBeginning(List.of());
        assertThat(consumer.position(A0)).isZero();
        consumer.seekToEnd(List.of(A0));
        assertThat(consumer.position(A0)).isEqualTo(3);
        assertThat(consumer.poll(Duration.ZERO)).isEmpty();
        assertThatThrownBy(() -> consumer.seek(A0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> consumer.seek(B0, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSeekDropsWhatWasReadAhead() {
        feed(A0, "0", "1", "2", "3");
        Consumer<String, String> consumer = consumer("auto.offset.reset", "earliest", "max.poll.records", "1");
        consumer.assign(List.of(A0));
        assertThat(values(consumer, 1)).containsExactly("0");

        consumer.seek(A0, 3);

        assertThat(values(consumer, 1)).containsExactly("3");
    }

    @Test
    void leavesOutWhatIsPaused() {
        feed(A0, "a0", "a0 again");
        feed(A1, "a1");
        Consumer<String, String> consumer = consumer("auto.offset.reset", "earliest", "max.poll.records", "1");
        consumer.assign(List.of(A0, A1));
        assertThat(values(consumer, 1)).isNotEmpty();
        consumer.pause(List.of(A0, A1));
        assertThat(consumer.paused()).containsExactlyInAnyOrder(A0, A1);
        assertThat(consumer.poll(Duration.ZERO)).isEmpty();

        consumer.resume(List.of(A1));
        consumer.seek(A1, 0);
        assertThat(values(consumer, 1)).containsExactly("a1");
        assertThat(consumer.poll(Duration.ZERO)).isEmpty();
        consumer.resume(List.of(A0));
        consumer.seek(A0, 0);
        assertThat(values(consumer, 2)).containsExactly("a0", "a0 again");
    }

    @Test
    void staysPausedOverAChangeOfAssignment() {
        feed(A0, "a0");
        feed(B0, "b0");
        Consumer<String, String> consumer = reading(A0);
        consumer.pause(List.of(A0));
        consumer.assign(List.of(A0, B0));

        assertThat(values(consumer, 1)).containsExactly("b0");
        assertThat(consumer.poll(Duration.ZERO)).isEmpty();
        consumer.resume(List.of(A0));
        assertThat(values(consumer, 1)).containsExactly("a0");
    }

    @Test
    void keepsItsPositionOverAChangeOfAssignment() {
        feed(A0, "0", "1");
        Consumer<String, String> consumer = consumer("auto.offset.reset", "earliest", "max.poll.records", "1");
        consumer.assign(List.of(A0));
        assertThat(values(consumer, 1)).containsExactly("0");
        consumer.assign(List.of(A0, B0));

        assertThat(values(consumer, 1)).containsExactly("1");
        assertThat(consumer.assignment()).containsExactlyInAnyOrder(A0, B0);
    }

    @Test
    void goesOnFromWhatWasCommitted() {
        feed(A0, "0", "1", "2");
        Consumer<String, String> first = consumer(
                "group.id",
                "g",
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                "2",
                "enable.auto.commit",
                "false");
        first.assign(List.of(A0));
        assertThat(values(first, 2)).containsExactly("0", "1");
        first.commitSync();
        assertThat(first.committed(Set.of(A0, A1)))
                .containsEntry(A0, new OffsetAndMetadata(2))
                .containsEntry(A1, null);
        first.close();

        Consumer<String, String> second = consumer("group.id", "g", "auto.offset.reset", "earliest");
        second.assign(List.of(A0));

        assertThat(values(second, 1)).containsExactly("2");
    }

    @Test
    void commitsTheOffsetsThatItIsGiven() {
        Consumer<String, String> consumer = consumer("group.id", "g", "enable.auto.commit", "false");
        consumer.assign(List.of(A0));
        consumer.commitSync(Map.of(A0, new OffsetAndMetadata(7, "meta")));

        assertThat(log.topics().committed("g", Set.of(A0))).isEqualTo(Map.of(A0, new OffsetAndMetadata(7, "meta")));
        consumer.close();
        assertThat(log.topics().committed("g", Set.of(A0))).isEqualTo(Map.of(A0, new OffsetAndMetadata(7, "meta")));
    }

    @Test
    void callsBackAboutCommitsWithinPoll() {
        Consumer<String, String> consumer = consumer("group.id", "g", "enable.auto.commit", "false");
        consumer.assign(List.of(A0));
        List<String> told = new ArrayList<>();
        consumer.commitAsync(
                Map.of(A0, new OffsetAndMetadata(1)), (offsets, failure) -> told.add(offsets + " " + failure));
        consumer.commitAsync(
                Map.of(A0, new OffsetAndMetadata(2)), (offsets, failure) -> told.add(offsets + " " + failure));

        awaiting("both are told", () -> {
            consumer.poll(TRY);
            return told.size() == 2;
        });

        assertThat(told.get(0)).contains("offset=1").endsWith("null");
        assertThat(told.get(1)).contains("offset=2").endsWith("null");
        assertThat(log.topics().committed("g", Set.of(A0))).containsEntry(A0, new OffsetAndMetadata(2));
    }

    @Test
    void commitsByItselfWhenItIsTime() {
        feed(A0, "0", "1");
        Consumer<String, String> consumer =
                consumer("group.id", "g", "auto.offset.reset", "earliest", "auto.commit.interval.ms", "1000");
        consumer.assign(List.of(A0));
        assertThat(values(consumer, 2)).hasSize(2);
        consumer.poll(Duration.ZERO);
        assertThat(log.topics().committed("g", Set.of(A0))).isEmpty();

        wallClock.advance(1_000);

        awaiting("the position is committed", () -> {
            consumer.poll(TRY);
            return log.topics().committed("g", Set.of(A0)).equals(Map.of(A0, new OffsetAndMetadata(2)));
        });
    }

    @Test
    void commitsByItselfWhenItCloses() {
        feed(A0, "0", "1");
        Consumer<String, String> consumer = consumer("group.id", "g", "auto.offset.reset", "earliest");
        consumer.assign(List.of(A0));
        assertThat(values(consumer, 2)).hasSize(2);
        consumer.close();

        assertThat(log.topics().committed("g", Set.of(A0))).isEqualTo(Map.of(A0, new OffsetAndMetadata(2)));
    }

    @Test
    void commitsNothingWithoutAGroup() {
        Consumer<String, String> consumer = reading(A0);

        assertThatThrownBy(() -> consumer.commitSync()).isInstanceOf(InvalidGroupIdException.class);
        assertThatThrownBy(() -> consumer.committed(Set.of(A0))).isInstanceOf(InvalidGroupIdException.class);
        assertThatThrownBy(() -> consumer.subscribe(List.of("a"))).isInstanceOf(InvalidGroupIdException.class);
        assertThatThrownBy(consumer::groupMetadata).isInstanceOf(InvalidGroupIdException.class);
    }

    @Test
    void findsRecordsByTime() {
        feedAt(100, A0, "0");
        feedAt(200, A0, "1");
        Consumer<String, String> consumer = reading(A0);

        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(Map.of(A0, 150L, A1, 0L));

        assertThat(found).containsEntry(A0, new OffsetAndTimestamp(1, 200)).containsEntry(A1, null);
        assertThat(consumer.offsetsForTimes(Map.of(A0, 201L))).containsEntry(A0, null);
    }

    @Test
    void knowsTopicsAndOffsets() {
        feed(A0, "0", "1");
        Consumer<String, String> consumer = reading(A0);

        assertThat(consumer.beginningOffsets(List.of(A0, B0))).isEqualTo(Map.of(A0, 0L, B0, 0L));
        assertThat(consumer.endOffsets(List.of(A0, B0))).isEqualTo(Map.of(A0, 2L, B0, 0L));
        assertThat(consumer.listTopics()).containsOnlyKeys("a", "b");
        assertThat(consumer.partitionsFor("a")).hasSize(2);
        assertThat(consumer.currentLag(A0)).isEqualTo(OptionalLong.empty());
        consumer.position(A0);
        assertThat(consumer.currentLag(A0)).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void beginsAnewWhereItsPositionWasRemoved() {
        feed(A0, "0", "1", "2");
        Consumer<String, String> consumer = reading(A0);
        consumer.seek(A0, 0);
        log.topics().purge(Map.of(A0, 2L));

        assertThat(values(consumer, 1)).containsExactly("2");
        consumer.seek(A0, 100);
        assertThat(values(consumer, 1)).as("beyond the end").containsExactly("2");
    }

    @Test
    void saysThatItsPositionWasRemovedIfTold() {
        feed(A0, "0", "1", "2");
        Consumer<String, String> consumer = consumer("auto.offset.reset", "none");
        consumer.assign(List.of(A0));
        consumer.seek(A0, 0);
        log.topics().purge(Map.of(A0, 2L));

        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(OffsetOutOfRangeException.class);
        consumer.seek(A0, 2);
        assertThat(values(consumer, 1)).containsExactly("2");
    }

    @Test
    void waitsForATopicThatItMayNotMake() {
        TopicPartition later = new TopicPartition("later", 0);
        Consumer<String, String> consumer =
                consumer("auto.offset.reset", "earliest", "allow.auto.create.topics", "false");
        consumer.assign(List.of(later, A0));
        feed(A0, "x");
        assertThat(values(consumer, 1)).containsExactly("x");
        assertThat(door.topics()).doesNotContainKey("later");
        feed(later, "y");

        assertThat(values(consumer, 1)).containsExactly("y");
    }

    @Test
    void survivesTheDeletionOfATopic() {
        feed(A0, "x");
        feed(B0, "y");
        Consumer<String, String> consumer =
                consumer("auto.offset.reset", "earliest", "allow.auto.create.topics", "false");
        consumer.assign(List.of(A0, B0));
        assertThat(values(consumer, 2)).hasSize(2);
        log.topics().delete(List.of("b"));
        feed(A0, "z");

        assertThat(values(consumer, 1)).containsExactly("z");
    }

    @Test
    void returnsWhatComesBeforeABadRecordAndThenSaysSo() {
        try (Producer<byte[], byte[]> producer =
                door.producer(new ByteArraySerializer(), new ByteArraySerializer(), Map.of())) {
            producer.send(new ProducerRecord<>("b", new byte[] {0, 0, 0, 7}));
            producer.send(new ProducerRecord<>("b", new byte[] {1}));
            producer.send(new ProducerRecord<>("b", new byte[] {0, 0, 0, 9}));
        }
        Consumer<String, Integer> consumer = door.consumer(
                new StringDeserializer(), new IntegerDeserializer(), Map.of("auto.offset.reset", "earliest"));
        consumer.assign(List.of(B0));
        List<Integer> values = new ArrayList<>();
        awaiting("the good one is read", () -> {
            consumer.poll(TRY).forEach(record -> values.add(record.value()));
            return values.size() == 1;
        });

        assertThatThrownBy(() -> consumer.poll(TRY))
                .isInstanceOfSatisfying(RecordDeserializationException.class, failure -> {
                    assertThat(failure.offset()).isEqualTo(1);
                    assertThat(failure.topicPartition()).isEqualTo(B0);
                });
        assertThat(consumer.position(B0)).isEqualTo(1);
        consumer.seek(B0, 2);
        awaiting("the next one is read", () -> {
            consumer.poll(TRY).forEach(record -> values.add(record.value()));
            return values.size() == 2;
        });
        assertThat(values).containsExactly(7, 9);
    }

    @Test
    void aWakeupEndsThePoll() {
        Consumer<String, String> consumer = reading(A0);
        consumer.wakeup();

        assertThatThrownBy(() -> consumer.poll(Duration.ofMinutes(1))).isInstanceOf(WakeupException.class);
        feed(A0, "x");
        assertThat(values(consumer, 1)).containsExactly("x");
    }

    @Test
    void belongsToOneThreadAtATime() throws Exception {
        Consumer<String, String> consumer = reading(A0);
        SingleOwner owner = new SingleOwner();
        owner.enter();
        CompletableFuture<Throwable> other = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                owner.enter();
                other.complete(null);
            } catch (ConcurrentModificationException expected) {
                other.complete(expected);
            }
        });
        thread.start();

        assertThat(other.get(10, TimeUnit.SECONDS)).isInstanceOf(ConcurrentModificationException.class);
        thread.join();
        owner.leave();
        consumer.close();
    }

    @Test
    void pollsNothingUnlessItIsToldWhat() {
        Consumer<String, String> consumer = consumer("group.id", "g");

        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        consumer.assign(List.of(A0));
        assertThatThrownBy(() -> consumer.subscribe(List.of("a"))).isInstanceOf(IllegalStateException.class);
        consumer.unsubscribe();
        assertThat(consumer.assignment()).isEmpty();
        consumer.subscribe(List.of("a"));
        assertThatThrownBy(() -> consumer.assign(List.of(A0))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesEverythingAfterItIsClosed() {
        Consumer<String, String> consumer = reading(A0);
        consumer.close();
        consumer.close();

        assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(consumer::assignment).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void partitionsTakeTurns() {
        for (int i = 0; i < 20; i++) {
            feed(A0, "many " + i);
        }
        feed(A1, "one");
        Consumer<String, String> consumer = consumer("auto.offset.reset", "earliest", "max.poll.records", "1");
        consumer.assign(List.of(A0, A1));
        List<String> seen = new ArrayList<>();
        awaiting("the one comes", () -> {
            consumer.poll(TRY).forEach((ConsumerRecord<String, String> record) -> seen.add(record.value()));
            return seen.contains("one");
        });

        assertThat(seen.size()).isLessThan(20);
    }

    private void feed(TopicPartition partition, String... values) {
        for (String value : values) {
            feedAt(1, partition, value);
        }
    }

    private void feedAt(long timestamp, TopicPartition partition, String value) {
        try (Producer<String, String> producer = producer()) {
            producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), timestamp, "k", value));
        }
    }
}
