package io.millrace.engine.restore;

import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.processor.TaskId;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What stands in for restoring where there is nothing to restore. */
final class NoRestoration implements Restoration {

    @Override
    public void begin(TaskId task, Set<TopicPartition> inputs, Owner owner) {}

    @Override
    public boolean isDone(TaskId task, Owner owner) {
        return true;
    }

    @Override
    public void end(TaskId task, Owner owner) {}

    @Override
    public void keepWarm(Set<TaskId> tasks, Owner owner) {}

    @Override
    public StateRestoreListener listener() {
        return new SilentListener();
    }
}
