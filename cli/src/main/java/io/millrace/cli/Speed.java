package io.millrace.cli;

/** Records per second since the last time it was asked. Owned by the main thread. */
final class Speed {

    private long lastMs;
    private long lastRecords = -1;
    private long perSecond;

    /**
     * Takes in where things stand.
     *
     * @param nowMs by a clock that only runs forward
     * @param records how many were processed up to now
     */
    long update(long nowMs, long records) {
        if (lastRecords >= 0 && nowMs > lastMs) {
            perSecond = (records - lastRecords) * 1000 / (nowMs - lastMs);
        }
        lastMs = nowMs;
        lastRecords = records;
        return perSecond;
    }
}
