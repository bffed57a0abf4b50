package io.millrace.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Seams;
import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.Log;
import io.millrace.log.LogException;
import io.millrace.log.Reader;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import io.millrace.store.rocksdb.StoreTuning;
import io.millrace.streams.errors.ProcessorStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedLogStorageTest {

    private static final EmbeddedSettings SETTINGS = EmbeddedSettings.ofMemory(36 << 20);
    private static final TopicPartition T0 = new TopicPartition("t", 0);

    @TempDir
    Path folder;

    private EmbeddedLogStorage open() {
        return EmbeddedLogStorage.open(folder.resolve("log"), SETTINGS, Seams.system());
    }

    private static CompletableFuture<Void> send(Writer writer, TopicPartition partition, String... values) {
        Transaction transaction = writer.begin();
        for (String value : values) {
            transaction.append(partition, 1, null, HandDrivenLog.bytes(value), List.of());
        }
        return transaction.commit();
    }

    private static List<String> read(Log log, long from) {
        try (Reader reader = log.reader(Isolation.COMMITTED)) {
            reader.assign(Map.of(T0, from));
            List<String> texts = new ArrayList<>();
            List<Fetched> fetched = reader.poll(0);
            while (!fetched.isEmpty()) {
                fetched.forEach(part -> part.records().forEach(record -> texts.add(HandDrivenLog.text(record))));
                fetched = reader.poll(0);
            }
            return texts;
        }
    }

    @Test
    void keepsWhatWasCommittedOverAnOrderlyRestart() {
        try (EmbeddedLogStorage log = open()) {
            log.topics().create(List.of(new TopicSpec("t", 1, Map.of("retention.ms", "-1"))));
            var unused = send(log.writer("w"), T0, "one", "two"); // closing waits for it
        }
        try (EmbeddedLogStorage log = open()) {
            assertThat(log.topics().partitionCounts()).isEqualTo(Map.of("t", 1));
            assertThat(read(log, 0)).containsExactly("0:null=one", "1:null=two");
        }
    }

    @Test
    void doesNotShowOldRecordsInATopicThatWasMadeAgain() {
        try (EmbeddedLogStorage log = open()) {
            log.topics().create(List.of(new TopicSpec("t", 1, Map.of())));
            send(log.writer("w"), T0, "old").join();
            log.topics().delete(List.of("t", "unknown"));
            log.topics().create(List.of(new TopicSpec("t", 1, Map.of())));
            assertThat(read(log, 0)).isEmpty();
            send(log.writer("w"), T0, "new").join();
        }
        try (EmbeddedLogStorage log = open()) {
            assertThat(read(log, 0)).containsExactly("0:null=new");
        }
    }

    @Test
    void failsTheCommitOfRecordsForATopicThatIsGone() {
        try (EmbeddedLogStorage log = open()) {
            log.topics().create(List.of(new TopicSpec("t", 1, Map.of())));
            Transaction transaction = log.writer("w").begin();
            transaction.append(T0, 1, null, null, List.of());
            log.topics().delete(List.of("t"));

            assertThat(transaction.commit()).isCompletedExceptionally();
        }
    }

    @Test
    void makesTheTopicsBeforeOneThatExists() {
        try (EmbeddedLogStorage log = open()) {
            log.topics().create(List.of(new TopicSpec("b", 1, Map.of())));

            assertThatThrownBy(() -> log.topics()
                            .create(List.of(
                                    new TopicSpec("a", 2, Map.of()),
                                    new TopicSpec("b", 1, Map.of()),
                                    new TopicSpec("c", 1, Map.of()))))
                    .isInstanceOf(TopicExistsException.class);
            assertThat(log.topics().partitionCounts()).isEqualTo(Map.of("a", 2, "b", 1));
        }
    }

    @Test
    void refusesNamesThatKafkaRefuses() {
        try (EmbeddedLogStorage log = open()) {
            for (String name : List.of("", ".", "..", "a b", "a/b", "ü", "x".repeat(250))) {
                assertThatThrownBy(() -> log.topics().create(List.of(new TopicSpec(name, 1, Map.of()))))
                        .isInstanceOf(InvalidTopicException.class);
            }
        }
    }

    @Test
    void findsOffsetsByTime() {
        try (EmbeddedLogStorage log = open()) {
            log.topics().create(List.of(new TopicSpec("t", 1, Map.of())));
            Writer writer = log.writer("w");
            for (long timestamp : new long[] {10, 30, 20, 40}) {
                Transaction transaction = writer.begin();
                transaction.append(T0, timestamp, null, null, List.of());
                transaction.commit().join();
            }

            assertThat(log.topics().offsetsAt(Map.of(T0, 15L))).isEqualTo(Map.of(T0, 1L));
            assertThat(log.topics().offsetsAt(Map.of(T0, 31L))).isEqualTo(Map.of(T0, 3L));
            assertThat(log.topics().offsetsAt(Map.of(T0, 41L))).isEqualTo(Map.of(T0, 4L));
        }
    }

    @Test
    void isSharedByAllOpeningsOfAFolderAndClosedWithTheLast() {
        EmbeddedLogStorage first = open();
        EmbeddedLogStorage second = open();
        first.topics().create(List.of(new TopicSpec("t", 1, Map.of())));
        first.close();
        first.close();

        send(second.writer("w"), T0, "one").join();
        assertThat(read(second, 0)).containsExactly("0:null=one");
        assertThatThrownBy(first::topics).isInstanceOf(LogException.class).hasMessageContaining("closed");
        second.close();
        assertThat(second.health()).isEqualTo(LogHealth.CLOSED);
    }

    @Test
    void refusesAFolderOfSomethingElseAndChangesNothing() throws IOException {
        Path other = Files.createDirectories(folder.resolve("log"));
        Files.writeString(other.resolve("precious.txt"), "mine");

        assertThatThrownBy(this::open)
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("precious.txt");
        try (var files = Files.list(other)) {
            assertThat(files).containsExactly(other.resolve("precious.txt"));
        }
    }

    @Test
    void refusesAnUnknownVersionAndChangesNothing() throws IOException {
        Path other = Files.createDirectories(folder.resolve("log"));
        Files.writeString(other.resolve("format"), "millrace embedded log, format 99\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("format 99")
                .hasMessageContaining("unknown version");
        try (var files = Files.list(other)) {
            assertThat(files).containsExactly(other.resolve("format"));
        }
    }

    @Test
    void wakesAReaderThatWaitsWhenRecordsBecomeDurable() throws InterruptedException {
        try (EmbeddedLogStorage log = open()) {
            log.topics().create(List.of(new TopicSpec("t", 1, Map.of())));
            CountDownLatch reading = new CountDownLatch(1);
            CompletableFuture<List<Fetched>> polled = new CompletableFuture<>();
            Seams.system().threads().start("reader", () -> {
                try (Reader reader = log.reader(Isolation.COMMITTED)) {
                    reader.assign(Map.of(T0, 0L));
                    reading.countDown();
                    polled.complete(reader.poll(30_000));
                } catch (RuntimeException e) {
                    polled.completeExceptionally(e);
                }
            });
            assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

            send(log.writer("w"), T0, "one").join();

            assertThat(polled.join().get(0).records()).hasSize(1);
        }
    }

    @Test
    void returnsFromAPollThatIsWokenUp() {
        try (EmbeddedLogStorage log = open()) {
            log.topics().create(List.of(new TopicSpec("t", 1, Map.of())));
            try (Reader reader = log.reader(Isolation.COMMITTED)) {
                reader.assign(Map.of(T0, 0L));
                reader.wakeup();

                assertThat(reader.poll(30_000)).isEmpty();
            }
        }
    }

    @Test
    void failsEverythingThatWaitsAndAllFurtherUseWhenAWriteFails() {
        CommitSteps failing = step -> {
            if (step == CommitSteps.Step.BEFORE_WRITE) {
                throw new IllegalStateException("planted");
            }
        };
        try (EmbeddedLogStorage log =
                EmbeddedLogStorage.open(folder.resolve("log"), SETTINGS, Seams.system(), failing)) {
            assertThatThrownBy(() -> log.topics().create(List.of(new TopicSpec("t", 1, Map.of()))))
                    .isInstanceOf(LogException.class);
            assertThatThrownBy(() -> log.topics().partitionCounts())
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining("failed");
            assertThat(log.health()).isEqualTo(LogHealth.FAILED);
        }
        try (EmbeddedLogStorage log = open()) {
            assertThat(log.topics().partitionCounts()).isEmpty();
        }
    }

    @Test
    void letsACommitWaitWhileTooMuchIsQueued() throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        CommitSteps held = step -> {
            if (step == CommitSteps.Step.BEFORE_WRITE
                    && free.getCount() > 0
                    && !Thread.currentThread().isInterrupted()) {
                awaitQuietly(free);
            }
        };
        EmbeddedSettings small = new EmbeddedSettings(36 << 20, 1000, 1000, 1 << 20, StoreTuning.NONE);
        try (EmbeddedLogStorage log = EmbeddedLogStorage.open(folder.resolve("log"), small, Seams.system(), held)) {
            CompletableFuture<Void> made =
                    CompletableFuture.runAsync(() -> log.topics().create(List.of(new TopicSpec("t", 1, Map.of()))));
            while (log.topics().partitionCounts().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(send(log.writer("first"), T0, "x".repeat(2000))).isNotDone();
            CompletableFuture<Void> second = new CompletableFuture<>();
            Thread waiting = Seams.system().threads().start("second", () -> {
                send(log.writer("second"), T0, "y").join();
                second.complete(null);
            });
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(log.topics().endOffsets(java.util.Set.of(T0), Isolation.UNCOMMITTED))
                    .isEqualTo(Map.of(T0, 1L));

            free.countDown();

            second.join();
            made.join();
            assertThat(read(log, 1)).containsExactly("1:null=y");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
