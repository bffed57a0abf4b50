package io.millrace.engine.worker;

import io.millrace.engine.task.Task;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The tasks of a worker, by name, by partition, and from downstream to upstream. Owned by the worker. */
final class TaskSet {

    private final FlowOrder flow;
    private final Map<TaskId, Task> byId = new TreeMap<>();
    private final Map<TopicPartition, Task> byPartition = new HashMap<>();
    private List<List<Task>> downstreamFirst = List.of();
    private List<Task> upstreamFirst = List.of();

    TaskSet(FlowOrder flow) {
        this.flow = flow;
    }

    void add(Task task) {
        byId.put(task.id(), task);
        task.inputs().forEach(queue -> byPartition.put(queue.partition(), task));
        order();
    }

    /** The task that was removed; null when it is not here. */
    @Nullable
    Task remove(TaskId id) {
        Task task = byId.remove(id);
        if (task != null) {
            task.inputs().forEach(queue -> byPartition.remove(queue.partition()));
            order();
        }
        return task;
    }

    private void order() {
        TreeMap<Integer, List<Task>> byDepth = new TreeMap<>(Comparator.reverseOrder());
        for (Task task : byId.values()) {
            byDepth.computeIfAbsent(flow.depth(task.id().subtopology()), depth -> new ArrayList<>())
                    .add(task);
        }
        downstreamFirst = List.copyOf(byDepth.values());
        upstreamFirst =
                byDepth.descendingMap().values().stream().flatMap(List::stream).toList();
    }

    Collection<Task> all() {
        return byId.values();
    }

    /** Groups of tasks that are equally far downstream, the furthest first. */
    List<List<Task>> downstreamFirst() {
        return downstreamFirst;
    }

    /** All tasks, each before those that it feeds. */
    List<Task> upstreamFirst() {
        return upstreamFirst;
    }

    /** The task that reads a partition; null when it is not here. */
    @Nullable
    Task reading(TopicPartition partition) {
        return byPartition.get(partition);
    }

    @Nullable
    Task get(TaskId id) {
        return byId.get(id);
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    boolean isAnyDirty() {
        for (Task task : byId.values()) {
            if (task.isDirty()) {
                return true;
            }
        }
        return false;
    }

    boolean isCommitRequested() {
        for (Task task : byId.values()) {
            if (task.isCommitRequested()) {
                return true;
            }
        }
        return false;
    }
}
