package io.millrace.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Randomness;
import io.millrace.log.Isolation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {

    private static final long SEED = 42;
    private static final Map<String, String> COMPACT =
            Map.of("cleanup.policy", "compact", "delete.retention.ms", "1000");

    @TempDir
    Path folder;

    @Test
    void keepsTheLastRecordOfEachKeyAndItsOffset() {
        try (HandDrivenLog log = new HandDrivenLog(folder, COMPACT)) {
            log.commit("a=1", "b=1", "a=2");
            log.commit("c=1", "a=3");
            log.commit("last=1");

            log.maintain();

            assertThat(log.onDisk()).containsExactly("1:b=1", "3:c=1", "4:a=3", "5:last=1");
        }
    }

    @Test
    void leavesTheLastBatchAlone() {
        try (HandDrivenLog log = new HandDrivenLog(folder, COMPACT)) {
            log.commit("a=1");
            log.commit("a=2", "a=3");

            log.maintain();

            assertThat(log.onDisk()).containsExactly("0:a=1", "1:a=2", "2:a=3");
        }
    }

    @Test
    void keepsTheMarkOfARemovedKeyForAsLongAsTheTopicSays() {
        try (HandDrivenLog log = new HandDrivenLog(folder, COMPACT)) {
            log.commit("a=1");
            log.commit("a");
            log.commit("b=1");
            log.commit("b=2");
            log.maintain();
            assertThat(log.onDisk()).containsExactly("1:a", "2:b=1", "3:b=2");

            log.nowMs += 1001;
            log.commit("c=1");
            log.commit("c=2");
            log.commit("c=3");
            log.maintain();

            assertThat(log.onDisk()).noneMatch(text -> text.contains(":a")).contains("3:b=2", "6:c=3");
        }
    }

    @Test
    void isReadThroughItsGaps() {
        try (HandDrivenLog log = new HandDrivenLog(folder, COMPACT)) {
            log.commit("a=1", "b=1");
            log.commit("a=2", "b=2");
            log.commit("a=3", "c=1");
            log.commit("last=1");
            log.maintain();
        }
        try (HandDrivenLog log = new HandDrivenLog(folder, Map.of())) {
            assertThat(log.read(0, Isolation.COMMITTED)).containsExactly("3:b=2", "4:a=3", "5:c=1", "6:last=1");
            assertThat(log.read(2, Isolation.COMMITTED)).startsWith("3:b=2");
            assertThat(log.read(4, Isolation.COMMITTED)).startsWith("4:a=3");
        }
    }

    @Test
    void refusesRecordsWithoutAKey() {
        try (HandDrivenLog log = new HandDrivenLog(folder, COMPACT)) {
            assertThatThrownBy(() -> log.begin().append(HandDrivenLog.PARTITION, 1, null, null, List.of()))
                    .isInstanceOf(InvalidRecordException.class);
        }
    }

    @Test
    void neverChangesTheLastValueOfAnyKey() {
        Randomness random = Randomness.seeded(SEED);
        Map<String, String> expected = new HashMap<>();
        try (HandDrivenLog log = new HandDrivenLog(folder, COMPACT)) {
            for (int round = 0; round < 150; round++) {
                String[] records = new String[1 + random.nextInt(20)];
                for (int i = 0; i < records.length; i++) {
                    String key = "k" + random.nextInt(30);
                    boolean remove = random.nextInt(4) == 0;
                    records[i] = remove ? key : key + "=" + round + "." + i;
                    if (remove) {
                        expected.remove(key);
                    } else {
                        expected.put(key, round + "." + i);
                    }
                }
                log.commit(records);
                log.nowMs += random.nextInt(400);
                if (random.nextInt(3) == 0) {
                    log.maintenance.step(log.nowMs);
                }
            }
            log.maintain();

            assertThat(table(log.onDisk())).as("seed %d", SEED).isEqualTo(expected);
            assertThat(log.onDisk()).hasSizeLessThan(200);
        }
    }

    private static Map<String, String> table(List<String> records) {
        Map<String, String> table = new HashMap<>();
        for (String record : records) {
            String[] parts = record.substring(record.indexOf(':') + 1).split("=", 2);
            if (parts.length == 1) {
                table.remove(parts[0]);
            } else {
                table.put(parts[0], parts[1]);
            }
        }
        return table;
    }
}
