package io.millrace.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueAndTimestampTest {

    @Test
    void keepsValueAndTime() {
        ValueAndTimestamp<String> pair = ValueAndTimestamp.make("v", 7);

        assertThat(pair.value()).isEqualTo("v");
        assertThat(pair.timestamp()).isEqualTo(7);
        assertThat(pair).hasToString("<v,7>");
        assertThat(ValueAndTimestamp.getValueOrNull(pair)).isEqualTo("v");
    }

    @Test
    void isNothingWithoutAValue() {
        assertThat(ValueAndTimestamp.make(null, 7)).isNull();
        assertThat(ValueAndTimestamp.<String>getValueOrNull(null)).isNull();
    }

    @Test
    void mayBeWithoutAValueIfAskedTo() {
        ValueAndTimestamp<String> pair = ValueAndTimestamp.makeAllowNullable(null, 7);

        assertThat(pair.value()).isNull();
        assertThat(pair.timestamp()).isEqualTo(7);
        assertThat(ValueAndTimestamp.getValueOrNull(pair)).isNull();
    }

    @Test
    void isEqualIfValueAndTimeAre() {
        assertThat(ValueAndTimestamp.make("v", 7))
                .isEqualTo(ValueAndTimestamp.make("v", 7))
                .hasSameHashCodeAs(ValueAndTimestamp.make("v", 7))
                .isNotEqualTo(ValueAndTimestamp.make("w", 7))
                .isNotEqualTo(ValueAndTimestamp.make("v", 8));
    }

    @Test
    void marksAPlainValueWithAnUnknownTime() {
        assertThat(TimestampedBytesStore.convertToTimestampedFormat(new byte[] {5}))
                .containsExactly(-1, -1, -1, -1, -1, -1, -1, -1, 5);
        assertThat(TimestampedBytesStore.convertToTimestampedFormat(null)).isNull();
    }
}
