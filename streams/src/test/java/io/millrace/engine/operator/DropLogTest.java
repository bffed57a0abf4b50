package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class DropLogTest {

    private final OperatorKit kit = new OperatorKit();
    private final DropLog drops = new DropLog(new KitContext(kit, 0));

    @Test
    void countsEachDropButWarnsOncePerSecond() {
        kit.systemTimeMs(5000);
        for (int i = 0; i < 100; i++) {
            drops.drop("planted", new Record<>("k", "v", i));
            drops.dropLate(new Record<>("k", "v", i), 0, 10, 20);
        }

        assertThat(kit.dropped()).isEqualTo(200);
        kit.systemTimeMs(5999);
        assertThat(drops.isWarningDue()).isFalse();
        kit.systemTimeMs(6000);
        assertThat(drops.isWarningDue()).isTrue();
        assertThat(drops.isWarningDue()).isFalse();
    }
}
