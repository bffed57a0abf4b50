package io.millrace.log.clients;

import io.millrace.base.Clock;
import io.millrace.log.FencedException;
import io.millrace.log.Log;
import io.millrace.log.OutcomeUnknownException;
import io.millrace.log.Writer;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Sends within the user's transactions. Everything up to {@code commitTransaction} is one transaction of the log; its
 * writer's id is the {@code transactional.id}, so a newer producer of the same id fences this one.
 *
 * <p>The thread that commits waits for the log and calls the callbacks. A failed commit of which nothing was written
 * can be aborted and done again; a fenced producer, or one whose commit went unanswered, can only be closed.
 */
final class TransactionOutbox implements Outbox {

    /** Where the producer stands. */
    enum Stage {
        UNINITIALIZED,
        READY,
        IN_TRANSACTION,
        /** The commit failed and wrote nothing; to be aborted. */
        FAILED,
        /** Fenced, or in the dark about a commit. */
        BROKEN,
        CLOSED
    }

    private final Log log;
    private final String transactionalId;
    private final Clock clock;
    /** Guards all that follows. */
    private final ReentrantLock lock = new ReentrantLock();

    private Stage stage = Stage.UNINITIALIZED;
    private @Nullable Writer writer;
    private @Nullable SendBatch open;
    private @Nullable Exception broken;

    TransactionOutbox(Log log, String transactionalId, Clock clock) {
        this.log = log;
        this.transactionalId = transactionalId;
        this.clock = clock;
    }

    void initialize() {
        lock.lock();
        try {
            require("initTransactions", stage == Stage.UNINITIALIZED || stage == Stage.READY);
            if (writer == null) {
                writer = log.writer(transactionalId);
            }
            stage = Stage.READY;
        } finally {
            lock.unlock();
        }
    }

    void begin() {
        lock.lock();
        try {
            require("beginTransaction", stage == Stage.READY);
            stage = Stage.IN_TRANSACTION;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Future<RecordMetadata> add(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers,
            @Nullable Callback callback) {
        lock.lock();
        try {
            require("send", stage == Stage.IN_TRANSACTION);
            return batch().add(partition, timestamp, key, value, headers, callback);
        } finally {
            lock.unlock();
        }
    }

    void offsets(Map<TopicPartition, OffsetAndMetadata> offsets, String group) {
        lock.lock();
        try {
            require("sendOffsetsToTransaction", stage == Stage.IN_TRANSACTION);
            offsets.forEach((partition, offset) -> batch().transaction().offset(group, partition, offset));
        } finally {
            lock.unlock();
        }
    }

    private SendBatch batch() {
        SendBatch batch = open;
        if (batch == null) {
            Writer opened = writer;
            if (opened == null) {
                throw new AssertionError("in a transaction without a writer");
            }
            batch = new SendBatch(opened.begin(), false, clock.monotonicNs());
            open = batch;
        }
        return batch;
    }

    void commit() {
        SendBatch batch;
        Exception failure = null;
        lock.lock();
        try {
            require("commitTransaction", stage == Stage.IN_TRANSACTION);
            batch = open;
            open = null;
            if (batch != null) {
                failure = commitAndWait(batch);
            }
            stage = stageAfter(failure);
        } finally {
            lock.unlock();
        }
        if (batch != null) {
            batch.finish(failure);
        }
        if (failure != null) {
            throw asKafkaSays(failure);
        }
    }

    private @Nullable Exception commitAndWait(SendBatch batch) {
        batch.commit();
        Writer committing = writer;
        if (committing != null) {
            committing.drain();
        }
        return batch.isAnswered()
                ? batch.outcome()
                : new OutcomeUnknownException("transaction of " + transactionalId + ": the log did not answer");
    }

    private Stage stageAfter(@Nullable Exception failure) {
        if (failure == null) {
            return Stage.READY;
        }
        if (failure instanceof FencedException || failure instanceof OutcomeUnknownException) {
            broken = failure;
            return Stage.BROKEN;
        }
        return Stage.FAILED;
    }

    void abort() {
        SendBatch batch;
        lock.lock();
        try {
            require("abortTransaction", stage == Stage.IN_TRANSACTION || stage == Stage.FAILED);
            batch = drop();
            stage = Stage.READY;
        } finally {
            lock.unlock();
        }
        finishAborted(batch);
    }

    private @Nullable SendBatch drop() {
        SendBatch batch = open;
        open = null;
        if (batch != null) {
            batch.transaction().abort();
        }
        return batch;
    }

    private static void finishAborted(@Nullable SendBatch batch) {
        if (batch != null) {
            batch.finish(new TransactionAbortedException("the transaction was aborted before the record was written"));
        }
    }

    @Override
    public void flush() {
        SendBatch batch;
        lock.lock();
        try {
            batch = open;
        } finally {
            lock.unlock();
        }
        if (batch != null) {
            batch.tell(null);
        }
    }

    @Override
    public void close() {
        SendBatch batch;
        lock.lock();
        try {
            if (stage == Stage.CLOSED) {
                return;
            }
            stage = Stage.CLOSED;
            batch = drop();
            if (writer != null) {
                writer.close();
            }
        } finally {
            lock.unlock();
        }
        finishAborted(batch);
    }

    private void require(String call, boolean possible) {
        if (possible) {
            return;
        }
        if (broken != null && stage == Stage.BROKEN) {
            throw asKafkaSays(broken);
        }
        throw new IllegalStateException(
                call + " of producer " + transactionalId + " in stage " + stage + " (the order is"
                        + " initTransactions, beginTransaction, send, commitTransaction or abortTransaction)");
    }

    private static KafkaException asKafkaSays(Exception failure) {
        if (failure instanceof FencedException) {
            return new ProducerFencedException(String.valueOf(failure.getMessage()));
        }
        return new KafkaException("the transaction failed: " + failure.getMessage(), failure);
    }
}
