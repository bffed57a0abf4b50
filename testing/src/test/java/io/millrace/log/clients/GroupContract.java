package io.millrace.log.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Randomness;
import io.millrace.log.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.junit.jupiter.api.Test;

/** Consuming in groups. */
@SuppressWarnings("FutureReturnValueIgnored") // Whoever sends need not look at every future.
abstract class GroupContract extends ClientsTest {

    @Test
    void aLoneConsumerReadsEverything() {
        feed("a", 10);
        feed("b", 5);
        Consumer<String, String> consumer = member("a", "b");

        assertThat(values(consumer, 15)).hasSize(15).doesNotHaveDuplicates();
        assertThat(consumer.assignment()).containsExactlyInAnyOrder(A0, A1, B0);
        assertThat(consumer.subscription()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void twoConsumersShare() {
        Consumer<String, String> one = member("a");
        Consumer<String, String> two = member("a");
        settle(one, two);

        assertThat(one.assignment()).hasSize(1);
        assertThat(two.assignment()).hasSize(1).doesNotContainAnyElementsOf(one.assignment());
    }

    @Test
    void whoClosesHandsOverWhereItStopped() {
        feed("b", 4);
        Consumer<String, String> one = member("b", 2);
        List<String> first = values(one, 2);
        one.close();
        Consumer<String, String> two = member("b", 2);

        List<String> second = values(two, 2);

        assertThat(first).containsExactly("0", "1");
        assertThat(second).containsExactly("2", "3");
    }

    @Test
    void handsOverWithoutLossOrRepetitionWhenOthersJoin() {
        feed("a", 100);
        Consumer<String, String> one = member("a", 3);
        List<String> seen = new ArrayList<>(values(one, 9));
        Consumer<String, String> two = member("a", 3);
        awaiting("all is read", () -> {
            one.poll(TRY).forEach(record -> seen.add(record.value()));
            two.poll(TRY).forEach(record -> seen.add(record.value()));
            return seen.size() >= 100;
        });

        assertThat(seen).hasSize(100).doesNotHaveDuplicates();
        assertThat(one.assignment()).hasSize(1);
    }

    @Test
    void tellsItsListener() {
        Told told = new Told();
        Consumer<String, String> one = consumer("group.id", "g", "auto.offset.reset", "earliest");
        one.subscribe(List.of("a"), told);
        settle(one);
        assertThat(told.events).containsExactly("assigned [a-0, a-1]");
        Consumer<String, String> two = member("a");
        settle(one, two);
        assertThat(told.events).hasSize(2).last().asString().startsWith("revoked");
        one.unsubscribe();

        assertThat(told.events).hasSize(3).last().asString().startsWith("revoked");
        settle(two);
        assertThat(two.assignment()).containsExactlyInAnyOrder(A0, A1);
    }

    @Test
    void aListenerMaySeekAndCommit() {
        feed("b", 5);
        Consumer<String, String> consumer = consumer("group.id", "g", "enable.auto.commit", "false");
        consumer.subscribe(List.of("b"), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                consumer.seekToBeginning(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                consumer.commitSync();
            }
        });
        assertThat(values(consumer, 5)).containsExactly("0", "1", "2", "3", "4");
        long position = consumer.position(B0);
        consumer.close();

        assertThat(log.topics().committed("g", Set.of(B0)).get(B0).offset()).isEqualTo(position);
    }

    @Test
    void aPatternFindsTopicsThatAreMadeLater() {
        Consumer<String, String> consumer = consumer("group.id", "g", "auto.offset.reset", "earliest");
        consumer.subscribe(Pattern.compile("b|later.*"));
        settle(consumer);
        assertThat(consumer.assignment()).containsExactly(B0);
        log.topics().create(List.of(new TopicSpec("later-1", 1, Map.of())));
        feed("later-1", 1);

        assertThat(values(consumer, 1)).containsExactly("0");
        assertThat(consumer.subscription()).containsExactlyInAnyOrder("b", "later-1");
    }

    @Test
    void makesTheTopicsThatItSubscribesTo() {
        Consumer<String, String> consumer = member("made");
        settle(consumer);

        assertThat(door.topics()).containsEntry("made", 3);
        assertThat(consumer.assignment()).hasSize(3);
    }

    @Test
    void aNewSubscriptionReplacesTheOld() {
        Consumer<String, String> consumer = member("a");
        settle(consumer);
        consumer.subscribe(List.of("b"));
        settle(consumer);

        assertThat(consumer.assignment()).containsExactly(B0);
        consumer.subscribe(List.of());
        assertThat(consumer.assignment()).isEmpty();
    }

    @Test
    void aFixedMemberIsFencedByItsSuccessor() {
        Consumer<String, String> older = consumer("group.id", "g", "group.instance.id", "fixed");
        older.subscribe(List.of("a"));
        settle(older);
        Consumer<String, String> newer = consumer("group.id", "g", "group.instance.id", "fixed");
        newer.subscribe(List.of("a"));
        settle(newer);

        assertThatThrownBy(() -> older.poll(TRY)).isInstanceOf(FencedInstanceIdException.class);
        assertThat(newer.assignment()).hasSize(2);
        assertThat(newer.groupMetadata().groupInstanceId()).contains("fixed");
        older.close();
    }

    @Test
    void describesItsPlaceInTheGroup() {
        Consumer<String, String> consumer = member("a");
        settle(consumer);

        assertThat(consumer.groupMetadata().groupId()).isEqualTo("g");
        assertThat(consumer.groupMetadata().generationId()).isGreaterThanOrEqualTo(0);
        assertThat(consumer.groupMetadata().memberId()).startsWith("consumer-");
    }

    @Test
    void everyRecordIsReadOnceWhoeverComesAndGoes() {
        long seed = Long.getLong("seed", 2001);
        Randomness random = Randomness.seeded(seed);
        log.topics().create(List.of(new TopicSpec("wide", 5, Map.of())));
        List<Consumer<String, String>> members = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        int fed = 0;
        try (Producer<String, String> producer = producer()) {
            for (int step = 0; step < 200; step++) {
                int choice = random.nextInt(10);
                if (choice == 0 && members.size() < 4) {
                    members.add(member("wide", 2));
                } else if (choice == 1 && !members.isEmpty()) {
                    members.remove(random.nextInt(members.size())).close();
                } else if (choice < 5) {
                    producer.send(new ProducerRecord<>("wide", random.nextInt(5), "k", Integer.toString(fed++)));
                    producer.flush();
                } else if (!members.isEmpty()) {
                    poll(members.get(random.nextInt(members.size())), seen);
                }
            }
        }
        members.add(member("wide", 2));
        int total = fed;
        awaiting("all is read", () -> {
            members.forEach(member -> poll(member, seen));
            return seen.size() >= total;
        });

        assertThat(seen).as("-Dseed=%s", seed).hasSize(total).doesNotHaveDuplicates();
    }

    private static void poll(Consumer<String, String> member, List<String> seen) {
        member.poll(Duration.ofMillis(1)).forEach((ConsumerRecord<String, String> record) -> seen.add(record.value()));
    }

    private Consumer<String, String> member(String... topics) {
        Consumer<String, String> consumer = consumer("group.id", "g", "auto.offset.reset", "earliest");
        consumer.subscribe(List.of(topics));
        return consumer;
    }

    private Consumer<String, String> member(String topic, int recordsMax) {
        Consumer<String, String> consumer =
                consumer("group.id", "g", "auto.offset.reset", "earliest", "max.poll.records", recordsMax);
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    /** Polls until assignments do not change any more. */
    @SafeVarargs
    private void settle(Consumer<String, String>... members) {
        int[] quiet = {0};
        List<Set<TopicPartition>> last = new ArrayList<>();
        awaiting("assignments have settled", () -> {
            List<Set<TopicPartition>> now = new ArrayList<>();
            for (Consumer<String, String> member : members) {
                member.poll(Duration.ZERO);
                now.add(new HashSet<>(member.assignment()));
            }
            quiet[0] = now.equals(last) ? quiet[0] + 1 : 0;
            last.clear();
            last.addAll(now);
            return quiet[0] >= 3;
        });
    }

    private void feed(String topic, int count) {
        try (Producer<String, String> producer = producer()) {
            for (int i = 0; i < count; i++) {
                String value = Integer.toString(i);
                producer.send(new ProducerRecord<>(
                        topic,
                        topic.equals("a") ? i % 2 : 0,
                        "k",
                        topic.equals("b") || topic.startsWith("later") ? value : topic + value));
            }
        }
    }

    /** Remembers what it hears. */
    private static final class Told implements ConsumerRebalanceListener {

        private final List<String> events = new ArrayList<>();

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            events.add("assigned " + sorted(partitions));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            events.add("revoked " + sorted(partitions));
        }

        private static Set<String> sorted(Collection<TopicPartition> partitions) {
            Set<String> names = new TreeSet<>();
            partitions.forEach(partition -> names.add(partition.toString()));
            return names;
        }
    }
}
