package io.millrace.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.log.Isolation;
import io.millrace.log.OutOfRangeException;
import io.millrace.log.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

    @TempDir
    Path folder;

    @Test
    void removesBatchesOlderThanTheRetention() {
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of("retention.ms", "1000"))) {
            log.commit("a=1", "b=1");
            log.nowMs += 600;
            log.commit("c=1");
            log.nowMs += 600;

            log.maintain();

            assertThat(log.partition().startOffset()).isEqualTo(2);
            assertThat(log.onDisk()).containsExactly("2:c=1");
            assertThatThrownBy(() -> log.read(0, Isolation.COMMITTED)).isInstanceOf(OutOfRangeException.class);
        }
    }

    @Test
    void removesTheLastBatchTooAndKeepsTheEnd() {
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of("retention.ms", "1000"))) {
            log.commit("a=1", "b=1");
            log.nowMs += 2000;
            log.maintain();
        }
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of())) {
            assertThat(log.partition().startOffset()).isEqualTo(2);
            assertThat(log.partition().durableEnd()).isEqualTo(2);

            log.commit("c=1");

            assertThat(log.onDisk()).containsExactly("2:c=1");
        }
    }

    @Test
    void keepsRecordsOfEventsLongPastForAsLongAsOthers() {
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of("retention.ms", "1000"))) {
            Transaction transaction = log.begin();
            transaction.append(HandDrivenLog.PARTITION, 5, HandDrivenLog.bytes("old"), null, List.of());
            assertThat(transaction.commit()).isNotDone();
            log.commitQueued();

            log.maintain();
            assertThat(log.onDisk()).hasSize(1);

            log.nowMs += 1001;
            log.maintain();
            assertThat(log.onDisk()).isEmpty();
        }
    }

    @Test
    void removesWhatIsBeyondTheBytesToKeep() {
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of("retention.bytes", "250"))) {
            for (int i = 0; i < 10; i++) {
                log.commit("k=" + "v".repeat(50 - BatchFormat.HEADER_BYTES + 50));
            }

            log.maintain();

            long bytes = log.partition().upkeep().bytes;
            assertThat(bytes).isBetween(250L, 370L);
            assertThat(log.onDisk()).hasSize(3);
        }
    }

    @Test
    void countsTheBytesThatWereThereWhenItWasOpened() {
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of("retention.bytes", "250"))) {
            for (int i = 0; i < 10; i++) {
                log.commit("k=" + "v".repeat(62));
            }
        }
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of())) {
            log.maintain();

            assertThat(log.onDisk()).hasSize(3);
        }
    }

    @Test
    void keepsEverythingOfATopicThatIsOnlyCompacted() {
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of("cleanup.policy", "compact", "retention.ms", "1"))) {
            log.commit("a=1");
            log.commit("b=1");
            log.nowMs += 10_000_000;

            log.maintain();

            assertThat(log.onDisk()).hasSize(2);
        }
    }

    @Test
    void bringsAPurgeToDiskAndKeepsTheBatchThatItLiesIn() {
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of())) {
            log.commit("a=1", "b=1");
            log.commit("c=1", "d=1");
            new EmbeddedTopics(log.memory, log.storage, new TimeSearch(new BatchSource(log.memory, log.storage.log())))
                    .purge(Map.of(HandDrivenLog.PARTITION, 3L));
            log.maintain();
        }
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of())) {
            assertThat(log.partition().startOffset()).isEqualTo(3);
            assertThat(log.read(3, Isolation.COMMITTED)).containsExactly("3:d=1");
            assertThat(log.storage.log().first(log.partition(), 0, 100).baseOffset())
                    .isEqualTo(2);
        }
    }

    @Test
    void doesABoundedAmountOfWorkPerStep() {
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of("retention.ms", "1000"))) {
            for (int i = 0; i < 40; i++) {
                log.commit("a=" + i);
            }
            log.nowMs += 2000;

            assertThat(log.maintenance.step(log.nowMs)).isTrue();
            assertThat(log.partition().startOffset()).isEqualTo(16);
            log.maintain();
            assertThat(log.partition().startOffset()).isEqualTo(40);
        }
    }
}
