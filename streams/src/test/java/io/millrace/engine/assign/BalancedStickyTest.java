package io.millrace.engine.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BalancedStickyTest {

    private static final int ROUNDS = 3000;

    private final BalancedSticky assignor = new BalancedSticky();

    private static SortedSet<TaskId> tasks(int subtopologies, int partitions) {
        SortedSet<TaskId> tasks = new TreeSet<>();
        for (int part = 0; part < subtopologies; part++) {
            for (int partition = 0; partition < partitions; partition++) {
                tasks.add(new TaskId(part, partition));
            }
        }
        return tasks;
    }

    private static SortedMap<String, SortedSet<TaskId>> nobodyHolds(String... members) {
        SortedMap<String, SortedSet<TaskId>> held = new TreeMap<>();
        for (String member : members) {
            held.put(member, new TreeSet<>());
        }
        return held;
    }

    @Test
    void spreadsEachSubtopology() {
        var shares = assignor.assign(tasks(2, 2), nobodyHolds("m1", "m2"));

        assertThat(shares.get("m1")).containsExactly(new TaskId(0, 0), new TaskId(1, 0));
        assertThat(shares.get("m2")).containsExactly(new TaskId(0, 1), new TaskId(1, 1));
    }

    @Test
    void givesNothingToNobody() {
        assertThat(assignor.assign(tasks(1, 3), new TreeMap<>())).isEmpty();
    }

    @Test
    void isCompleteBalancedAndSticky() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            SortedSet<TaskId> tasks = tasks(1 + random.nextInt(3), random.nextInt(9));
            SortedMap<String, SortedSet<TaskId>> held = randomlyHeld(tasks, random);

            SortedMap<String, SortedSet<TaskId>> shares = assignor.assign(tasks, held);

            String what = "seed " + seed + " (new Random(" + seed + "L)), round " + round + ": " + tasks + " held "
                    + held + " became " + shares;
            assertThat(shares.keySet()).as(what).isEqualTo(held.keySet());
            assertThat(all(shares)).as(what).hasSize(tasks.size()).containsExactlyInAnyOrderElementsOf(tasks);
            assertThat(largest(shares) - smallest(shares)).as(what).isLessThanOrEqualTo(1);
            assertThat(moves(held, shares)).as(what).isEqualTo(movesNeeded(tasks, held));
            assertThat(assignor.assign(tasks, shares)).as(what).isEqualTo(shares);
        }
    }

    private static SortedMap<String, SortedSet<TaskId>> randomlyHeld(SortedSet<TaskId> tasks, Random random) {
        List<TaskId> shuffled = new ArrayList<>(tasks);
        shuffled.add(new TaskId(9, 9)); // a task whose topic has gone
        Collections.shuffle(shuffled, random);
        SortedMap<String, SortedSet<TaskId>> held = new TreeMap<>();
        int members = 1 + random.nextInt(5);
        for (int member = 0; member < members; member++) {
            held.put("m" + member, new TreeSet<>());
        }
        for (TaskId task : shuffled) {
            int member = random.nextInt(members + 1);
            if (member < members) {
                held.get("m" + member).add(task);
            }
        }
        return held;
    }

    private static List<TaskId> all(SortedMap<String, SortedSet<TaskId>> shares) {
        return shares.values().stream().flatMap(Collection::stream).toList();
    }

    private static int largest(SortedMap<String, SortedSet<TaskId>> shares) {
        return shares.values().stream().mapToInt(Set::size).max().orElse(0);
    }

    private static int smallest(SortedMap<String, SortedSet<TaskId>> shares) {
        return shares.values().stream().mapToInt(Set::size).min().orElse(0);
    }

    /** How many tasks that somebody holds go to somebody else. */
    private static int moves(SortedMap<String, SortedSet<TaskId>> before, SortedMap<String, SortedSet<TaskId>> after) {
        int moves = 0;
        for (String member : before.keySet()) {
            for (TaskId task : before.get(member)) {
                moves += all(after).contains(task) && !after.get(member).contains(task) ? 1 : 0;
            }
        }
        return moves;
    }

    /** The fewest moves that any balanced assignment needs: what members hold beyond the best choice of shares. */
    private static int movesNeeded(SortedSet<TaskId> tasks, SortedMap<String, SortedSet<TaskId>> held) {
        int lower = tasks.size() / held.size();
        int larger = tasks.size() % held.size();
        int needed = 0;
        for (SortedSet<TaskId> share : held.values()) {
            SortedSet<TaskId> still = new TreeSet<>(share);
            still.retainAll(tasks);
            int surplus = Math.max(0, still.size() - lower);
            if (surplus > 0 && larger > 0) {
                larger--;
                surplus--;
            }
            needed += surplus;
        }
        return needed;
    }
}
