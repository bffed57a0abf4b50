package io.millrace.engine.assign;

import static io.millrace.streams.processor.assignment.PlannedApplication.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.Clock;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import io.millrace.streams.processor.assignment.PlannedApplication;
import io.millrace.streams.processor.assignment.ProcessId;
import io.millrace.streams.processor.assignment.TaskAssignmentUtils;
import io.millrace.streams.processor.assignment.TaskAssignor.AssignmentError;
import io.millrace.streams.processor.assignment.TaskAssignor.TaskAssignment;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StateAwareTest {

    private static final TaskId FIRST = new TaskId(0, 0);
    private static final TaskId SECOND = new TaskId(0, 1);

    private final PlannedApplication application = new PlannedApplication();

    private static SortedMap<ProcessId, KafkaStreamsAssignment> assign(PlannedApplication application) {
        SortedMap<ProcessId, KafkaStreamsAssignment> assignments = new TreeMap<>();
        TaskAssignment assignment = new StateAware(noon()).assign(application);
        assertThat(TaskAssignmentUtils.validateTaskAssignment(application, assignment))
                .isEqualTo(AssignmentError.NONE);
        assignment.assignment().forEach(its -> assignments.put(its.processId(), its));
        return assignments;
    }

    private static Clock noon() {
        return new Clock() {
            @Override
            public long wallMs() {
                return 1_000;
            }

            @Override
            public long monotonicNs() {
                return 0;
            }
        };
    }

    private static SortedSet<TaskId> of(
            SortedMap<ProcessId, KafkaStreamsAssignment> assignments, int process, Type role) {
        SortedSet<TaskId> tasks = new TreeSet<>();
        assignments.get(process(process)).tasks().forEach((id, task) -> {
            if (task.type() == role) {
                tasks.add(id);
            }
        });
        return tasks;
    }

    @Test
    void leavesATaskWithItsOwnerUntilTheNewcomersCopyIsWarm() {
        application
                .tasks(0, 2, true)
                .process(1, 1, Set.of(FIRST, SECOND), Map.of())
                .process(2, 1, Set.of(), Map.of());

        SortedMap<ProcessId, KafkaStreamsAssignment> assignments = assign(application);

        assertThat(of(assignments, 1, Type.ACTIVE)).containsExactly(FIRST, SECOND);
        assertThat(of(assignments, 2, Type.STANDBY)).containsExactly(SECOND);
        assertThat(assignments.get(process(1)).followupRebalanceDeadline()).hasValue(Instant.ofEpochMilli(601_000));
    }

    @Test
    void movesATaskOnceTheCopyIsWithinTheAcceptableLag() {
        application
                .tasks(0, 2, true)
                .process(1, 1, Set.of(FIRST, SECOND), Map.of())
                .process(2, 1, Set.of(), Map.of(FIRST, 9_999L));

        SortedMap<ProcessId, KafkaStreamsAssignment> assignments = assign(application);

        assertThat(of(assignments, 1, Type.ACTIVE)).containsExactly(SECOND);
        assertThat(of(assignments, 2, Type.ACTIVE)).containsExactly(FIRST);
        assertThat(assignments.get(process(1)).followupRebalanceDeadline()).isEmpty();
    }

    @Test
    void warmsUpNoMoreCopiesThanAllowed() {
        Set<TaskId> all = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            all.add(new TaskId(0, i));
        }
        application.tasks(0, 8, true).copies(0, 2).process(1, 1, all, Map.of()).process(2, 1, Set.of(), Map.of());

        assertThat(of(assign(application), 2, Type.STANDBY)).hasSize(2);
    }

    @Test
    void givesATaskThatLostItsOwnerToTheStandby() {
        application
                .tasks(0, 2, true)
                .process(1, 1, Set.of(FIRST), Map.of())
                .process(2, 1, Set.of(), Map.of())
                .process(3, 1, Set.of(), Map.of(SECOND, 3L));

        assertThat(of(assign(application), 3, Type.ACTIVE)).containsExactly(SECOND);
    }

    @Test
    void sharesOutAtOnceWhatNobodyHasStateOf() {
        application.tasks(0, 2, true).process(1, 1, Set.of(), Map.of()).process(2, 1, Set.of(), Map.of());

        SortedMap<ProcessId, KafkaStreamsAssignment> assignments = assign(application);

        assertThat(of(assignments, 1, Type.ACTIVE)).hasSize(1);
        assertThat(of(assignments, 2, Type.ACTIVE)).hasSize(1);
        assertThat(assignments.get(process(1)).followupRebalanceDeadline()).isEmpty();
    }

    @Test
    void movesTasksWithoutStateAtOnce() {
        application
                .tasks(0, 2, false)
                .process(1, 1, Set.of(FIRST, SECOND), Map.of())
                .process(2, 1, Set.of(), Map.of());

        assertThat(of(assign(application), 2, Type.ACTIVE)).hasSize(1);
    }

    @Test
    void leavesInstancesIdleWhenThereAreMoreThanTasks() {
        application.tasks(0, 1, false).process(1, 1, Set.of(FIRST), Map.of()).process(2, 1, Set.of(), Map.of());

        assertThat(assign(application).get(process(2)).tasks()).isEmpty();
    }

    @Test
    void givesMoreTasksToInstancesWithMoreThreads() {
        application.tasks(0, 8, false).process(1, 1, Set.of(), Map.of()).process(2, 3, Set.of(), Map.of());

        assertThat(of(assign(application), 1, Type.ACTIVE)).hasSize(2);
        assertThat(of(assign(application), 2, Type.ACTIVE)).hasSize(6);
    }

    @Test
    void keepsACopyInAnotherZone() {
        application
                .tasks(0, 1, true)
                .tags(1, "zone")
                .process(1, 1, Set.of(FIRST), Map.of(), Map.of("zone", "a"), null)
                .process(2, 1, Set.of(), Map.of(FIRST, 0L), Map.of("zone", "a"), null)
                .process(3, 1, Set.of(), Map.of(), Map.of("zone", "b"), null);

        assertThat(of(assign(application), 3, Type.STANDBY)).containsExactly(FIRST);
    }

    /** Whatever there was: the answer is valid, and once all copies are warm nothing moves any more. */
    @Test
    void comesToRestFromAnywhere() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("-Dseed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            int tasks = 1 + random.nextInt(12);
            int processes = 1 + random.nextInt(5);
            int[] threads = random.ints(processes, 1, 4).toArray();
            int copies = random.nextInt(3);
            Map<Integer, Set<TaskId>> active = new HashMap<>();
            Map<Integer, Map<TaskId, Long>> lags = new HashMap<>();
            for (int i = 0; i < tasks; i++) {
                TaskId task = new TaskId(i % 2, i / 2);
                active.computeIfAbsent(random.nextInt(processes + 1), any -> new TreeSet<>())
                        .add(task);
                lags.computeIfAbsent(random.nextInt(processes + 1), any -> new TreeMap<>())
                        .put(task, (long) random.nextInt(50_000));
            }
            SortedMap<ProcessId, KafkaStreamsAssignment> last = null;
            int steps = 0;
            while (steps++ < 30) {
                PlannedApplication now = new PlannedApplication()
                        .tasks(0, (tasks + 1) / 2, true)
                        .tasks(1, tasks / 2, true)
                        .copies(copies, 2);
                for (int p = 0; p < processes; p++) {
                    now.process(p, threads[p], active.getOrDefault(p, Set.of()), lags.getOrDefault(p, Map.of()));
                }
                SortedMap<ProcessId, KafkaStreamsAssignment> next = assign(now);
                checkComplete(next, tasks, processes, copies);
                boolean same = last != null && text(last).equals(text(next));
                last = next;
                if (same) {
                    break;
                }
                active.clear();
                lags.clear();
                for (int p = 0; p < processes; p++) {
                    active.put(p, of(next, p, Type.ACTIVE));
                    Map<TaskId, Long> warm = new TreeMap<>();
                    of(next, p, Type.STANDBY).forEach(task -> warm.put(task, 0L));
                    lags.put(p, warm);
                }
            }
            assertThat(steps).as("rounds until nothing moves").isLessThan(30);
            checkBalanced(last, threads, tasks);
        }
    }

    private static String text(SortedMap<ProcessId, KafkaStreamsAssignment> assignments) {
        Map<ProcessId, Object> tasks = new TreeMap<>();
        assignments.forEach((process, its) -> tasks.put(process, new TreeMap<>(its.tasks())));
        return tasks.toString();
    }

    private static void checkComplete(
            SortedMap<ProcessId, KafkaStreamsAssignment> assignments, int tasks, int processes, int copies) {
        Map<TaskId, Integer> active = new HashMap<>();
        Map<TaskId, Integer> standby = new HashMap<>();
        assignments
                .values()
                .forEach(its -> its.tasks()
                        .forEach((id, task) ->
                                (task.type() == Type.ACTIVE ? active : standby).merge(id, 1, Integer::sum)));
        assertThat(active).hasSize(tasks);
        assertThat(active.values()).allMatch(count -> count == 1);
        if (copies > 0 && processes > 1) {
            assertThat(standby).hasSize(tasks);
            assertThat(standby.values()).allMatch(count -> count >= Math.min(copies, processes - 1));
        }
    }

    private static void checkBalanced(
            SortedMap<ProcessId, KafkaStreamsAssignment> assignments, int[] threads, int tasks) {
        int all = 0;
        for (int count : threads) {
            all += count;
        }
        for (int p = 0; p < threads.length; p++) {
            int share = of(assignments, p, Type.ACTIVE).size();
            assertThat(share).isBetween(tasks / all * threads[p], (tasks / all + 1) * threads[p]);
        }
    }

    @Test
    void placesTasksInTheRacksOfTheirPartitions() {
        application
                .tasks(0, 4, true, "a", "b")
                .racks(0, StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_MIN_TRAFFIC, 10, 1)
                .process(1, 1, Set.of(), Map.of(), Map.of(), "b")
                .process(2, 1, Set.of(), Map.of(), Map.of(), "a");

        SortedMap<ProcessId, KafkaStreamsAssignment> assignments = assign(application);

        assertThat(of(assignments, 1, Type.ACTIVE)).containsExactly(new TaskId(0, 1), new TaskId(0, 3));
        assertThat(of(assignments, 2, Type.ACTIVE)).containsExactly(new TaskId(0, 0), new TaskId(0, 2));
    }

    @Test
    void placesCopiesInTheRacksOfTheirChangelogs() {
        application
                .tasks(0, 2, true, "a", "b")
                .racks(1, StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_MIN_TRAFFIC, 10, 1)
                .process(1, 1, Set.of(FIRST), Map.of(), Map.of(), "a")
                .process(2, 1, Set.of(SECOND), Map.of(), Map.of(), "b")
                .process(3, 1, Set.of(), Map.of(SECOND, 0L), Map.of(), "a")
                .process(4, 1, Set.of(), Map.of(FIRST, 0L), Map.of(), "b");

        SortedMap<ProcessId, KafkaStreamsAssignment> assignments = assign(application);

        assertThat(of(assignments, 3, Type.STANDBY)).containsExactly(FIRST);
        assertThat(of(assignments, 4, Type.STANDBY)).containsExactly(SECOND);
    }
}
