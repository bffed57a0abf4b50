package io.millrace.engine.worker;

import io.millrace.streams.StreamsConfig;

/**
 * The numbers that steer a worker.
 *
 * @param commitIntervalMs the longest that what has been done waits for a commit
 * @param commitsWhenIdle whether to commit as soon as the input at hand is done, without waiting for the interval
 * @param queueLimitRecords how many records may wait per partition
 * @param pollMs the longest that a worker with nothing to do waits at a time
 * @param cacheBytes {@code statestore.cache.max.bytes}, which all workers of the application share
 * @param uncommittedBytes how much may be uncommitted before the worker commits early
 * @param autoCreatePartitions how many partitions a topic gets that is made on first use; 0 to make none
 * @param roundRecordsMax how many records a task may take in one round at most
 * @param handsOver whether tasks of the worker may hand records to each other past the log
 */
public record WorkerSettings(
        long commitIntervalMs,
        boolean commitsWhenIdle,
        int queueLimitRecords,
        long pollMs,
        long cacheBytes,
        long uncommittedBytes,
        int autoCreatePartitions,
        int roundRecordsMax,
        boolean handsOver) {

    /** So many that looking at the clock costs nothing, and so few that a round stays short. */
    private static final int ROUND_RECORDS = 4096;

    /**
     * What a configuration says.
     *
     * @param embedded whether the application runs on the embedded log
     */
    public static WorkerSettings of(StreamsConfig config, boolean embedded) {
        return new WorkerSettings(
                config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG),
                embedded,
                config.getInt(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG),
                config.getLong(StreamsConfig.POLL_MS_CONFIG),
                config.getLong(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG),
                config.getLong(StreamsConfig.STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG),
                embedded ? config.getInt(StreamsConfig.EMBEDDED_NUM_PARTITIONS_CONFIG) : 0,
                ROUND_RECORDS,
                embedded && config.getBoolean(StreamsConfig.EMBEDDED_HANDOVER_ENABLE_CONFIG));
    }
}
