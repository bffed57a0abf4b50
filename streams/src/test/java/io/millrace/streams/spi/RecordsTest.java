package io.millrace.streams.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.api.Record;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private static final byte[] BYTES = {1};

    private final RecordHeaders input = new RecordHeaders();

    RecordsTest() {
        input.add("first", BYTES);
    }

    @Test
    void refersToTheHeadersOfTheInputUntilTheUserAsksForThem() {
        Record<String, String> record = Records.of("key", "value", 7L, input);

        assertThat(Records.peekHeaders(record)).isSameAs(input);
        assertThat(record.headers()).isEqualTo(input).isNotSameAs(input);
    }

    @Test
    void doesNotLetTheUserChangeTheHeadersOfTheInput() {
        Records.of("key", "value", 7L, input).headers().add("second", BYTES);

        assertThat(input.toArray()).hasSize(1);
    }

    @Test
    void letsTheUserChangeHeadersOfAnInputThatIsReadOnly() {
        input.setReadOnly();

        Record<String, String> record = Records.of("key", "value", 7L, input);
        record.headers().add("second", BYTES);

        assertThat(record.headers().toArray()).hasSize(2);
    }

    @Test
    void derivesARecordThatSharesTheHeaders() {
        Record<String, String> source = Records.of("key", "value", 7L, input);

        Record<Long, Integer> derived = Records.derive(source, 1L, 2, 8L);

        assertThat(derived).isEqualTo(source.withKey(1L).withValue(2).withTimestamp(8L));
        assertThat(Records.peekHeaders(derived)).isSameAs(input);
    }

    @Test
    void keepsDerivedHeadersApart() {
        Record<String, String> source = Records.of("key", "value", 7L, input);
        Record<Long, Integer> derived = Records.derive(source, 1L, 2, 8L);

        derived.headers().add("second", BYTES);

        assertThat(source.headers().toArray()).hasSize(1);
    }

    @Test
    void makesARecordWithoutHeaders() {
        Record<String, String> record = Records.of(null, null, 0L, null);

        assertThat(record).isEqualTo(new Record<>(null, null, 0L));
    }

    @Test
    void refusesANegativeTimestamp() {
        assertThatThrownBy(() -> Records.of("key", "value", -1L, input)).isInstanceOf(StreamsException.class);
    }

    @Test
    void refusesASecondAccess() {
        RecordAccess access = RecordAccess.registered();

        assertThatThrownBy(() -> RecordAccess.register(access)).isInstanceOf(IllegalStateException.class);
    }
}
