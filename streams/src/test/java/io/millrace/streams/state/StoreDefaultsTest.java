package io.millrace.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the store interfaces do by themselves, for stores that have nothing but the methods they must have. */
class StoreDefaultsTest {

    private final ForwardOnlyWindowStore windows = new ForwardOnlyWindowStore();
    private final ForwardOnlyKeyValueStore keyValues = new ForwardOnlyKeyValueStore();
    private final Instant from = Instant.ofEpochMilli(5);
    private final Instant to = Instant.ofEpochMilli(9);

    @Test
    void asksInMillisecondsForInstants() {
        windows.fetch("k", from, to);
        assertThat(windows.lastCall).isEqualTo("fetch k 5 9");

        windows.fetch("k", "l", from, to);
        assertThat(windows.lastCall).isEqualTo("fetch k l 5 9");

        windows.fetchAll(from, to);
        assertThat(windows.lastCall).isEqualTo("fetchAll 5 9");
    }

    @Test
    void refusesInstantsThatAreMissingOrTooFarAway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows.fetch("k", null, to))
                .withMessageContaining("timeFrom: null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> windows.fetchAll(from, Instant.MAX))
                .withMessageContaining("timeTo: ");
    }

    @Test
    void cannotGoBackwardsUnlessTheStoreCan() {
        assertCannot(() -> windows.backwardFetch("k", from, to));
        assertCannot(() -> windows.backwardFetch("k", 5, 9));
        assertCannot(() -> windows.backwardFetch("k", "l", from, to));
        assertCannot(() -> windows.backwardFetch("k", "l", 5, 9));
        assertCannot(() -> windows.backwardAll());
        assertCannot(() -> windows.backwardFetchAll(from, to));
        assertCannot(() -> windows.backwardFetchAll(5, 9));
        assertCannot(() -> keyValues.reverseAll());
        assertCannot(() -> keyValues.reverseRange("a", "b"));
        assertCannot(() -> keyValues.prefixScan("a", new StringSerializer()));
    }

    private static void assertCannot(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("ForwardOnly");
    }
}
