package io.millrace.log.kafka;

import io.millrace.base.Threads;
import io.millrace.log.LogException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * A thread that delivers a writer's transactions, in the order of their commits, so that the writer's owner goes on
 * meanwhile. Thread safe. Ends when it is closed and everything has been delivered.
 */
final class Courier {

    private final Delivery delivery;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<KafkaTransaction> waiting = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean busy;
    private boolean closing;

    private Courier(Delivery delivery) {
        this.delivery = delivery;
    }

    /** @param name the thread's name */
    static Courier start(String name, Delivery delivery, Threads threads) {
        Courier courier = new Courier(delivery);
        threads.start(name, courier::run);
        return courier;
    }

    /** @return whether it was taken; it is not once the courier is closed */
    boolean take(KafkaTransaction transaction) {
        lock.lock();
        try {
            if (closing) {
                return false;
            }
            waiting.add(transaction);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was taken has been handed to the brokers, one way or the other. */
    void drain() {
        lock.lock();
        try {
            while (busy || !waiting.isEmpty()) {
                changed.await();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, and waits until all is delivered and the thread has ended. */
    void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void run() {
        try {
            for (KafkaTransaction next = next(); next != null; next = next()) {
                deliver(next);
            }
        } finally {
            ended.countDown();
        }
    }

    private void deliver(KafkaTransaction transaction) {
        CompletableFuture<Void> delivered;
        try {
            delivered = delivery.deliver(transaction);
        } catch (LogException e) {
            delivered = CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            delivered = CompletableFuture.failedFuture(Answers.failure("commit", e));
        }
        transaction.completeWith(delivered);
    }

    private @Nullable KafkaTransaction next() {
        lock.lock();
        try {
            busy = false;
            changed.signalAll();
            while (waiting.isEmpty() && !closing) {
                changed.awaitUninterruptibly();
            }
            busy = !waiting.isEmpty();
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }
}
