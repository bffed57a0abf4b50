package io.millrace.streams.processor.assignment.assignors;

import static io.millrace.streams.processor.assignment.PlannedApplication.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import io.millrace.streams.processor.assignment.PlannedApplication;
import io.millrace.streams.processor.assignment.ProcessId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StickyTaskAssignorTest {

    private static final TaskId FIRST = new TaskId(0, 0);
    private static final TaskId SECOND = new TaskId(0, 1);
    private static final TaskId THIRD = new TaskId(0, 2);

    private final PlannedApplication application = new PlannedApplication();

    private Map<ProcessId, KafkaStreamsAssignment> assign(boolean preserve) {
        Map<ProcessId, KafkaStreamsAssignment> assignments = new TreeMap<>();
        new StickyTaskAssignor(preserve)
                .assign(application)
                .assignment()
                .forEach(its -> assignments.put(its.processId(), its));
        return assignments;
    }

    private static Set<TaskId> of(Map<ProcessId, KafkaStreamsAssignment> assignments, int process, Type role) {
        Set<TaskId> tasks = new TreeSet<>();
        assignments.get(process(process)).tasks().forEach((id, task) -> {
            if (task.type() == role) {
                tasks.add(id);
            }
        });
        return tasks;
    }

    @Test
    void givesOneTaskOfTwoToANewcomerAndLeavesTheOther() {
        application
                .tasks(0, 2, true)
                .process(1, 1, Set.of(FIRST, SECOND), Map.of())
                .process(2, 1, Set.of(), Map.of());

        Map<ProcessId, KafkaStreamsAssignment> assignments = assign(false);

        assertThat(of(assignments, 1, Type.ACTIVE)).containsExactly(FIRST);
        assertThat(of(assignments, 2, Type.ACTIVE)).containsExactly(SECOND);
    }

    @Test
    void givesATaskWithoutOwnerToWhoeverHasACopy() {
        application
                .tasks(0, 3, true)
                .process(1, 1, Set.of(FIRST), Map.of())
                .process(2, 1, Set.of(), Map.of())
                .process(3, 1, Set.of(), Map.of(THIRD, 0L));

        assertThat(of(assign(false), 3, Type.ACTIVE)).containsExactly(THIRD);
    }

    @Test
    void placesCopiesBesideTheTask() {
        application
                .tasks(0, 2, true)
                .copies(1, 2)
                .process(1, 1, Set.of(FIRST), Map.of())
                .process(2, 1, Set.of(SECOND), Map.of());

        Map<ProcessId, KafkaStreamsAssignment> assignments = assign(false);

        assertThat(of(assignments, 1, Type.STANDBY)).containsExactly(SECOND);
        assertThat(of(assignments, 2, Type.STANDBY)).containsExactly(FIRST);
    }

    @Test
    void keepsActiveTasksInAnyCaseWhenToldTo() {
        application
                .tasks(0, 2, true)
                .process(1, 1, Set.of(FIRST, SECOND), Map.of())
                .process(2, 1, Set.of(), Map.of());

        Map<ProcessId, KafkaStreamsAssignment> assignments = assign(true);

        assertThat(of(assignments, 1, Type.ACTIVE)).containsExactly(FIRST, SECOND);
        assertThat(assignments.get(process(1)).followupRebalanceDeadline()).hasValue(Instant.EPOCH);
    }
}
