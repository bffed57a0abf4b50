package io.millrace.streams.kstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JoinWindowsTest {

    private static final Duration TEN = Duration.ofMillis(10);

    @Test
    void reachesAsFarToBothSidesUnlessOneIsChanged() {
        JoinWindows windows = JoinWindows.ofTimeDifferenceAndGrace(TEN, Duration.ofMillis(3));

        assertThat(windows).extracting("beforeMs", "afterMs").containsExactly(10L, 10L);
        assertThat(windows.size()).isEqualTo(20);
        assertThat(windows.gracePeriodMs()).isEqualTo(3);
        assertThat(windows.before(Duration.ofMillis(4)).size()).isEqualTo(14);
        assertThat(windows.after(Duration.ofMillis(-10)).size()).isZero();
        assertThat(windows.after(Duration.ofMillis(-10)).gracePeriodMs()).isEqualTo(3);
    }

    @Test
    void refusesWindowsOfNegativeSize() {
        JoinWindows windows = JoinWindows.ofTimeDifferenceWithNoGrace(TEN);

        assertThatThrownBy(() -> JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JoinWindows.ofTimeDifferenceAndGrace(TEN, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> windows.before(Duration.ofMillis(-11))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> windows.after(Duration.ofMillis(-11))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JoinWindows.ofTimeDifferenceWithNoGrace(null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @SuppressWarnings("deprecation") // what is tested
    void oldWindowsAreKeptForADayInAllAndTakeAGraceOnce() {
        assertThat(JoinWindows.of(TEN).gracePeriodMs()).isEqualTo(86_400_000 - 20);
        assertThat(JoinWindows.of(Duration.ofDays(2)).gracePeriodMs()).isZero();
        assertThat(JoinWindows.of(TEN).grace(Duration.ofMillis(7)).gracePeriodMs())
                .isEqualTo(7);
        assertThatThrownBy(() -> JoinWindows.ofTimeDifferenceWithNoGrace(TEN).grace(TEN))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void windowsOfEqualTimesAreEqual() {
        assertThat(JoinWindows.ofTimeDifferenceWithNoGrace(TEN))
                .isEqualTo(JoinWindows.ofTimeDifferenceAndGrace(TEN, Duration.ZERO))
                .hasSameHashCodeAs(JoinWindows.ofTimeDifferenceAndGrace(TEN, Duration.ZERO))
                .isNotEqualTo(JoinWindows.ofTimeDifferenceWithNoGrace(TEN).before(Duration.ZERO))
                .hasToString("JoinWindows{beforeMs=10, afterMs=10, graceMs=0}");
    }

    @Test
    void hasNoWindowsOfItsOwn() {
        assertThatThrownBy(() -> JoinWindows.ofTimeDifferenceWithNoGrace(TEN).windowsFor(5))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
