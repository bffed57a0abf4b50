package io.millrace.log.clients;

import io.millrace.log.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that are committed together: one transaction of the log and what is to be told when it is over.
 *
 * <p>Filled under the producer's lock until it is committed. As with Kafka's producer, callbacks are called before
 * futures are done, in the order of sending.
 *
 * <p>In a producer's own transaction a record's future must not wait for the commit, because it is the thread that
 * waits which is to commit. So there it is done at once, and the offset is only known to those who ask after the
 * commit.
 */
final class SendBatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(SendBatch.class);

    /** Null once all is over: whoever keeps a future must not keep the records of the whole batch. */
    private @Nullable Transaction transaction;

    private final boolean waitsForCommit;
    private final List<SentRecord> records = new ArrayList<>();
    private final Map<TopicPartition, Run> runs = new HashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final long openedNs;
    private int told;
    private volatile @Nullable CompletableFuture<Void> commit;
    private volatile @Nullable Exception failure;

    /**
     * @param waitsForCommit whether a record's future is done when the commit is, and not at once
     * @param openedNs when the first record came
     */
    SendBatch(Transaction transaction, boolean waitsForCommit, long openedNs) {
        this.transaction = transaction;
        this.waitsForCommit = waitsForCommit;
        this.openedNs = openedNs;
    }

    Transaction transaction() {
        Transaction current = transaction;
        if (current == null) {
            throw new AssertionError("a batch that is over was used");
        }
        return current;
    }

    long openedNs() {
        return openedNs;
    }

    long sizeBytes() {
        return transaction().sizeBytes();
    }

    SentRecord add(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers,
            @Nullable Callback callback) {
        transaction().append(partition, timestamp, key, value, headers);
        Run run = runs.get(partition);
        if (run == null) {
            run = new Run(partition);
            runs.put(partition, run);
        }
        SentRecord record = new SentRecord(this, run, run.count++, timestamp, key, value, callback);
        records.add(record);
        return record;
    }

    /** Hands the records to the log. */
    void commit() {
        commit = transaction().commit();
    }

    /** The commit's outcome; null before {@link #commit}. */
    @Nullable
    CompletableFuture<Void> commitUnderWay() {
        return commit;
    }

    /** Whether the log has said what became of it. */
    boolean isAnswered() {
        CompletableFuture<Void> started = commit;
        return started != null && started.isDone();
    }

    /** Why the commit that was answered failed; null when it did not. */
    @Nullable
    Exception outcome() {
        CompletableFuture<Void> started = commit;
        return started == null ? null : Futures.failure(started);
    }

    /** Tells callbacks and futures what the log said. Once, by one thread. */
    void finish() {
        finish(outcome());
    }

    /** Tells callbacks and futures how it ended. Once, by one thread. */
    void finish(@Nullable Exception failed) {
        failure = failed;
        if (failed == null) {
            for (Run run : runs.values()) {
                run.firstOffset = transaction().firstOffset(run.partition);
            }
        }
        tell(failed);
        over.countDown();
        transaction = null;
        records.clear();
    }

    /** Calls the callbacks of those records that have not been told yet. By the thread that sends, or after it. */
    void tell(@Nullable Exception failed) {
        // A callback may send within the same transaction, so the list may grow meanwhile.
        while (told < records.size()) {
            SentRecord record = records.get(told++);
            try {
                record.call(failed);
            } catch (RuntimeException thrown) {
                LOGGER.error("A callback of send() threw; the record's own outcome is not changed by that", thrown);
            }
        }
    }

    @Nullable
    Exception failure() {
        return failure;
    }

    boolean isDone() {
        return !waitsForCommit || over.getCount() == 0;
    }

    void await() throws InterruptedException {
        if (waitsForCommit) {
            over.await();
        }
    }

    boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return !waitsForCommit || over.await(timeout, unit);
    }

    /** The records of one partition. */
    static final class Run {

        private final TopicPartition partition;
        private int count;
        private volatile long firstOffset = -1;

        private Run(TopicPartition partition) {
            this.partition = partition;
        }

        TopicPartition partition() {
            return partition;
        }

        /** The offset of the first of them; -1 while it is not known. */
        long firstOffset() {
            return firstOffset;
        }
    }
}
