package io.millrace.runtime;

import io.millrace.engine.task.Task;
import io.millrace.engine.task.TaskStores;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Which tasks a thread has and what they read, for other threads to see. Immutable.
 *
 * @param entries one per task
 */
record TaskList(List<Entry> entries) {

    static final TaskList EMPTY = new TaskList(List.of());

    TaskList {
        entries = List.copyOf(entries);
    }

    /**
     * One task.
     *
     * @param stores its state
     * @param inputs what it reads
     */
    record Entry(TaskStores stores, Set<TopicPartition> inputs) {

        TaskId id() {
            return stores.id();
        }
    }

    /** The same list when nothing has changed, which is nearly always. */
    TaskList updated(Collection<Task> tasks) {
        if (isSame(tasks)) {
            return this;
        }
        List<Entry> now = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            Set<TopicPartition> inputs = new HashSet<>();
            task.inputs().forEach(queue -> inputs.add(queue.partition()));
            now.add(new Entry(task.stores(), Set.copyOf(inputs)));
        }
        return new TaskList(now);
    }

    private boolean isSame(Collection<Task> tasks) {
        if (tasks.size() != entries.size()) {
            return false;
        }
        int at = 0;
        for (Task task : tasks) {
            if (entries.get(at++).stores() != task.stores()) {
                return false;
            }
        }
        return true;
    }
}
