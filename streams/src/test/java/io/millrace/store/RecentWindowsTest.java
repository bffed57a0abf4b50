package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentWindowsTest {

    private static final long RETENTION_MS = 1600;
    private static final byte[] LARGE = new byte[512 * 1024];

    private final StoreMemory memory = new StoreMemory(0, Long.MAX_VALUE);
    private final RecentWindows recent = new RecentWindows(memory, RETENTION_MS, 0);

    private List<Long> starts(String key, long from, long to) {
        List<Long> starts = new ArrayList<>();
        RecentWindows.Found found = recent.find(key, from, to);
        while (found.hasNext()) {
            starts.add(found.nextStart());
            found.next();
        }
        return starts;
    }

    private void add(String key, long... starts) {
        for (long start : starts) {
            recent.add(key, start, "value", Math.max(0, start - RETENTION_MS + 1));
        }
    }

    @Test
    void findsTheEntriesOfAKeyInTheOrderOfTheirTimes() {
        add("k", 5, 3, 9, 3, 7, 3, 1);
        add("other", 4);

        assertThat(starts("k", 0, 100)).containsExactly(1L, 3L, 3L, 3L, 5L, 7L, 9L);
        assertThat(starts("k", 3, 7)).containsExactly(3L, 3L, 3L, 5L, 7L);
        assertThat(starts("k", 4, 4)).isEmpty();
        assertThat(starts("none", 0, 100)).isEmpty();
    }

    @Test
    void equalTimesStayInTheOrderInWhichTheyCame() {
        recent.add("k", 5, "first", 0);
        recent.add("k", 9, "last", 0);
        recent.add("k", 5, "second", 0);

        RecentWindows.Found found = recent.find("k", 5, 5);
        assertThat(found.next()).isEqualTo("first");
        assertThat(found.next()).isEqualTo("second");
        assertThat(found.hasNext()).isFalse();
    }

    @Test
    void whatIsAddedWhileSomebodyReadsDoesNotShow() {
        add("k", 1, 5);
        RecentWindows.Found found = recent.find("k", 0, 100);
        add("k", 3, 7, 9);

        assertThat(found.nextStart()).isEqualTo(1);
        found.next();
        assertThat(found.nextStart()).isEqualTo(5);
        found.next();
        assertThat(found.hasNext()).isFalse();
    }

    @Test
    void isNotCompleteBeforeTheTimeAtWhichItBegan() {
        RecentWindows begun = new RecentWindows(memory, RETENTION_MS, 100);
        begun.add("k", 99, "old", 0);

        assertThat(begun.isComplete(99)).isFalse();
        assertThat(begun.isComplete(100)).isTrue();
        assertThat(begun.find("k", 0, 200).hasNext()).isFalse();
    }

    @Test
    void dropsWhatHasExpired() {
        add("k", 0, 50, 150, 10_000);

        assertThat(starts("k", 0, 20_000)).containsExactly(10_000L);
        assertThat(recent.isComplete(8_401)).isTrue();
        assertThat(recent.isComplete(0)).isFalse();
    }

    @Test
    void givesTheOldestUpWhenMemoryIsShort() {
        for (long start = 0; start < 1600; start += 50) {
            recent.add("k" + start, start, LARGE, 0);
        }

        assertThat(recent.isComplete(0)).isFalse();
        assertThat(recent.isComplete(1500)).isTrue();
        assertThat(starts("k1550", 0, 2000)).containsExactly(1550L);
        assertThat(memory.usedBytes()).isBetween(2L << 20, 8L << 20);
    }

    @Test
    void givesItsMemoryBack() {
        add("k", 1, 2, 3);
        assertThat(memory.usedBytes()).isPositive();

        recent.clear();
        assertThat(memory.usedBytes()).isZero();
        assertThat(starts("k", 0, 100)).isEmpty();
    }
}
