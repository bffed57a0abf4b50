package io.millrace.streams.state;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** What {@link Stores} refuses. What it makes is tested where the stores are. */
class StoresTest {

    @Test
    void refusesStoresWithoutAName() {
        assertNameRefused(() -> Stores.persistentKeyValueStore(null));
        assertNameRefused(() -> Stores.persistentTimestampedKeyValueStore(null));
        assertNameRefused(() -> Stores.inMemoryKeyValueStore(null));
        assertNameRefused(() -> Stores.persistentWindowStore(null, ofMillis(1), ofMillis(1), false));
        assertNameRefused(() -> Stores.persistentTimestampedWindowStore(null, ofMillis(1), ofMillis(1), false));
        assertNameRefused(() -> Stores.inMemoryWindowStore(null, ofMillis(1), ofMillis(1), false));
    }

    @Test
    void refusesARetentionShorterThanTheWindow() {
        assertWindowsRefused(ofMillis(9), ofMillis(10), "retentionPeriod of window store w: 9 ms", "which is 10 ms");
    }

    @Test
    void refusesNegativeTimes() {
        assertWindowsRefused(ofMillis(-1), ofMillis(0), "retentionPeriod of window store w: -1 ms");
        assertWindowsRefused(ofMillis(1), ofMillis(-1), "windowSize of window store w: -1 ms");
    }

    @Test
    void refusesTimesThatAreMissingOrTooLong() {
        assertWindowsRefused(null, ofMillis(1), "retentionPeriod of window store w: null");
        assertWindowsRefused(ofMillis(1), null, "windowSize of window store w: null");
        assertWindowsRefused(Duration.ofSeconds(Long.MAX_VALUE), ofMillis(1), "retentionPeriod of window store w: PT");
    }

    @Test
    void refusesBuildersWithoutASupplier() {
        assertSupplierRefused(() -> Stores.keyValueStoreBuilder(null, Serdes.String(), Serdes.Long()));
        assertSupplierRefused(() -> Stores.timestampedKeyValueStoreBuilder(null, Serdes.String(), Serdes.Long()));
        assertSupplierRefused(() -> Stores.windowStoreBuilder(null, Serdes.String(), Serdes.Long()));
        assertSupplierRefused(() -> Stores.timestampedWindowStoreBuilder(null, Serdes.String(), Serdes.Long()));
    }

    private static void assertNameRefused(Runnable call) {
        assertThatNullPointerException().isThrownBy(call::run).withMessageContaining("name: null");
    }

    private static void assertSupplierRefused(Runnable call) {
        assertThatNullPointerException().isThrownBy(call::run).withMessageContaining("supplier: null");
    }

    private static void assertWindowsRefused(Duration retention, Duration size, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stores.persistentWindowStore("w", retention, size, false))
                .withMessageContainingAll(parts);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stores.persistentTimestampedWindowStore("w", retention, size, false))
                .withMessageContainingAll(parts);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stores.inMemoryWindowStore("w", retention, size, false))
                .withMessageContainingAll(parts);
    }
}
