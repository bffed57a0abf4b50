package io.millrace.streams.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MillisTest {

    @Test
    void convertsDurationsAndInstants() {
        assertThat(Millis.fromDuration(Duration.ofSeconds(2), "size")).isEqualTo(2_000);
        assertThat(Millis.fromDuration(Duration.ofMillis(-1), "size")).isEqualTo(-1);
        assertThat(Millis.fromInstant(Instant.ofEpochSecond(3), "from")).isEqualTo(3_000);
    }

    @Test
    void refusesWhatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Millis.fromDuration(null, "size"))
                .withMessage("size: null (expected: a Duration)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Millis.fromInstant(null, "from"))
                .withMessage("from: null (expected: an Instant)");
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Millis.fromDuration(Duration.ofSeconds(Long.MAX_VALUE), "size"))
                .withMessageContaining("size: PT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Millis.fromInstant(Instant.MAX, "from"))
                .withMessageContaining("from: +1000000000-12-31");
    }
}
