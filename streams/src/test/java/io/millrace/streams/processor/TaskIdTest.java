package io.millrace.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.TaskIdFormatException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"0_0", "0_3", "12_345", "orders__0_3", "my_orders__12_0"})
    void readsWhatItWrites(String text) {
        assertThat(TaskId.parse(text)).hasToString(text);
    }

    @Test
    void readsSubtopologyPartitionAndName() {
        TaskId task = TaskId.parse("orders__2_3");

        assertThat(task).isEqualTo(new TaskId(2, 3, "orders")).hasSameHashCodeAs(new TaskId(2, 3, "orders"));
        assertThat(task.subtopology()).isEqualTo(2);
        assertThat(task.partition()).isEqualTo(3);
        assertThat(task.topologyName()).isEqualTo("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "0", "0_", "_0", "a_b", "0_1_2", "0__1", "orders__0", "99999999999_0", "0-1"})
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> TaskId.parse(text))
                .isInstanceOf(TaskIdFormatException.class)
                .hasMessage("not a task id: \"" + text + "\" (expected: <subtopology>_<partition>, for example 0_3)");
    }

    @Test
    void treatsAnEmptyTopologyNameAsNone() {
        assertThat(new TaskId(0, 1, "")).isEqualTo(new TaskId(0, 1)).hasToString("0_1");
        assertThat(new TaskId(0, 1, "").topologyName()).isNull();
    }

    @Test
    void isOrderedByNameThenSubtopologyThenPartition() {
        List<TaskId> plain = List.of(new TaskId(1, 0), new TaskId(0, 10), new TaskId(0, 2));
        List<TaskId> named = List.of(new TaskId(0, 0, "b"), new TaskId(1, 0, "a"), new TaskId(0, 1, "a"));

        assertThat(plain.stream().sorted()).containsExactly(plain.get(2), plain.get(1), plain.get(0));
        assertThat(named.stream().sorted()).containsExactly(named.get(2), named.get(1), named.get(0));
    }

    @Test
    void cannotBeComparedWithATaskOfATopologyWithoutAName() {
        assertThatThrownBy(() -> new TaskId(0, 0, "a").compareTo(new TaskId(0, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a__0_0");
    }

    @Test
    void differsInEachPart() {
        assertThat(new TaskId(0, 1))
                .isNotEqualTo(new TaskId(1, 1))
                .isNotEqualTo(new TaskId(0, 0))
                .isNotEqualTo(new TaskId(0, 1, "a"))
                .isNotEqualTo(null);
    }
}
