package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.BigEndian;
import io.millrace.log.Log;
import io.millrace.log.Transaction;
import io.millrace.log.embedded.EmbeddedLogStorage;
import io.millrace.store.ByteCursor;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSlot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults planted in what an application has left on disk are seen through all that lies between disk and checker. */
@Tag("crash")
class CrashedFolderTest {

    private static final long SEED = 3;
    private static final CountingScenario SCENARIO = new CountingScenario(SEED, 50);

    @TempDir
    private Path folder;

    private CrashedFolder left;

    @BeforeEach
    void runTheScenario() {
        left = new CrashedFolder(folder, SEED);
        try (EmbeddedLogStorage log = left.openLog()) {
            WorkerRun.feed(log, SCENARIO);
        }
        left.finish();
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        assertThat(left.check()).isEmpty();
        assertThat(left.lines()).isEqualTo(SCENARIO.lines());
    }

    @Test
    void findsAnOutputThatWasDoubled() {
        long count = SCENARIO.expected().running().get("elm");
        byte[] value = new byte[Long.BYTES];
        BigEndian.putLong(value, 0, count);
        append(partitionOf(CountingScenario.RUNNING, "elm"), "elm", value);

        assertThat(left.check())
                .containsExactly(
                        "output running: elm went from " + count + " to " + count + " (expected: " + (count + 1) + ")");
    }

    @Test
    void findsARecordBetweenTheSubtopologiesThatWasDoubled() {
        String between = "crash-by-word-repartition";
        append(new TopicPartition(between, 0), "elm", "elm".getBytes(StandardCharsets.UTF_8));

        // Whether the reading worker has counted it by then, or it is still unread, is open; that it is one too many is
        // not.
        assertThat(left.check()).contains("topic " + between + ": 151 records (expected: 150)");
    }

    @Test
    void findsALineThatWasCountedTwice() {
        try (EmbeddedLogStorage log = left.openLog()) {
            Transaction transaction = log.writer("thief").begin();
            for (TopicPartition partition : WorkerRun.partitions(CountingScenario.INPUT)) {
                transaction.offset("crash", partition, new OffsetAndMetadata(0));
            }
            transaction.commit().join();
        }

        assertThat(left.finishAndCheck())
                .anySatisfy(wrong -> assertThat(wrong).startsWith("output running ends: elm"))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("store running: elm"))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("store sums: sender"))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("topic crash-by-word-repartition: 300"));
    }

    @Test
    void findsAStoreEntryThatWasLost() {
        try (EmbeddedLogStorage log = left.openLog()) {
            StateChanges changes = new StateChanges();
            for (int partition = 0; partition < CountingScenario.PARTITIONS; partition++) {
                StoreSlot slot = new StoreSlot(CountingScenario.SUMS, partition);
                try (ByteCursor cursor = log.state().open(slot, Residence.DISK).scan(null, null, true)) {
                    while (cursor.next()) {
                        changes.put(slot, cursor.key(), null);
                    }
                }
            }
            Transaction transaction = log.writer("thief").begin();
            transaction.state(changes);
            transaction.commit().join();
        }

        assertThat(left.check())
                .hasSameSizeAs(SCENARIO.expected().sums().keySet())
                .allSatisfy(wrong ->
                        assertThat(wrong).startsWith("store sums: sender").contains(" is null"));
    }

    private TopicPartition partitionOf(String topic, String key) {
        try (EmbeddedLogStorage log = left.openLog()) {
            for (TopicPartition partition : WorkerRun.partitions(topic)) {
                Map<String, List<ResultChecker.Output>> outputs = WorkerRun.outputs(
                        asked -> asked.equals(partition) ? CrashedFolder.read(log, partition) : List.of());
                if (outputs.get(topic).stream().anyMatch(output -> output.key().equals(key))) {
                    return partition;
                }
            }
        }
        throw new AssertionError("no record of " + topic + " has the key " + key);
    }

    private void append(TopicPartition partition, String key, byte[] value) {
        try (Log log = left.openLog()) {
            Transaction transaction = log.writer("thief").begin();
            transaction.append(partition, 0, key.getBytes(StandardCharsets.UTF_8), value, List.of());
            transaction.commit().join();
        }
    }
}
