package io.millrace.log.embedded;

/**
 * All that an embedded log holds in memory. Everything in it is guarded by the gate.
 *
 * @param gate the lock
 * @param topics the topics that exist
 * @param offsets what groups have committed
 * @param tails the newest batches
 * @param queue what waits for the committer
 * @param groups who has a seat where
 */
record LogMemory(Gate gate, TopicTable topics, GroupOffsets offsets, Tails tails, CommitQueue queue, Groups groups) {

    static LogMemory empty(EmbeddedSettings settings) {
        Gate gate = new Gate();
        return new LogMemory(
                gate,
                new TopicTable(),
                new GroupOffsets(),
                new Tails(settings.tailBytesMax()),
                new CommitQueue(gate, settings.queuedBytesMax()),
                new Groups());
    }

    /** Refuses the use of a log that failed or is closed. Takes the gate itself. */
    void checkOpen() {
        gate.lock();
        try {
            queue.checkOpen();
        } finally {
            gate.unlock();
        }
    }
}
