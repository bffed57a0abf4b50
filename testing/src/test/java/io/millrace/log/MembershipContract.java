package io.millrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Randomness;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups: tasks are shared out, handed over without a gap or an overlap, and read from where the group has got to. */
abstract class MembershipContract extends LogTest {

    private static final TaskId TA0 = new TaskId(0, 0);
    private static final TaskId TA1 = new TaskId(0, 1);
    private static final TaskId TB0 = new TaskId(1, 0);

    private SharedTasks tasks;
    private Map<TaskId, GroupMember> owners;

    @BeforeEach
    void newGroup() {
        tasks = new SharedTasks();
        owners = new HashMap<>();
    }

    @Test
    void aLoneMemberIsGivenAllTasks() {
        GroupMember one = join("one");
        settle(one);

        assertThat(one.held).containsExactly(TA0, TA1, TB0);
        assertThat(one.told).containsExactly("assigned [0_0, 0_1, 1_0]");
    }

    @Test
    void nothingIsAssignedBeforeThePoll() {
        GroupMember one = join("one");

        assertThat(one.told).isEmpty();
        assertThat(one.member.isSeated()).isFalse();
    }

    @Test
    void twoMembersShare() {
        GroupMember one = join("one");
        GroupMember two = join("two");
        settle(one, two);

        assertThat(all(one, two)).containsExactlyInAnyOrder(TA0, TA1, TB0);
        assertThat(List.of(one.held.size(), two.held.size())).containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void moreMembersThanTasksLeaveSomeWithout() {
        GroupMember[] members = new GroupMember[5];
        Arrays.setAll(members, i -> join("m" + i));
        settle(members);

        assertThat(all(members)).containsExactlyInAnyOrder(TA0, TA1, TB0);
        assertThat(Arrays.stream(members).filter(member -> member.held.isEmpty()))
                .hasSize(2);
        assertThat(members).allMatch(member -> member.member.isSeated());
    }

    @Test
    void aTaskGoesOnOnlyWhenItsOwnerHasGivenItUp() {
        GroupMember one = join("one");
        settle(one);
        GroupMember two = join("two");

        for (int i = 0; i < 5; i++) {
            two.poll();
            harness.turn();
        }
        assertThat(two.held).as("before the owner has polled").isEmpty();

        settle(one, two);
        assertThat(two.held).hasSize(1);
        assertThat(one.told).hasSize(2);
        assertThat(one.told.get(1)).isEqualTo("revoked " + two.held);
    }

    @Test
    void tasksThatStayAreNotDisturbed() {
        GroupMember one = join("one");
        settle(one);
        settle(one, join("two"));

        assertThat(one.told).containsExactly("assigned [0_0, 0_1, 1_0]", "revoked [1_0]");
        assertThat(one.held).containsExactly(TA0, TA1);
    }

    @Test
    void readingGoesOnWhileOthersComeAndGo() {
        commit(A0, "0");
        GroupMember one = join("one");
        awaiting("the first record is read", () -> pollAll(one) && one.read.contains("a-0:0"));
        GroupMember two = join("two");
        settle(one, two);
        commit(A0, "1");
        awaiting("the second record is read", () -> pollAll(one, two) && one.read.contains("a-0:1"));
        two.close();
        settle(one);

        assertThat(one.read).containsExactly("a-0:0", "a-0:1");
    }

    @Test
    void whoClosesGivesItsTasksUpAtOnce() {
        GroupMember one = join("one");
        GroupMember two = join("two");
        settle(one, two);

        int told = one.told.size();
        one.close();
        settle(two);

        assertThat(two.held).containsExactly(TA0, TA1, TB0);
        assertThat(one.told).as("no call for a close").hasSize(told);
    }

    @Test
    void theLastToCloseLeavesTheGroupToItsSuccessor() {
        GroupMember one = join("one");
        settle(one);
        one.commitOffset(A0, 0, this);
        one.close();

        GroupMember two = join("two");
        settle(two);

        assertThat(two.held).containsExactly(TA0, TA1, TB0);
    }

    @Test
    void whoClosesBeforeItHasJoinedIsNotWaitedFor() {
        // Somewhere on its way in; a request of it is answered after it is gone, or not.
        for (int polls = 0; polls < 40; polls += 2) {
            GroupMember passing = join("passing");
            for (int i = 0; i < polls; i++) {
                passing.member.poll(1);
            }
            passing.close();
        }

        settle(join("one"));
    }

    @Test
    void whatIsCommittedWhileBeingRevokedIsWhereTheNextOwnerBegins() {
        commit(B0, "0", "1", "2");
        GroupMember one = join("one");
        awaiting("all is read", () -> pollAll(one) && one.read.size() == 3);
        one.whenRevoked = () -> one.commitOffset(B0, 2, this);
        GroupMember two = join("two");

        awaiting("the rest is read", () -> pollAll(one, two) && !two.read.isEmpty());

        assertThat(two.read).containsExactly("b-0:2");
    }

    @Test
    void aNewOwnerBeginsAtTheCommittedOffset() {
        commit(A0, "0", "1", "2");
        GroupMember one = join("one");
        settle(one);
        one.commitOffset(A0, 1, this);
        one.close();
        GroupMember two = join("two");

        awaiting("the rest is read", () -> pollAll(two) && two.read.size() == 2);

        assertThat(two.read).containsExactly("a-0:1", "a-0:2");
    }

    @Test
    void aTaskWithoutACommittedOffsetBeginsAtTheStartOfTheLog() {
        commit(A0, "0", "1", "2");
        log.topics().purge(Map.of(A0, 2L));
        GroupMember one = join("one");

        awaiting("what is there is read", () -> pollAll(one) && !one.read.isEmpty());

        assertThat(one.read).containsExactly("a-0:2");
    }

    @Test
    void readsAllPartitionsOfItsTasks() {
        commit(A0, "0");
        commit(A1, "1");
        commit(B0, "2");
        GroupMember one = join("one");

        awaiting("all is read", () -> pollAll(one) && one.read.size() == 3);

        assertThat(one.read).containsExactlyInAnyOrder("a-0:0", "a-1:1", "b-0:2");
    }

    @Test
    void aSeekWithinTheAssignmentCounts() {
        commit(A0, "0", "1", "2");
        GroupMember one = join("one");
        one.whenAssigned = () -> one.member.seek(A0, 2);

        awaiting("the record is read", () -> pollAll(one) && !one.read.isEmpty());

        assertThat(one.read).containsExactly("a-0:2");
    }

    @Test
    void aSeekBackReadsAgain() {
        commit(A0, "0", "1");
        GroupMember one = join("one");
        awaiting("both are read", () -> pollAll(one) && one.read.size() == 2);
        one.member.seek(A0, 1);

        awaiting("one is read again", () -> pollAll(one) && one.read.size() == 3);

        assertThat(one.read).containsExactly("a-0:0", "a-0:1", "a-0:1");
    }

    @Test
    void aSeekOutOfRangeSurfacesInThePoll() {
        GroupMember one = join("one");
        settle(one);

        one.member.seek(A0, 5);
        eventually(one::poll, OutOfRangeException.class, "a-0");
        one.member.seek(A0, 0);
        commit(A0, "x");
        awaiting("reading goes on", () -> pollAll(one) && one.read.size() == 1);
    }

    @Test
    void leavesOutWhatIsPaused() {
        commit(A0, "a0");
        commit(A1, "a1");
        GroupMember one = join("one");
        one.whenAssigned = () -> one.member.pause(Set.of(A0));
        awaiting("what is not paused is read", () -> pollAll(one) && one.read.size() == 1);
        pollAll(one);
        assertThat(one.read).containsExactly("a-1:a1");

        one.member.resume(Set.of(A0));
        awaiting("the rest is read", () -> pollAll(one) && one.read.size() == 2);
        assertThat(one.read).containsExactly("a-1:a1", "a-0:a0");
    }

    @Test
    void saysHowMuchThereIsToRead() {
        commit(A0, "0", "1", "2");
        GroupMember one = join("one");
        one.whenAssigned = () -> one.member.pause(Set.of(A0));
        settle(one);
        awaiting("it is known", () -> pollAll(one) && one.member.lag(A0) >= 0 && one.member.lag(A1) >= 0);
        assertThat(one.member.lag(A0)).isEqualTo(after(3, 1));
        assertThat(one.member.lag(A1)).isZero();

        one.member.resume(Set.of(A0));
        awaiting("all is read", () -> pollAll(one) && one.read.size() == 3 && one.member.lag(A0) == 0);
    }

    @Test
    void aMemberCommitsRecordsAndOffsetsTogether() {
        GroupMember one = join("one");
        settle(one);
        Transaction transaction = one.member.writer().begin();
        append(transaction, B0, "out");
        transaction.offset(A0, new OffsetAndMetadata(0, "meta"));
        succeed(transaction.commit());

        assertThat(values(B0)).containsExactly("out");
        assertThat(log.topics().committed("g", Set.of(A0))).isEqualTo(Map.of(A0, new OffsetAndMetadata(0, "meta")));
    }

    @Test
    void aMembersWriterCannotCommitForOtherGroups() {
        GroupMember one = join("one");
        settle(one);
        Transaction transaction = one.member.writer().begin();

        assertThatThrownBy(() -> transaction.offset("other", A0, new OffsetAndMetadata(1)))
                .isInstanceOf(IllegalStateException.class);
        transaction.abort();
    }

    @Test
    void aNewerMemberOfTheSameNameFencesTheOlder() {
        GroupMember older = join("one");
        settle(older);
        Transaction open = older.member.writer().begin();
        append(open, B0, "too late");
        open.offset(A0, new OffsetAndMetadata(1));
        older.forget();
        GroupMember newer = join("one");
        settle(newer);

        assertThat(failure(open.commit())).isInstanceOf(FencedException.class);
        assertThatThrownBy(older::poll).isInstanceOf(FencedException.class);
        assertThatThrownBy(older::poll).as("again").isInstanceOf(FencedException.class);
        assertThat(older.told).containsExactly("assigned [0_0, 0_1, 1_0]", "lost [0_0, 0_1, 1_0]");
        assertThat(newer.held).containsExactly(TA0, TA1, TB0);
        assertThat(records(B0)).isEmpty();
    }

    @Test
    void closingAFencedMemberDoesNotHurtTheNewer() {
        GroupMember older = join("one");
        settle(older);
        older.forget();
        GroupMember newer = join("one");
        settle(newer);
        older.member.close();
        settle(newer);

        assertThat(newer.held).containsExactly(TA0, TA1, TB0);
        newer.commitOffset(A0, 0, this);
    }

    @Test
    void aClosedMemberCannotCommit() {
        GroupMember one = join("one");
        settle(one);
        Transaction open = one.member.writer().begin();
        append(open, B0, "too late");
        one.close();

        assertThatThrownBy(() -> {
                    throw failure(open.commit());
                })
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> one.member.writer().begin()).isInstanceOf(RuntimeException.class);
        assertThat(records(B0)).isEmpty();
    }

