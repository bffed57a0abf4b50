package io.millrace.testing;

import io.millrace.log.AssignmentListener;
import io.millrace.log.Fetched;
import io.millrace.log.Log;
import io.millrace.log.LogException;
import io.millrace.log.LogRecord;
import io.millrace.log.Member;
import io.millrace.log.Seat;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.streams.processor.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** A program that is easy to check: copies every record of "in" to "out", exactly once, however often it is killed. */
final class CopyProgram {

    static final TopicPartition IN = new TopicPartition("in", 0);
    static final TopicPartition OUT = new TopicPartition("out", 0);
    private static final TaskId TASK = new TaskId(0, 0);
    private static final int TURNS_MAX = 200;

    private CopyProgram() {}

    /** Makes what is missing of topics and input. */
    static void prepare(Log log, int records) {
        for (String topic : List.of("in", "out")) {
            try {
                log.topics().create(List.of(new TopicSpec(topic, 1, Map.of())));
            } catch (TopicExistsException exists) {
                // made before the crash
            }
        }
        int missing = records - countOf(log);
        Transaction input = log.writer("feeder").begin();
        for (int i = records - missing; i < records; i++) {
            input.append(IN, i, null, new byte[] {(byte) i}, List.of());
        }
        settled(log, input.commit());
    }

    private static int countOf(Log log) {
        return ((SimulatedLog) log).records(IN).size();
    }

    /** Copies until all is done; starts afresh when its seat or a commit is lost. */
    static void run(SimulatedLog log, int records) {
        for (int attempt = 0; attempt < TURNS_MAX; attempt++) {
            try {
                prepare(log, records);
                copy(log, records);
                return;
            } catch (LogException lostSeatOrCommit) {
                log.trace().add("again after: " + lostSeatOrCommit.getMessage());
            }
        }
        throw new AssertionError("not done after " + TURNS_MAX + " attempts");
    }

    private static void copy(SimulatedLog log, int records) {
        try (Member member = log.join(new Seat("copy", "m", CopyProgram::tasks, CopyProgram::allToFirst), ignoring())) {
            for (int turn = 0; turn < TURNS_MAX && log.records(OUT).size() < records; turn++) {
                List<Fetched> fetched = member.poll(10);
                if (fetched.isEmpty()) {
                    log.step();
                    continue;
                }
                Transaction transaction = member.writer().begin();
                for (LogRecord record : fetched.get(0).records()) {
                    transaction.append(OUT, record.timestamp(), record.key(), record.value(), record.headers());
                }
                transaction.offset(IN, new OffsetAndMetadata(fetched.get(0).nextOffset()));
                settled(log, transaction.commit());
            }
        }
    }

    private static void settled(Log log, CompletableFuture<Void> commit) {
        while (!commit.isDone()) {
            ((SimulatedLog) log).step();
        }
        if (commit.isCompletedExceptionally()) {
            throw (LogException) commit.handle((nothing, error) -> error).join();
        }
    }

    private static SortedMap<TaskId, SortedSet<TopicPartition>> tasks(Map<String, Integer> partitionCounts) {
        SortedMap<TaskId, SortedSet<TopicPartition>> tasks = new TreeMap<>();
        SortedSet<TopicPartition> reads = new TreeSet<>(Partitions.ORDER);
        reads.add(IN);
        tasks.put(TASK, reads);
        return tasks;
    }

    private static SortedMap<String, SortedSet<TaskId>> allToFirst(
            SortedSet<TaskId> tasks, SortedMap<String, SortedSet<TaskId>> held) {
        SortedMap<String, SortedSet<TaskId>> given = new TreeMap<>();
        given.put(held.firstKey(), tasks);
        return given;
    }

    private static AssignmentListener ignoring() {
        return new AssignmentListener() {
            @Override
            public void assigned(Set<TaskId> tasks) {}

            @Override
            public void revoked(Set<TaskId> tasks) {}

            @Override
            public void lost(Set<TaskId> tasks) {}
        };
    }
}
