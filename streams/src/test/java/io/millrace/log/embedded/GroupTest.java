package io.millrace.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Randomness;
import io.millrace.base.Seams;
import io.millrace.log.AssignmentListener;
import io.millrace.log.Assignor;
import io.millrace.log.FencedException;
import io.millrace.log.Fetched;
import io.millrace.log.LogException;
import io.millrace.log.Member;
import io.millrace.log.Seat;
import io.millrace.log.TaskCatalog;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.streams.processor.TaskId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupTest {

    private static final long SEED = 7;

    @TempDir
    Path folder;

    private EmbeddedLogStorage log;

    @BeforeEach
    void open() {
        log = EmbeddedLogStorage.open(folder.resolve("log"), EmbeddedSettings.ofMemory(36 << 20), Seams.system());
        log.topics().create(List.of(new TopicSpec("t", 4, Map.of())));
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** A task per partition number, over all topics. */
    private static SortedMap<TaskId, SortedSet<TopicPartition>> tasks(Map<String, Integer> counts) {
        SortedMap<TaskId, SortedSet<TopicPartition>> tasks = new TreeMap<>();
        counts.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                tasks.computeIfAbsent(new TaskId(0, partition), task -> new TreeSet<>(BY_NAME))
                        .add(new TopicPartition(topic, partition));
            }
        });
        return tasks;
    }

    private static final java.util.Comparator<TopicPartition> BY_NAME =
            java.util.Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    /** Evenly, by number; pays no heed to who holds what. */
    private static final Assignor IN_TURN = (tasks, held) -> {
        SortedMap<String, SortedSet<TaskId>> shares = new TreeMap<>();
        List<String> members = List.copyOf(held.keySet());
        for (TaskId task : tasks) {
            shares.computeIfAbsent(members.get(task.partition() % members.size()), member -> new TreeSet<>())
                    .add(task);
        }
        return shares;
    };

    private TestMember join(String name) {
        return new TestMember(name, IN_TURN);
    }

    /** Polls without waiting and notes what it hears. */
    private final class TestMember implements AssignmentListener {
        final List<String> heard = new ArrayList<>();
        final Set<TaskId> held = new TreeSet<>();
        final Member member;

        TestMember(String name, Assignor assignor) {
            TaskCatalog catalog = GroupTest::tasks;
            this.member = log.join(new Seat("g", name, catalog, assignor), this);
        }

        List<Fetched> poll() {
            return member.poll(0);
        }

        @Override
        public void assigned(Set<TaskId> tasks) {
            heard.add("+" + tasks);
            held.addAll(tasks);
        }

        @Override
        public void revoked(Set<TaskId> tasks) {
            heard.add("-" + tasks);
            held.removeAll(tasks);
        }

        @Override
        public void lost(Set<TaskId> tasks) {
            heard.add("!" + tasks);
            held.removeAll(tasks);
        }
    }

    @Test
    void givesAllTasksToTheOnlyMember() {
        TestMember a = join("a");

        a.poll();

        assertThat(a.heard).containsExactly("+[0_0, 0_1, 0_2, 0_3]");
    }

    @Test
    void handsATaskOverOnlyWhenItHasBeenGivenUp() {
        TestMember a = join("a");
        a.poll();
        TestMember b = join("b");

        b.poll();
        assertThat(b.heard).isEmpty();
        a.poll();
        assertThat(a.heard).containsExactly("+[0_0, 0_1, 0_2, 0_3]", "-[0_1, 0_3]");
        b.poll();

        assertThat(b.heard).containsExactly("+[0_1, 0_3]");
        a.poll();
        assertThat(a.heard).hasSize(2);
    }

    @Test
    void beginsWhereTheFormerOwnerHasCommittedEvenIfThatIsNotDurableYet() {
        TestMember a = join("a");
        a.poll();
        TopicPartition partition = new TopicPartition("t", 1);
        Transaction transaction = a.member.writer().begin();
        for (int i = 0; i < 5; i++) {
            transaction.append(partition, i, null, null, List.of());
        }
        transaction.offset(partition, new OffsetAndMetadata(3));
        var unused = transaction.commit();
        TestMember b = join("b");
        a.poll();

        b.poll();

        assertThat(b.member.lag(partition)).isLessThanOrEqualTo(2);
        b.member.seek(partition, 4);
        assertThat(b.poll().get(0).records().get(0).offset()).isEqualTo(4);
    }

    @Test
    void givesUpItsTasksAtOnceWhenItCloses() {
        TestMember a = join("a");
        a.poll();
        TestMember b = join("b");

        a.member.close();
        b.poll();

        assertThat(b.heard).containsExactly("+[0_0, 0_1, 0_2, 0_3]");
        assertThat(a.heard).hasSize(1);
        assertThatThrownBy(a::poll).isInstanceOf(LogException.class);
    }

    @Test
    void fencesTheOlderMemberOfTheSameName() {
        TestMember old = join("a");
        old.poll();
        Transaction open = old.member.writer().begin();
        open.append(new TopicPartition("t", 0), 1, null, null, List.of());
        TestMember newer = join("a");

        newer.poll();

        assertThat(newer.heard).containsExactly("+[0_0, 0_1, 0_2, 0_3]");
        assertThatThrownBy(() -> open.commit().join()).hasCauseInstanceOf(FencedException.class);
        assertThatThrownBy(old::poll).isInstanceOf(FencedException.class);
        assertThat(old.heard).last().isEqualTo("![0_0, 0_1, 0_2, 0_3]");
        assertThatThrownBy(old::poll).isInstanceOf(FencedException.class);
        assertThat(old.heard).hasSize(2);
        old.member.close();
        newer.poll();
        assertThat(newer.heard).hasSize(1);
    }

    @Test
    void fencesTheOlderWriterOfTheSameName() {
        Transaction old = log.writer("w").begin();
        old.append(new TopicPartition("t", 0), 1, null, null, List.of());
        log.writer("other");
        log.writer("w");

        assertThatThrownBy(() -> old.commit().join()).hasCauseInstanceOf(FencedException.class);
    }

    @Test
    void takesUpNewTopics() {
        TestMember a = join("a");
        a.poll();

        log.topics().create(List.of(new TopicSpec("u", 5, Map.of())));
        a.poll();

        // Those whose partitions have changed are given again.
        assertThat(a.heard)
                .containsExactly("+[0_0, 0_1, 0_2, 0_3]", "-[0_0, 0_1, 0_2, 0_3]", "+[0_0, 0_1, 0_2, 0_3, 0_4]");
        log.topics().delete(List.of("t", "u"));
        a.poll();
        assertThat(a.held).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAnAssignor() {
        TestMember a = new TestMember("a", (tasks, held) -> new TreeMap<>());

        assertThatThrownBy(a::poll).isInstanceOf(LogException.class).hasMessageContaining("expected: each task once");
    }

    @Test
    void neverGivesATaskToTwoMembersAndEndsWithEachTaskGivenOnce() {
        Randomness random = Randomness.seeded(SEED);
        List<TestMember> members = new ArrayList<>(List.of(join("m0")));
        for (int step = 0; step < 500; step++) {
            int choice = random.nextInt(10);
            if (choice == 0 && members.size() < 5) {
                members.add(join("m" + step));
            } else if (choice == 1 && members.size() > 1) {
                members.remove(random.nextInt(members.size())).member.close();
            } else {
                members.get(random.nextInt(members.size())).poll();
            }
            Set<TaskId> all = new TreeSet<>();
            int held = 0;
            for (TestMember member : members) {
                all.addAll(member.held);
                held += member.held.size();
            }
            assertThat(held).as("seed %d step %d", SEED, step).isEqualTo(all.size());
        }
        for (int round = 0; round < 3; round++) {
            members.forEach(TestMember::poll);
        }
        assertThat(members.stream().mapToInt(member -> member.held.size()).sum())
                .isEqualTo(4);
    }

    @Test
    void readsFairlyAndNoMoreThanItMay() {
        TestMember a = join("a");
        Transaction transaction = a.member.writer().begin();
        for (int i = 0; i < 20_000; i++) {
            transaction.append(new TopicPartition("t", i % 4), i, null, null, List.of());
        }
        var unused = transaction.commit();

        int records = 0;
        for (int poll = 0; poll < 5; poll++) {
            for (Fetched fetched : a.poll()) {
                assertThat(fetched.records()).hasSizeBetween(1, 1000);
                records += fetched.records().size();
            }
        }
        assertThat(records).isEqualTo(20_000);
        a.member.pause(Set.of(new TopicPartition("t", 0)));
        assertThat(a.poll()).isEmpty();
    }
}