    @Test
    void aTopicThatIsMadeLaterIsSharedOutToo() {
        GroupMember one = join("one");
        settle(one);
        log.topics().create(List.of(new TopicSpec("c", 1, Map.of())));
        commit(new TopicPartition("c", 0), "x");

        awaiting("its record is read", () -> pollAll(one) && one.read.contains("c-0:x"));

        assertThat(one.told).containsExactly("assigned [0_0, 0_1, 1_0]", "assigned [2_0]");
    }

    @Test
    void aTopicThatIsDeletedIsGivenUp() {
        GroupMember one = join("one");
        settle(one);

        log.topics().delete(List.of("b"));
        awaiting("its task is given up", () -> pollAll(one) && !one.held.contains(TB0));

        assertThat(one.held).containsExactly(TA0, TA1);
        commit(A0, "x");
        awaiting("the others are read", () -> pollAll(one) && one.read.contains("a-0:x"));
    }

    @Test
    void groupsAreIndependent() {
        commit(A0, "x");
        GroupMember one = join("one");
        awaiting("it is read", () -> pollAll(one) && one.read.size() == 1);
        List<String> seen = new ArrayList<>();
        Member other = log.join(new Seat("another", "one", tasks, tasks), new GroupMemberStub());

        awaiting("it is read again", () -> {
            other.poll(TRY_MS).forEach(fetched -> seen.addAll(values(fetched.records())));
            return !seen.isEmpty();
        });

        assertThat(seen).containsExactly("x");
        other.close();
    }

