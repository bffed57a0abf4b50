package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeedTest {

    private static final long LOOK_MS = 200;

    @Test
    void nothingIsKnownAtTheFirstLook() {
        assertThat(new Speed().update(1_000, 5_000)).isZero();
    }

    @Test
    void doesNotJumpWhenCountsMoveByWholeCommits() {
        Speed speed = new Speed();
        long perSecond = 0;
        for (int look = 0; look < 200; look++) {
            long commits = look / 3;
            perSecond = speed.update(look * LOOK_MS, commits * 60_000);
            if (look >= 15) {
                assertThat(perSecond).as("at look %d", look).isBetween(75_000L, 125_000L);
            }
        }
        assertThat(perSecond).isPositive();
    }

    @Test
    void forgetsWhatWasLongAgo() {
        Speed speed = new Speed();
        speed.update(0, 0);
        speed.update(1_000, 1_000_000);
        for (int look = 1; look <= 20; look++) {
            speed.update(1_000 + look * LOOK_MS, 1_000_000);
        }

        assertThat(speed.update(5_200, 1_000_000)).isZero();
    }

    @Test
    void spansTheWholePauseWhenItIsSeldomAsked() {
        Speed speed = new Speed();
        speed.update(0, 0);

        assertThat(speed.update(60_000, 600_000)).isEqualTo(10_000);
    }
}
