package io.millrace.streams.processor.assignment;

import static io.millrace.streams.processor.assignment.PlannedApplication.process;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import io.millrace.streams.processor.assignment.TaskAssignmentUtils.RackAwareOptimizationParams;
import io.millrace.streams.processor.assignment.TaskAssignor.AssignmentError;
import io.millrace.streams.processor.assignment.TaskAssignor.TaskAssignment;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskAssignmentUtilsTest {

    private static final TaskId FIRST = new TaskId(0, 0);
    private static final TaskId SECOND = new TaskId(0, 1);

    private final PlannedApplication application = new PlannedApplication().tasks(0, 2, true);

    private static AssignedTask active(TaskId id) {
        return new AssignedTask(id, Type.ACTIVE);
    }

    private static AssignedTask standby(TaskId id) {
        return new AssignedTask(id, Type.STANDBY);
    }

    private static KafkaStreamsAssignment of(int process, AssignedTask... tasks) {
        return KafkaStreamsAssignment.of(process(process), Set.of(tasks));
    }

    private AssignmentError error(KafkaStreamsAssignment... assignments) {
        return TaskAssignmentUtils.validateTaskAssignment(application, new TaskAssignment(List.of(assignments)));
    }

    @Test
    void saysWhatIsWrongWithAnAssignment() {
        application.tasks(1, 1, false);
        application.process(1, 1, Set.of(), Map.of()).process(2, 1, Set.of(), Map.of());

        assertThat(error(of(1, active(FIRST), active(SECOND)), of(2, standby(FIRST))))
                .isEqualTo(AssignmentError.NONE);
        assertThat(error(of(1, active(FIRST)), of(2, active(FIRST))))
                .isEqualTo(AssignmentError.ACTIVE_TASK_ASSIGNED_MULTIPLE_TIMES);
        assertThat(error(of(1, standby(new TaskId(1, 0))), of(2))).isEqualTo(AssignmentError.INVALID_STANDBY_TASK);
        assertThat(error(of(1))).isEqualTo(AssignmentError.MISSING_PROCESS_ID);
        assertThat(error(of(1), of(2), of(3))).isEqualTo(AssignmentError.UNKNOWN_PROCESS_ID);
        assertThat(error(of(1, active(new TaskId(7, 0))), of(2))).isEqualTo(AssignmentError.UNKNOWN_TASK_ID);
    }

    @Test
    void refusesATaskThatIsActiveAndStandbyAtOnce() {
        assertThatThrownBy(() -> of(1, active(FIRST), standby(FIRST)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0_0");
    }

    @Test
    void beginsWithWhatEverybodyHas() {
        application.process(1, 1, Set.of(FIRST), Map.of(SECOND, 5L)).process(2, 1, Set.of(SECOND), Map.of());

        Map<ProcessId, KafkaStreamsAssignment> assignments = TaskAssignmentUtils.identityAssignment(application);

        assertThat(assignments.get(process(1)).tasks().values())
                .containsExactlyInAnyOrder(active(FIRST), standby(SECOND));
        assertThat(assignments.get(process(2)).tasks().values()).containsExactly(active(SECOND));
    }

    @Test
    void placesACopyOnAnInstanceThatDiffersInTheTag() {
        application.tags(1, "zone");
        application
                .process(1, 1, Set.of(FIRST, SECOND), Map.of(), Map.of("zone", "a"), null)
                .process(2, 1, Set.of(), Map.of(), Map.of("zone", "a"), null)
                .process(3, 1, Set.of(), Map.of(), Map.of("zone", "b"), null);
        Map<ProcessId, KafkaStreamsAssignment> assignments = TaskAssignmentUtils.identityAssignment(application);

        TaskAssignmentUtils.defaultStandbyTaskAssignment(application, assignments);

        assertThat(assignments.get(process(3)).tasks().values())
                .containsExactlyInAnyOrder(standby(FIRST), standby(SECOND));
    }

    @Test
    void exchangesTasksSoThatNothingIsReadFromAnotherRack() {
        PlannedApplication racked = racked("a", "b");
        Map<ProcessId, KafkaStreamsAssignment> assignments = TaskAssignmentUtils.identityAssignment(racked);

        TaskAssignmentUtils.optimizeRackAwareActiveTasks(RackAwareOptimizationParams.of(racked), assignments);

        assertThat(assignments.get(process(1)).tasks()).containsOnlyKeys(new TaskId(0, 0), new TaskId(0, 2));
        assertThat(assignments.get(process(2)).tasks()).containsOnlyKeys(new TaskId(0, 1), new TaskId(0, 3));
    }

    @Test
    void leavesTasksWhereTheyAreWhenARackIsNotKnown() {
        PlannedApplication racked = racked("a", null);
        Map<ProcessId, KafkaStreamsAssignment> assignments = TaskAssignmentUtils.identityAssignment(racked);

        TaskAssignmentUtils.optimizeRackAwareActiveTasks(RackAwareOptimizationParams.of(racked), assignments);

        assertThat(assignments.get(process(1)).tasks()).containsOnlyKeys(new TaskId(0, 0), new TaskId(0, 1));
    }

    private static PlannedApplication racked(String first, String second) {
        return new PlannedApplication()
                .tasks(0, 4, false, "a", "b")
                .racks(0, StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_MIN_TRAFFIC, 10, 1)
                .process(1, 1, Set.of(new TaskId(0, 0), new TaskId(0, 1)), Map.of(), Map.of(), first)
                .process(2, 1, Set.of(new TaskId(0, 2), new TaskId(0, 3)), Map.of(), Map.of(), second);
    }

    /** All ways to deal out the tasks are tried, so the numbers are small. */
    @Test
    void findsTheCheapestOfAllAssignmentsWithTheSameNumbersOfTasks() {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("-Dseed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            String[] racks =
                    IntStream.range(0, 6).mapToObj(i -> "r" + random.nextInt(3)).toArray(String[]::new);
            PlannedApplication racked = new PlannedApplication()
                    .tasks(0, 6, false, racks)
                    .racks(0, StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_MIN_TRAFFIC, 10, random.nextInt(12));
            TreeMap<Integer, TreeSet<TaskId>> held = new TreeMap<>();
            racked.allTasks()
                    .keySet()
                    .forEach(task -> held.computeIfAbsent(1 + random.nextInt(3), any -> new TreeSet<>())
                            .add(task));
            for (int i = 1; i <= 3; i++) {
                racked.process(
                        i, 1, held.getOrDefault(i, new TreeSet<>()), Map.of(), Map.of(), "r" + random.nextInt(3));
            }
            Map<ProcessId, KafkaStreamsAssignment> assignments = TaskAssignmentUtils.identityAssignment(racked);
            RackCosts costs = RackCosts.of(RackAwareOptimizationParams.of(racked), assignments, Type.ACTIVE);

            TaskAssignmentUtils.optimizeRackAwareActiveTasks(RackAwareOptimizationParams.of(racked), assignments);

            long[] total = {0};
            int[] room = new int[3];
            assignments.forEach(
                    (process, its) -> its.tasks().keySet().forEach(task -> total[0] += costs.of(task, process)));
            for (int i = 0; i < 3; i++) {
                room[i] = held.getOrDefault(i + 1, new TreeSet<>()).size();
                assertThat(assignments.get(process(i + 1)).tasks()).hasSize(room[i]);
            }
            assertThat(total[0])
                    .isEqualTo(cheapest(costs, List.copyOf(racked.allTasks().keySet()), 0, room));
        }
    }

    private static long cheapest(RackCosts costs, List<TaskId> tasks, int next, int[] room) {
        if (next == tasks.size()) {
            return 0;
        }
        long best = Long.MAX_VALUE / 2;
        for (int i = 0; i < room.length; i++) {
            if (room[i] > 0) {
                room[i]--;
                best = Math.min(
                        best, costs.of(tasks.get(next), process(i + 1)) + cheapest(costs, tasks, next + 1, room));
                room[i]++;
            }
        }
        return best;
    }

    @Test
    void exchangesCopiesSoThatChangelogsAreReadInTheirRack() {
        PlannedApplication racked = new PlannedApplication()
                .tasks(0, 2, true, "a", "b")
                .racks(1, StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_MIN_TRAFFIC, 10, 1)
                .process(1, 1, Set.of(FIRST, SECOND), Map.of(), Map.of(), "c")
                .process(2, 1, Set.of(), Map.of(SECOND, 0L), Map.of(), "a")
                .process(3, 1, Set.of(), Map.of(FIRST, 0L), Map.of(), "b");
        Map<ProcessId, KafkaStreamsAssignment> assignments = TaskAssignmentUtils.identityAssignment(racked);

        TaskAssignmentUtils.optimizeRackAwareStandbyTasks(RackAwareOptimizationParams.of(racked), assignments);

        assertThat(assignments.get(process(2)).tasks()).containsOnlyKeys(FIRST);
        assertThat(assignments.get(process(3)).tasks()).containsOnlyKeys(SECOND);
        assertThat(assignments.get(process(1)).tasks()).containsOnlyKeys(FIRST, SECOND);
    }
}