    @Test
    void theAssignorIsToldWhoHoldsWhat() {
        GroupMember one = join("one");
        settle(one);
        GroupMember two = join("two");
        settle(one, two);

        assertThat(tasks.asked.get(0)).isEqualTo(held("one", Set.of()));
        SortedMap<String, SortedSet<TaskId>> second = held("one", Set.of(TA0, TA1, TB0));
        second.put("two", new TreeSet<>());
        assertThat(tasks.asked).contains(second);
    }

    @Test
    void refusesAnAssignorThatForgetsATask() {
        Seat seat = new Seat("g", "one", tasks, (all, held) -> {
            SortedMap<String, SortedSet<TaskId>> given = new TreeMap<>();
            given.put("one", new TreeSet<>(Set.of(TA0)));
            return given;
        });

        Member[] member = {null};

        eventually(
                () -> {
                    member[0] = member[0] == null ? log.join(seat, new GroupMemberStub()) : member[0];
                    member[0].poll(TRY_MS);
                },
                LogException.class,
                "group g");
    }

    @Test
    void aWakeupEndsTheNextWait() {
        GroupMember one = join("one");
        settle(one);
        one.member.wakeup();

        assertThat(one.member.poll(60_000)).isEmpty();
    }

    @Test
    void membersReadWhatOtherMembersWriteOnce() {
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        GroupMember one = join("one");
        settle(one);
        for (int i = 0; i < 20; i++) {
            Transaction transaction = one.member.writer().begin();
            append(transaction, B0, Integer.toString(i));
            commits.add(transaction.commit());
            one.poll();
        }
        commits.forEach(this::succeed);

        awaiting("all is read", () -> pollAll(one) && one.read.size() >= 20);

        assertThat(one.read)
                .containsExactly(
                        Arrays.stream(numbers(0, 20)).map(i -> "b-0:" + i).toArray(String[]::new));
    }

