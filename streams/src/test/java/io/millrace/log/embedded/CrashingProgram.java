package io.millrace.log.embedded;

import io.millrace.base.Seams;
import io.millrace.log.AssignmentListener;
import io.millrace.log.Fetched;
import io.millrace.log.LogRecord;
import io.millrace.log.Member;
import io.millrace.log.Seat;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import io.millrace.store.StateChanges;
import io.millrace.store.StoreSlot;
import io.millrace.streams.processor.TaskId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes numbers to both partitions of {@code in}, copies them from {@code in-0} to {@code out} with the number copied
 * as state, and stops itself - as {@code kill -9} would - when a step of a commit is reached for the n-th time. Says on
 * its output which numbers have been committed. Arguments: folder, step, n.
 */
final class CrashingProgram {

    static final TopicPartition IN = new TopicPartition("in", 0);
    static final TopicPartition TWIN = new TopicPartition("in", 1);
    static final TopicPartition OUT = new TopicPartition("out", 0);
    static final StoreSlot COPIED = new StoreSlot("copied", 0);
    static final byte[] COPIED_KEY = {1};
    private static final int UNDER_WAY_MAX = 4;

    private CrashingProgram() {}

    public static void main(String[] args) {
        CommitSteps.Step fatal = CommitSteps.Step.valueOf(args[1]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[2]));
        CommitSteps steps = step -> {
            if (step == fatal && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(9);
            }
        };
        EmbeddedLogStorage log =
                EmbeddedLogStorage.open(Path.of(args[0]), EmbeddedSettings.ofMemory(36 << 20), Seams.system(), steps);
        if (log.topics().partitionCounts().isEmpty()) {
            log.topics().create(List.of(new TopicSpec("in", 2, Map.of()), new TopicSpec("out", 1, Map.of())));
        }
        Member copier = log.join(seat(), new NoListener());
        Writer writer = log.writer("w");
        ArrayDeque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
        for (long number = 0; ; number++) {
            underWay.add(write(writer, number));
            copy(copier);
            if (number % 10 == 9) {
                log.topics().purge(Map.of(TWIN, 1L));
            }
            if (underWay.size() > UNDER_WAY_MAX) {
                underWay.remove().join();
                System.out.println(number - UNDER_WAY_MAX);
            }
        }
    }

    private static CompletableFuture<Void> write(Writer writer, long number) {
        Transaction transaction = writer.begin();
        transaction.append(IN, number, null, bytes(number), List.of());
        transaction.append(TWIN, number, null, bytes(number), List.of());
        return transaction.commit();
    }

    private static void copy(Member copier) {
        for (Fetched fetched : copier.poll(0)) {
            Transaction transaction = copier.writer().begin();
            StateChanges state = new StateChanges();
            for (LogRecord record : fetched.records()) {
                transaction.append(OUT, record.timestamp(), null, record.value(), List.of());
                state.put(COPIED, COPIED_KEY, bytes(record.offset() + 1));
            }
            transaction.offset(IN, new OffsetAndMetadata(fetched.nextOffset()));
            transaction.state(state);
            var unused = transaction.commit();
        }
    }

    private static Seat seat() {
        TaskId task = new TaskId(0, 0);
        return new Seat(
                "g",
                "m",
                counts -> {
                    SortedSet<TopicPartition> partitions =
                            new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
                    partitions.add(IN);
                    return new TreeMap<>(Map.of(task, partitions));
                },
                (tasks, held) -> new TreeMap<>(Map.of("m", tasks)));
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static final class NoListener implements AssignmentListener {
        @Override
        public void assigned(Set<TaskId> tasks) {}

        @Override
        public void revoked(Set<TaskId> tasks) {}

        @Override
        public void lost(Set<TaskId> tasks) {}
    }
}
