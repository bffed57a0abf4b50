package io.millrace.streams.processor;

import io.millrace.streams.errors.TaskIdFormatException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The name of a task: one partition of one subtopology. A subtopology is a part of the topology that is connected
 * without going through a topic; it has as many tasks as its input topics have partitions.
 *
 * <p>The text form, {@code 0_3} for partition 3 of subtopology 0, appears in logs, folder names and metrics. A topology
 * with a name of its own puts it in front: {@code orders__0_3}.
 *
 * <p>Immutable. Ordered by topology name, then subtopology, then partition.
 */
public class TaskId implements Comparable<TaskId> {

    /** Stands between the name of a named topology and the subtopology in the text form. */
    public static final String NAMED_TOPOLOGY_DELIMITER = "__";

    private final int subtopology;
    private final int partition;
    private final @Nullable String topologyName;

    /**
     * Names a task of an ordinary topology.
     *
     * @param subtopology the number of the subtopology, from 0
     * @param partition the number of the partition, from 0
     */
    public TaskId(int subtopology, int partition) {
        this(subtopology, partition, null);
    }

    /**
     * Names a task of a topology with a name.
     *
     * @param subtopology the number of the subtopology, from 0
     * @param partition the number of the partition, from 0
     * @param topologyName the name of the topology; null or empty means that it has none
     */
    public TaskId(int subtopology, int partition, @Nullable String topologyName) {
        this.subtopology = subtopology;
        this.partition = partition;
        this.topologyName = topologyName == null || topologyName.isEmpty() ? null : topologyName;
    }

    /**
     * Reads the text form.
     *
     * @param taskIdStr for example {@code 0_3} or {@code orders__0_3}
     * @return the task
     * @throws TaskIdFormatException when the text is not of that form
     */
    public static TaskId parse(String taskIdStr) {
        int nameEnd = taskIdStr.indexOf(NAMED_TOPOLOGY_DELIMITER);
        String name = nameEnd < 0 ? null : taskIdStr.substring(0, nameEnd);
        int start = nameEnd < 0 ? 0 : nameEnd + NAMED_TOPOLOGY_DELIMITER.length();
        int middle = taskIdStr.indexOf('_', start);
        if (middle < 0) {
            throw malformed(taskIdStr, null);
        }
        try {
            int subtopology = Integer.parseInt(taskIdStr.substring(start, middle));
            int partition = Integer.parseInt(taskIdStr.substring(middle + 1));
            return new TaskId(subtopology, partition, name);
        } catch (NumberFormatException notANumber) {
            throw malformed(taskIdStr, notANumber);
        }
    }

    private static TaskIdFormatException malformed(String text, @Nullable Throwable cause) {
        return new TaskIdFormatException(
                "\"" + text + "\" (expected: <subtopology>_<partition>, for example 0_3)", cause);
    }

    /** The number of the subtopology, from 0. */
    public int subtopology() {
        return subtopology;
    }

    /** The number of the partition, from 0. */
    public int partition() {
        return partition;
    }

    /** The name of the topology, or null when it has none, which is the normal case. */
    public @Nullable String topologyName() {
        return topologyName;
    }

    /**
     * Compares by topology name, then subtopology, then partition.
     *
     * @throws IllegalStateException when only one of the two has a topology name: they cannot be of one application
     */
    @Override
    public int compareTo(TaskId other) {
        int byName = compareNames(other);
        if (byName != 0) {
            return byName;
        }
        int bySubtopology = Integer.compare(subtopology, other.subtopology);
        return bySubtopology != 0 ? bySubtopology : Integer.compare(partition, other.partition);
    }

    private int compareNames(TaskId other) {
        if (topologyName != null && other.topologyName != null) {
            return topologyName.compareTo(other.topologyName);
        }
        if (topologyName == null && other.topologyName == null) {
            return 0;
        }
        throw new IllegalStateException(
                "compared task " + this + " with task " + other + " (expected: both or neither with a topology name)");
    }

    /** Returns the text form that {@link #parse} reads. */
    @Override
    public String toString() {
        String numbers = subtopology + "_" + partition;
        return topologyName == null ? numbers : topologyName + NAMED_TOPOLOGY_DELIMITER + numbers;
    }

    /** Equal when topology name, subtopology and partition are. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof TaskId that)) {
            return false;
        }
        return subtopology == that.subtopology
                && partition == that.partition
                && Objects.equals(topologyName, that.topologyName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subtopology, partition, topologyName);
    }
}