    @Test
    void everyTaskHasOneOwnerWhoeverComesAndGoes() {
        long seed = Long.getLong("seed", 1138);
        Randomness random = Randomness.seeded(seed);
        List<GroupMember> members = new ArrayList<>();
        int topics = 0;
        for (int step = 0; step < 300; step++) {
            int choice = random.nextInt(20);
            if (choice == 0 && members.size() < 6) {
                members.add(join("m" + step));
            } else if (choice == 1 && !members.isEmpty()) {
                members.remove(random.nextInt(members.size())).close();
            } else if (choice == 2 && topics < 5) {
                log.topics().create(List.of(new TopicSpec("t" + topics++, 2, Map.of())));
            } else if (!members.isEmpty()) {
                members.get(random.nextInt(members.size())).member.poll(0);
            }
        }
        members.add(join("last"));
        GroupMember[] all = members.toArray(GroupMember[]::new);
        settle(all);

        assertThat(all(all)).as("-Dseed=%s", seed).hasSize(3 + 2 * topics);
        assertThat(owners).hasSize(3 + 2 * topics);
    }

    private GroupMember join(String name) {
        return new GroupMember(log, name, tasks, owners);
    }

    /** Polls all members of the group until they share all tasks and nothing changes any more. */
    private void settle(GroupMember... members) {
        int[] quiet = {0};
        awaiting(() -> "assignments have settled\n" + standing(members), () -> {
            int before = told(members);
            pollAll(members);
            quiet[0] = told(members) == before && haveWhatWasGiven(members) ? quiet[0] + 1 : 0;
            return quiet[0] >= 3
                    && all(members)
                            .equals(tasks.tasks(log.topics().partitionCounts()).keySet());
        });
    }

    /** Whether the assignor was asked last for these members, and each holds what it said. */
    private boolean haveWhatWasGiven(GroupMember... members) {
        SortedMap<String, SortedSet<TaskId>> held = new TreeMap<>();
        Arrays.stream(members).forEach(member -> held.put(member.name, member.held));
        return tasks.lastGiven().equals(held);
    }

    /** What each member has, was given and has heard, and what there is. */
    private String standing(GroupMember... members) {
        SortedMap<String, SortedSet<TaskId>> given = tasks.lastGiven();
        StringBuilder standing = new StringBuilder();
        for (GroupMember member : members) {
            standing.append("%s holds %s, was given %s, heard %s%n"
                    .formatted(member.name, member.held, given.remove(member.name), member.told));
        }
        return standing + "others that were given tasks: " + given + "; asked " + tasks.asked.size()
                + " times; topics: " + log.topics().partitionCounts();
    }

    private static int told(GroupMember... members) {
        return Arrays.stream(members).mapToInt(member -> member.told.size()).sum();
    }

    private static boolean pollAll(GroupMember... members) {
        for (GroupMember member : members) {
            member.poll();
        }
        return true;
    }

    private static Set<TaskId> all(GroupMember... members) {
        Set<TaskId> all = new HashSet<>();
        for (GroupMember member : members) {
            member.held.forEach(
                    task -> assertThat(all.add(task)).as("%s once", task).isTrue());
        }
        return all;
    }

    private static SortedMap<String, SortedSet<TaskId>> held(String member, Set<TaskId> tasks) {
        SortedMap<String, SortedSet<TaskId>> held = new TreeMap<>();
        held.put(member, new TreeSet<>(tasks));
        return held;
    }

    /** Hears nothing. */
    private static final class GroupMemberStub implements AssignmentListener {

        @Override
        public void assigned(Set<TaskId> tasks) {}

        @Override
        public void revoked(Set<TaskId> tasks) {}

        @Override
        public void lost(Set<TaskId> tasks) {}
    }
}
