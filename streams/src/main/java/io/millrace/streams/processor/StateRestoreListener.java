package io.millrace.streams.processor;

import org.apache.kafka.common.TopicPartition;

/**
 * Watches how stores are restored from their changelogs: for progress displays and alarms.
 *
 * <p>One listener serves the whole application and is called from several threads at once, so whatever it keeps must be
 * thread-safe. A call holds up the restoring of the next batch: hand longer work to another thread. It is told about
 * active tasks only; a standby follows its changelog for ever and never ends.
 */
public interface StateRestoreListener {

    /**
     * A store starts to be restored.
     *
     * @param topicPartition the changelog partition that is read
     * @param storeName the name of the store
     * @param startingOffset the first offset that will be read
     * @param endingOffset the offset after the last one that will be read
     */
    void onRestoreStart(TopicPartition topicPartition, String storeName, long startingOffset, long endingOffset);

    /**
     * One more batch is in the store.
     *
     * @param topicPartition the changelog partition that is read
     * @param storeName the name of the store
     * @param batchEndOffset the offset of the last record of the batch
     * @param numRestored how many records the batch had
     */
    void onBatchRestored(TopicPartition topicPartition, String storeName, long batchEndOffset, long numRestored);

    /**
     * The store is complete.
     *
     * @param topicPartition the changelog partition that was read
     * @param storeName the name of the store
     * @param totalRestored how many records were put into the store since the start
     */
    void onRestoreEnd(TopicPartition topicPartition, String storeName, long totalRestored);

    /**
     * Restoring stopped before the end because the task left this instance. When it comes back, restoring starts again
     * with {@link #onRestoreStart}. Does nothing unless overridden.
     *
     * @param topicPartition the changelog partition that was read
     * @param storeName the name of the store
     * @param totalRestored how many records were put into the store until now
     */
    default void onRestoreSuspended(TopicPartition topicPartition, String storeName, long totalRestored) {}
}
