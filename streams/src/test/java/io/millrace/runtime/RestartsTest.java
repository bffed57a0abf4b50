package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestartsTest {

    private final Restarts restarts = new Restarts();

    @Test
    void theFirstReplacementStartsAtOnceAndLaterOnesEverLater() {
        assertThat(restarts.next(0)).hasMillis(0);
        assertThat(restarts.next(10)).hasMillis(100);
        assertThat(restarts.next(20)).hasMillis(200);
        assertThat(restarts.next(30)).hasMillis(400);
    }

    @Test
    void theDelayHasALimit() {
        for (int i = 0; i < 100; i++) {
            restarts.next(i);
        }

        assertThat(restarts.next(100)).hasMillis(10_000);
    }

    @Test
    void failuresAreForgottenAfterAMinute() {
        restarts.next(0);
        restarts.next(1);

        assertThat(restarts.next(70_000)).hasMillis(0);
    }
}
