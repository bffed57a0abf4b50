package io.millrace.streams.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Lazy copies against the obvious model: every record copies its headers at once. */
class HeaderIsolationModelTest {

    private static final int STEPS = 20_000;

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<IsolatedHeaders> records = new ArrayList<>();
    private final List<RecordHeaders> model = new ArrayList<>();

    @Test
    void behavesAsIfEveryRecordHadCopiedItsHeaders() {
        add(new Record<>("key", 0, 0L), new RecordHeaders());
        for (int step = 0; step < STEPS; step++) {
            int chosen = random.nextInt(records.size());
            if (random.nextInt(3) == 0) {
                change(chosen, step);
            } else {
                derive(chosen);
            }
        }

        for (int i = 0; i < records.size(); i++) {
            assertThat(records.get(i).peek())
                    .as("record %d; repeat with -Dmillrace.seed=%d", i, seed)
                    .isEqualTo(model.get(i));
        }
    }

    private void change(int chosen, int step) {
        String name = "h" + random.nextInt(4);
        byte[] value = {(byte) step};
        if (random.nextBoolean()) {
            records.get(chosen).handOut().add(name, value);
            model.get(chosen).add(name, value);
        } else {
            records.get(chosen).handOut().remove(name);
            model.get(chosen).remove(name);
        }
    }

    private void derive(int chosen) {
        add(derived(records.get(chosen)), new RecordHeaders((Headers) model.get(chosen)));
    }

    private IsolatedHeaders derived(IsolatedHeaders source) {
        if (source instanceof Record<?, ?> record) {
            return switch (random.nextInt(4)) {
                case 0 -> record.withValue(1);
                case 1 -> record.withHeaders(record.headers());
                case 2 -> new FixedKeyRecord<>(record, record.key(), record.value(), record.timestamp());
                default -> record.withKey("other");
            };
        }
        FixedKeyRecord<?, ?> fixed = (FixedKeyRecord<?, ?>) source;
        return random.nextBoolean()
                ? fixed.withTimestamp(1L)
                : new Record<>(fixed, fixed.key(), fixed.value(), fixed.timestamp());
    }

    private void add(IsolatedHeaders record, RecordHeaders headers) {
        records.add(record);
        model.add(headers);
    }
}
