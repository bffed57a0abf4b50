package io.millrace.streams.kstream.internals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.streams.kstream.Window;
import io.millrace.streams.kstream.Windowed;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeWindowTest {

    private final TimeWindow window = new TimeWindow(50, 100);

    @Test
    void knowsStartAndEnd() {
        assertThat(window.start()).isEqualTo(50);
        assertThat(window.end()).isEqualTo(100);
        assertThat(window.startTime()).isEqualTo(Instant.ofEpochMilli(50));
        assertThat(window.endTime()).isEqualTo(Instant.ofEpochMilli(100));
        assertThat(window).hasToString("Window{startMs=50, endMs=100}");
    }

    @Test
    void overlapsWhatSharesAMillisecond() {
        assertThat(window.overlap(new TimeWindow(0, 51))).isTrue();
        assertThat(window.overlap(new TimeWindow(99, 150))).isTrue();
        assertThat(window.overlap(new TimeWindow(60, 70))).isTrue();
        assertThat(window.overlap(new TimeWindow(0, 200))).isTrue();
        assertThat(window.overlap(window)).isTrue();
    }

    @Test
    void doesNotOverlapItsNeighbours() {
        assertThat(window.overlap(new TimeWindow(0, 50))).isFalse();
        assertThat(window.overlap(new TimeWindow(100, 150))).isFalse();
    }

    @Test
    void cannotBeComparedWithAnotherKindOfWindow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window.overlap(new OtherWindow(50, 100)))
                .withMessageContaining("OtherWindow");
    }

    @Test
    void refusesToBeEmptyNegativeOrReversed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeWindow(5, 5))
                .withMessageContaining("endMs: 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeWindow(-1, 5))
                .withMessage("startMs: -1 (expected: >= 0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeWindow(5, 4))
                .withMessageContainingAll("endMs: 4", "which is 5");
    }

    @Test
    void isEqualToTheSameKindWithTheSameBounds() {
        assertThat(window).isEqualTo(new TimeWindow(50, 100)).hasSameHashCodeAs(new TimeWindow(50, 100));
        assertThat(window).isNotEqualTo(new TimeWindow(50, 101)).isNotEqualTo(new TimeWindow(49, 100));
        assertThat(window).isNotEqualTo(new OtherWindow(50, 100));
    }

    @Test
    void makesAWindowedKeyTogetherWithAKey() {
        Windowed<String> windowed = new Windowed<>("k", window);

        assertThat(windowed.key()).isEqualTo("k");
        assertThat(windowed.window()).isEqualTo(window);
        assertThat(windowed).hasToString("[k@50/100]");
        assertThat(windowed).isEqualTo(new Windowed<>("k", new TimeWindow(50, 100)));
        assertThat(windowed).hasSameHashCodeAs(new Windowed<>("k", new TimeWindow(50, 100)));
        assertThat(windowed).isNotEqualTo(new Windowed<>("l", window));
        assertThat(windowed).isNotEqualTo(new Windowed<>("k", new TimeWindow(0, 100)));
    }

    private static final class OtherWindow extends Window {

        OtherWindow(long startMs, long endMs) {
            super(startMs, endMs);
        }

        @Override
        public boolean overlap(Window other) {
            return false;
        }
    }
}
