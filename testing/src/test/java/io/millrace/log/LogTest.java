package io.millrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of the contract have in common: a log that is open, and the words that they are written in. */
abstract class LogTest {

    /** How often something is tried that is to happen by itself; each try may wait {@link #TRY_MS}. */
    static final int TRIES_MAX = 2_000;

    static final long TRY_MS = 20;
    static final TopicPartition A0 = new TopicPartition("a", 0);
    static final TopicPartition A1 = new TopicPartition("a", 1);
    static final TopicPartition B0 = new TopicPartition("b", 0);

    LogHarness harness;
    Log log;

    abstract LogHarness newHarness();

    @BeforeEach
    void openLog() {
        harness = newHarness();
        log = harness.open();
        log.topics().create(List.of(new TopicSpec("a", 2, Map.of()), new TopicSpec("b", 1, Map.of())));
    }

    @AfterEach
    void closeLog() {
        log.close();
        harness.close();
    }

    void reopen() {
        log.close();
        log = harness.reopen();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }

    static void append(Transaction transaction, TopicPartition partition, String... values) {
        for (String value : values) {
            transaction.append(partition, 7, null, bytes(value), List.of());
        }
    }

    /** Commits values in one transaction of a writer. */
    void commit(Writer writer, TopicPartition partition, String... values) {
        Transaction transaction = writer.begin();
        append(transaction, partition, values);
        succeed(transaction.commit());
    }

    /** Commits values in one transaction of a writer of its own. */
    void commit(TopicPartition partition, String... values) {
        try (Writer writer = log.writer("feeder")) {
            commit(writer, partition, values);
        }
    }

    void succeed(CompletableFuture<Void> commit) {
        Throwable failure = outcome(commit);
        if (failure != null) {
            throw new AssertionError("the commit failed", failure);
        }
    }

    Throwable failure(CompletableFuture<Void> commit) {
        Throwable failure = outcome(commit);
        assertThat(failure).as("the commit's failure").isNotNull();
        return failure;
    }

    private Throwable outcome(CompletableFuture<Void> commit) {
        for (int turn = 0; turn < TRIES_MAX && !commit.isDone(); turn++) {
            harness.turn();
        }
        try {
            commit.get(TRIES_MAX * TRY_MS, TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (TimeoutException | InterruptedException never) {
            throw new AssertionError("the commit never completed", never);
        }
    }

    /** Tries until it is so. */
    void awaiting(String what, BooleanSupplier so) {
        awaiting(() -> what, so);
    }

    /** Tries until it is so; what it is, is asked for only if it never becomes so. */
    void awaiting(Supplier<String> what, BooleanSupplier so) {
        for (int turn = 0; turn < TRIES_MAX; turn++) {
            if (so.getAsBoolean()) {
                return;
            }
            harness.turn();
        }
        throw new AssertionError("still not so after " + TRIES_MAX + " tries: " + what.get());
    }

    /** Tries until it throws; a log may have to ask somebody first. */
    static void eventually(ThrowingCallable call, Class<? extends Throwable> expected, String... named) {
        Throwable[] thrown = {null};
        for (int i = 0; i < TRIES_MAX && thrown[0] == null; i++) {
            thrown[0] = catchThrowable(call);
        }
        assertThat(thrown[0]).isInstanceOf(expected);
        for (String name : named) {
            assertThat(thrown[0]).hasMessageContaining(name);
        }
    }

    /** The offset after so many records of a partition, which were written in so many commits. */
    long after(long records, long commits) {
        return records + commits * harness.traits().marksPerCommit();
    }

    /** Where a partition ends for readers of committed records, once they may see all that was committed. */
    long end(TopicPartition partition) {
        long[] end = {-1};
        awaiting("what is committed is seen", () -> {
            end[0] = end(partition, Isolation.COMMITTED);
            return !harness.traits().seenLater() || end[0] == end(partition, Isolation.UNCOMMITTED);
        });
        return end[0];
    }

    private long end(TopicPartition partition, Isolation isolation) {
        return log.topics().endOffsets(Set.of(partition), isolation).get(partition);
    }

    long start(TopicPartition partition) {
        return log.topics().startOffsets(Set.of(partition)).get(partition);
    }

    /** All committed records of a partition. */
    List<LogRecord> records(TopicPartition partition) {
        List<LogRecord> records = new ArrayList<>();
        long end = end(partition);
        try (Reader reader = log.reader(Isolation.COMMITTED)) {
            reader.assign(Map.of(partition, start(partition)));
            long[] next = {start(partition)};
            awaiting("all of " + partition + " is read", () -> {
                for (Fetched fetched : next[0] < end ? reader.poll(TRY_MS) : List.<Fetched>of()) {
                    records.addAll(fetched.records());
                    next[0] = fetched.nextOffset();
                }
                return next[0] >= end;
            });
        }
        return records;
    }

    List<String> values(TopicPartition partition) {
        return values(records(partition));
    }

    static List<String> values(List<LogRecord> records) {
        return records.stream().map(record -> text(record.value())).toList();
    }

    /** The numbers from, from + 1, ... as text. */
    static String[] numbers(int from, int count) {
        String[] numbers = new String[count];
        Arrays.setAll(numbers, i -> Integer.toString(from + i));
        return numbers;
    }
}
