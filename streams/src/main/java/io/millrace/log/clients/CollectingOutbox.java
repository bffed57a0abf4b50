package io.millrace.log.clients;

import io.millrace.base.Clock;
import io.millrace.base.Seams;
import io.millrace.log.Writer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Sends without transactions of the user's: records are collected and committed together, so that a commit's cost is
 * shared.
 *
 * <p>A batch is committed when it is large enough (by the thread that sends, which so feels the log's back pressure),
 * when somebody flushes, or by the producer's own thread: after {@code linger.ms}, or with {@code linger.ms=0} as soon
 * as no other commit of this producer is under way. That thread also calls the callbacks. It does so without the lock,
 * and the log's own threads only ever ring the alarm: a callback may send, and a sender may wait in a commit, without
 * anyone waiting for himself.
 *
 * <p>In the callers' thread (see {@link SendThread}) there is no such thread: each send commits, and whoever completes
 * the commit calls the callbacks.
 */
final class CollectingOutbox implements Outbox {

    private final Writer writer;
    private final Clock clock;
    private final long lingerNs;
    private final long batchBytes;
    private final Deliveries deliveries = new Deliveries();
    private final Alarm alarm = new Alarm();
    private final @Nullable Thread thread;

    /** Guards the fields below and the writer. May be held while the log makes a commit wait. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable SendBatch open;
    private boolean closed;

    CollectingOutbox(Writer writer, ProducerSettings settings, Seams seams, SendThread sendThread) {
        this.writer = writer;
        this.clock = seams.clock();
        this.lingerNs = TimeUnit.MILLISECONDS.toNanos(settings.lingerMs());
        this.batchBytes = settings.batchBytes();
        this.thread = sendThread == SendThread.OWN
                ? seams.threads().start("millrace-" + settings.clientId(), this::run)
                : null;
    }

    @Override
    public Future<RecordMetadata> add(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers,
            @Nullable Callback callback) {
        SendBatch full = null;
        boolean first;
        SentRecord record;
        lock.lock();
        try {
            requireOpen();
            SendBatch batch = open;
            first = batch == null;
            if (batch == null) {
                batch = new SendBatch(writer.begin(), true, clock.monotonicNs());
            }
            record = batch.add(partition, timestamp, key, value, headers, callback);
            open = batch;
            if (thread == null || batch.sizeBytes() >= batchBytes) {
                full = commitOpen();
            }
        } finally {
            lock.unlock();
        }
        follow(full);
        if (first && thread != null) {
            alarm.ring();
        }
        return record;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the producer is closed; make another");
        }
    }

    /** Under the lock. What is returned is to be followed without it. */
    private @Nullable SendBatch commitOpen() {
        SendBatch batch = open;
        if (batch != null) {
            open = null;
            batch.commit();
            deliveries.add(batch);
        }
        return batch;
    }

    /** Sees to it that a batch is delivered once it is answered. Not under the lock: it may be answered already. */
    private void follow(@Nullable SendBatch batch) {
        CompletableFuture<Void> commit = batch == null ? null : batch.commitUnderWay();
        if (commit != null) {
            CompletableFuture<Void> unused = commit.whenComplete((nothing, error) -> answered());
        }
    }

    private void answered() {
        if (thread == null) {
            deliveries.deliver();
        } else {
            alarm.ring();
        }
    }

    private void run() {
        long waitNs = 0;
        while (waitNs >= 0) {
            alarm.await(waitNs);
            deliveries.deliver();
            waitNs = commitIfDue();
        }
    }

    /** How long there is nothing to do unless the alarm rings; negative when there never will be. */
    private long commitIfDue() {
        SendBatch due = null;
        long waitNs = Long.MAX_VALUE;
        lock.lock();
        try {
            if (open == null) {
                return closed && deliveries.isEmpty() ? -1 : Long.MAX_VALUE;
            }
            waitNs = closed ? 0 : untilDueNs(open);
            if (waitNs <= 0) {
                due = commitOpen();
                waitNs = Long.MAX_VALUE;
            }
        } finally {
            lock.unlock();
        }
        follow(due);
        return waitNs;
    }

    private long untilDueNs(SendBatch batch) {
        if (lingerNs == 0) {
            return deliveries.isEmpty() ? 0 : Long.MAX_VALUE;
        }
        return lingerNs - (clock.monotonicNs() - batch.openedNs());
    }

    @Override
    public void flush() {
        if (Thread.currentThread() == thread) {
            throw new KafkaException("flush() in a callback would wait for that callback; flush in another thread");
        }
        SendBatch last;
        lock.lock();
        try {
            requireOpen();
            last = commitOpen();
            if (thread == null) {
                writer.drain();
            }
        } finally {
            lock.unlock();
        }
        follow(last);
        awaitDelivery();
    }

    private void awaitDelivery() {
        if (thread == null) {
            deliveries.deliver();
            return;
        }
        try {
            for (SendBatch batch : deliveries.underWay()) {
                batch.await();
            }
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    @Override
    public void close() {
        SendBatch last;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            last = commitOpen();
            writer.drain();
        } finally {
            lock.unlock();
        }
        follow(last);
        alarm.ring();
        // A callback that closes its producer runs on the thread that is waited for.
        if (Thread.currentThread() != thread) {
            awaitDelivery();
        }
        writer.close();
    }
}
