package io.millrace.streams.kstream;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.streams.kstream.internals.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeWindowsTest {

    @Test
    void putsAnEventIntoOneTumblingWindow() {
        TimeWindows windows = TimeWindows.ofSizeWithNoGrace(ofMillis(10));

        assertThat(windows.windowsFor(25)).containsExactly(Map.entry(20L, new TimeWindow(20, 30)));
    }

    @Test
    void countsTheStartInAndTheEndOut() {
        TimeWindows windows = TimeWindows.ofSizeWithNoGrace(ofMillis(10));

        assertThat(windows.windowsFor(20)).containsOnlyKeys(20L);
        assertThat(windows.windowsFor(29)).containsOnlyKeys(20L);
        assertThat(windows.windowsFor(30)).containsOnlyKeys(30L);
    }

    @Test
    void putsAnEventIntoAllHoppingWindowsAroundItOrderedByStart() {
        TimeWindows windows = TimeWindows.ofSizeWithNoGrace(ofMillis(12)).advanceBy(ofMillis(5));

        assertThat(windows.windowsFor(21))
                .containsExactly(
                        Map.entry(10L, new TimeWindow(10, 22)),
                        Map.entry(15L, new TimeWindow(15, 27)),
                        Map.entry(20L, new TimeWindow(20, 32)));
    }

    @Test
    void startsNoWindowBeforeTheEpoch() {
        TimeWindows windows = TimeWindows.ofSizeWithNoGrace(ofMillis(12)).advanceBy(ofMillis(5));

        assertThat(windows.windowsFor(0)).containsOnlyKeys(0L);
        assertThat(windows.windowsFor(6)).containsOnlyKeys(0L, 5L);
        assertThat(windows.windowsFor(-1)).isEmpty();
        assertThat(windows.windowsFor(Long.MIN_VALUE)).isEmpty();
    }

    @Test
    void cutsWindowsAtTheEndOfTime() {
        TimeWindows windows = TimeWindows.ofSizeWithNoGrace(ofMillis(10)).advanceBy(ofMillis(5));
        long lastStart = Long.MAX_VALUE / 5 * 5;

        assertThat(windows.windowsFor(Long.MAX_VALUE))
                .containsExactly(
                        Map.entry(lastStart - 5, new TimeWindow(lastStart - 5, Long.MAX_VALUE)),
                        Map.entry(lastStart, new TimeWindow(lastStart, Long.MAX_VALUE)));
    }

    @Test
    void agreesWithTheDefinitionForRandomWindows() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            int size = 1 + random.nextInt(50);
            int advance = 1 + random.nextInt(size);
            int timestamp = random.nextInt(300);
            TimeWindows windows = TimeWindows.ofSizeWithNoGrace(ofMillis(size)).advanceBy(ofMillis(advance));

            assertThat(windows.windowsFor(timestamp).keySet())
                    .as(
                            "size %d, advance %d, timestamp %d; repeat with -Dmillrace.seed=%d",
                            size, advance, timestamp, seed)
                    .containsExactlyElementsOf(startsByDefinition(size, advance, timestamp));
        }
    }

    private static List<Long> startsByDefinition(long size, long advance, long timestamp) {
        List<Long> starts = new ArrayList<>();
        for (long start = 0; start <= timestamp; start += advance) {
            if (timestamp < start + size) {
                starts.add(start);
            }
        }
        return starts;
    }

    @Test
    void knowsSizeAdvanceAndGrace() {
        TimeWindows windows =
                TimeWindows.ofSizeAndGrace(ofMillis(10), ofMillis(7)).advanceBy(ofMillis(5));

        assertThat(windows.sizeMs).isEqualTo(10);
        assertThat(windows.size()).isEqualTo(10);
        assertThat(windows.advanceMs).isEqualTo(5);
        assertThat(windows.gracePeriodMs()).isEqualTo(7);
        assertThat(windows).hasToString("TimeWindows{sizeMs=10, advanceMs=5, graceMs=7}");
    }

    @Test
    void isTumblingWithoutGraceUnlessToldOtherwise() {
        TimeWindows windows = TimeWindows.ofSizeWithNoGrace(ofMillis(10));

        assertThat(windows.advanceMs).isEqualTo(10);
        assertThat(windows.gracePeriodMs()).isZero();
    }

    @Test
    void refusesASizeThatIsNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeWindows.ofSizeWithNoGrace(ofMillis(0)))
                .withMessage("size: 0 ms (expected: > 0)");
    }

    @Test
    void refusesANegativeGrace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeWindows.ofSizeAndGrace(ofMillis(1), ofMillis(-5)))
                .withMessage("grace: -5 ms (expected: >= 0)");
    }

    @Test
    void refusesAnAdvanceThatIsNotPositiveOrLeavesGaps() {
        TimeWindows windows = TimeWindows.ofSizeWithNoGrace(ofMillis(10));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows.advanceBy(ofMillis(0)))
                .withMessageContaining("advance: 0 ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows.advanceBy(ofMillis(11)))
                .withMessageContainingAll("advance: 11 ms", "at most the window size, 10 ms");
    }

    @Test
    void refusesDurationsThatAreMissingOrTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeWindows.ofSizeWithNoGrace(null))
                .withMessageContaining("size: null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeWindows.ofSizeAndGrace(ofMillis(1), Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageContaining("afterWindowEnd: PT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeWindows.ofSizeWithNoGrace(ofMillis(1)).advanceBy(null))
                .withMessageContaining("advance: null");
    }

    @Test
    void isEqualIfSizeAdvanceAndGraceAre() {
        TimeWindows windows = TimeWindows.ofSizeAndGrace(ofMillis(10), ofMillis(7));

        assertThat(windows).isEqualTo(TimeWindows.ofSizeAndGrace(ofMillis(10), ofMillis(7)));
        assertThat(windows).hasSameHashCodeAs(TimeWindows.ofSizeAndGrace(ofMillis(10), ofMillis(7)));
        assertThat(windows).isNotEqualTo(TimeWindows.ofSizeAndGrace(ofMillis(11), ofMillis(7)));
        assertThat(windows).isNotEqualTo(TimeWindows.ofSizeAndGrace(ofMillis(10), ofMillis(8)));
        assertThat(windows).isNotEqualTo(windows.advanceBy(ofMillis(5)));
    }
}
