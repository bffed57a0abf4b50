package io.millrace.engine.restore;

import io.millrace.streams.processor.StandbyUpdateListener;
import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.processor.TaskId;
import org.apache.kafka.common.TopicPartition;

/** Stands where the user has set no listener. */
public final class SilentListener implements StateRestoreListener, StandbyUpdateListener {

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {}

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long batchEnd, long records) {}

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {}

    @Override
    public void onUpdateStart(TopicPartition changelog, String store, long start) {}

    @Override
    public void onBatchLoaded(
            TopicPartition changelog, String store, TaskId task, long batchEnd, long records, long end) {}

    @Override
    public void onUpdateSuspended(
            TopicPartition changelog, String store, long offset, long end, SuspendReason reason) {}
}
