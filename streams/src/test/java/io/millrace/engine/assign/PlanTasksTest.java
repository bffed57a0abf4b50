package io.millrace.engine.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.processor.TaskId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PlanTasksTest {

    @Test
    void thereAreAsManyTasksAsTheWidestTopicHasPartitions() {
        PlanTasks tasks = new PlanTasks(new Plans().part(List.of("a", "b")).plan());

        var made = tasks.tasks(Map.of("a", 1, "b", 3));

        assertThat(made.keySet()).containsExactly(new TaskId(0, 0), new TaskId(0, 1), new TaskId(0, 2));
        assertThat(made.get(new TaskId(0, 0))).containsExactly(new TopicPartition("a", 0), new TopicPartition("b", 0));
        assertThat(made.get(new TaskId(0, 2))).containsExactly(new TopicPartition("b", 2));
    }

    @Test
    void everySubtopologyHasTasksOfItsOwn() {
        PlanTasks tasks = new PlanTasks(new Plans()
                .part(List.of("a"), "r")
                .part(List.of("r"))
                .between("r")
                .plan());

        assertThat(tasks.tasks(Map.of("a", 1, "r", 2)).keySet())
                .containsExactly(new TaskId(0, 0), new TaskId(1, 0), new TaskId(1, 1));
    }

    @Test
    void aPatternReadsWhateverMatches() {
        PlanTasks tasks = new PlanTasks(new Plans().partOfPattern("in-.*").plan());

        assertThat(tasks.tasks(Map.of("in-1", 1, "in-2", 2, "out-1", 5)).get(new TaskId(0, 0)))
                .containsExactly(new TopicPartition("in-1", 0), new TopicPartition("in-2", 0));
        assertThat(tasks.tasks(Map.of("out-1", 5))).isEmpty();
    }
}
