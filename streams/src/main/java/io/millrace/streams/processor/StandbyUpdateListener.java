package io.millrace.streams.processor;

import org.apache.kafka.common.TopicPartition;

/**
 * Hears how standby copies of stores are kept up to date. Given to
 * {@link io.millrace.streams.MillraceStreams#setStandbyUpdateListener}. Called by the threads that restore stores, by
 * several at a time for different stores; what takes long here makes the copies fall behind, and an exception ends the
 * update.
 */
public interface StandbyUpdateListener {

    /** Why a copy is no longer kept up to date. */
    enum SuspendReason {
        /** The copy belongs elsewhere now; it is removed after {@code state.cleanup.delay.ms}. */
        MIGRATED,
        /** The task is to run here; its store is brought to the end next. */
        PROMOTED
    }

    /**
     * A copy is about to be kept up to date; told before the first record is loaded.
     *
     * @param topicPartition the changelog
     * @param storeName the store
     * @param startingOffset the first offset that will be read
     */
    void onUpdateStart(TopicPartition topicPartition, String storeName, long startingOffset);

    /**
     * A batch was loaded.
     *
     * @param topicPartition the changelog
     * @param storeName the store
     * @param taskId the task that the store belongs to
     * @param batchEndOffset the last offset of the batch
     * @param batchSize how many records it had
     * @param currentEndOffset where the changelog ended when it was last looked at
     */
    void onBatchLoaded(
            TopicPartition topicPartition,
            String storeName,
            TaskId taskId,
            long batchEndOffset,
            long batchSize,
            long currentEndOffset);

    /**
     * A copy is no longer kept up to date. When it was promoted, this is told before
     * {@link StateRestoreListener#onRestoreStart}.
     *
     * @param topicPartition the changelog
     * @param storeName the store
     * @param storeOffset the last offset that is in the store
     * @param currentEndOffset where the changelog ended when it was last looked at
     * @param reason why
     */
    void onUpdateSuspended(
            TopicPartition topicPartition,
            String storeName,
            long storeOffset,
            long currentEndOffset,
            SuspendReason reason);
}
