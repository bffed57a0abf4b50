package io.millrace.log.kafka;

import io.millrace.log.FencedException;
import io.millrace.log.Fetched;
import io.millrace.log.LogException;
import io.millrace.log.LogRecord;
import io.millrace.log.OutOfRangeException;
import io.millrace.streams.errors.StreamsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;

/**
 * A consumer, as a reader or a member needs it: polls give {@link Fetched}, errors are the port's, a wakeup is never
 * lost and never surfaces, and {@link #close} may be called by any thread. Otherwise it belongs to one thread.
 */
final class GuardedConsumer {

    /** As long as a fencing newcomer waits for the owner to come out of a call; after that the brokers fence it. */
    private static final long OTHERS_WAIT_MAX_S = 30;

    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    /** A member that leaves waits for its id for so many polls. */
    private static final int NAME_POLLS_MAX = 50;

    private static final Duration NAME_POLL = Duration.ofMillis(20);

    private final String name;
    private final Consumer<byte[], byte[]> consumer;
    private final ReentrantLock using = new ReentrantLock();
    private boolean closed;
    private volatile boolean woken;
    private volatile boolean waiting;

    /** @param name what it is, for messages */
    GuardedConsumer(String name, Consumer<byte[], byte[]> consumer) {
        this.name = name;
        this.consumer = consumer;
    }

    /** The consumer itself, for calls other than polls. */
    Consumer<byte[], byte[]> open() {
        using.lock();
        try {
            if (closed) {
                throw new LogException(name + " is closed (expected: open)");
            }
            return consumer;
        } finally {
            using.unlock();
        }
    }

    List<Fetched> poll(long maxWaitMs) {
        using.lock();
        try {
            open();
            waiting = maxWaitMs > 0;
            long waitMs = woken ? 0 : maxWaitMs;
            return fetched(consumer.poll(Duration.ofMillis(waitMs)));
        } catch (WakeupException e) {
            return List.of();
        } catch (OffsetOutOfRangeException e) {
            throw outOfRange(e.offsetOutOfRangePartitions());
        } catch (NoOffsetForPartitionException e) {
            consumer.seekToBeginning(e.partitions());
            return List.of();
        } catch (KafkaException e) {
            throw translated(e);
        } finally {
            waiting = false;
            if (maxWaitMs > 0) {
                woken = false;
            }
            using.unlock();
        }
    }

    /** Ends a poll that waits, now or the next time. Any thread. */
    void wakeup() {
        woken = true;
        if (waiting) {
            consumer.wakeup();
        }
    }

    private RuntimeException translated(KafkaException failure) {
        if (failure.getCause() instanceof RuntimeException ofCallback && isFromCallback(failure)) {
            return ofCallback;
        }
        if (failure instanceof LogException
                || failure instanceof StreamsException
                || failure instanceof InterruptException) {
            return failure;
        }
        if (failure instanceof FencedInstanceIdException) {
            return new FencedException(name + ": another member has its group.instance.id: " + failure.getMessage());
        }
        return Answers.failure("read as " + name, failure);
    }

    /** The consumer wraps what a rebalance listener throws, in the plain type. */
    private static boolean isFromCallback(KafkaException failure) {
        return failure.getClass() == KafkaException.class;
    }

    private OutOfRangeException outOfRange(Map<TopicPartition, Long> positions) {
        Map.Entry<TopicPartition, Long> first = positions.entrySet().iterator().next();
        Set<TopicPartition> partition = Set.of(first.getKey());
        long start = consumer.beginningOffsets(partition).getOrDefault(first.getKey(), 0L);
        long end = consumer.endOffsets(partition).getOrDefault(first.getKey(), 0L);
        return new OutOfRangeException(first.getKey(), first.getValue(), start, end);
    }

    private static List<Fetched> fetched(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> next = records.nextOffsets();
        if (next.isEmpty()) {
            return List.of();
        }
        List<Fetched> fetched = new ArrayList<>(next.size());
        next.forEach((partition, offset) -> {
            List<ConsumerRecord<byte[], byte[]>> found = records.records(partition);
            List<LogRecord> converted = new ArrayList<>(found.size());
            for (ConsumerRecord<byte[], byte[]> record : found) {
                converted.add(new LogRecord(
                        record.offset(), record.timestamp(), record.key(), record.value(), headers(record)));
            }
            fetched.add(new Fetched(partition, converted, offset.offset()));
        });
        return fetched;
    }

    private static List<Header> headers(ConsumerRecord<byte[], byte[]> record) {
        Header[] headers = record.headers().toArray();
        return headers.length == 0 ? List.of() : Collections.unmodifiableList(Arrays.asList(headers));
    }

    void pause(Set<TopicPartition> partitions) {
        consumer.pause(assigned(partitions));
    }

    void resume(Set<TopicPartition> partitions) {
        consumer.resume(assigned(partitions));
    }

    /** Without those that have gone away meanwhile. */
    private Set<TopicPartition> assigned(Set<TopicPartition> partitions) {
        Set<TopicPartition> still = new HashSet<>(partitions);
        still.retainAll(open().assignment());
        return still;
    }

    /**
     * Closes the consumer; if it is in a group, its place is kept. Any thread; waits for the owner to be out of a call.
     */
    void close() {
        end(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP, () -> false);
    }

    /**
     * Closes the consumer and leaves its group. Any thread; waits for the owner to be out of a call.
     *
     * @param isNameless whether the group is just about to tell it its id, without which it cannot leave
     */
    void leave(BooleanSupplier isNameless) {
        end(CloseOptions.GroupMembershipOperation.LEAVE_GROUP, isNameless);
    }

    private void end(CloseOptions.GroupMembershipOperation place, BooleanSupplier isNameless) {
        consumer.wakeup();
        try {
            if (!using.tryLock(OTHERS_WAIT_MAX_S, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        try {
            if (!closed) {
                closed = true;
                awaitName(isNameless);
                consumer.close(CloseOptions.timeout(CLOSE_MAX).withGroupMembershipOperation(place));
            }
        } finally {
            using.unlock();
        }
    }

    private void awaitName(BooleanSupplier isNameless) {
        for (int i = 0; i < NAME_POLLS_MAX && isNameless.getAsBoolean(); i++) {
            try {
                var unused = consumer.poll(NAME_POLL);
            } catch (KafkaException e) {
                // A wakeup was for the owner, which has let go; after any other failure the session ends by itself.
                if (!(e instanceof WakeupException)) {
                    return;
                }
            }
        }
    }
}
