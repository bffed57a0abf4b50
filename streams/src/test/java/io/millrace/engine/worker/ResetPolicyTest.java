package io.millrace.engine.worker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResetPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "LATEST", "none", "by_duration:PT5M"})
    void readsKafkasValues(String text) {
        assertThatCode(() -> ResetPolicy.parse(text)).doesNotThrowAnyException();
    }

    @Test
    void saysWhichValuesThereAre() {
        assertThatThrownBy(() -> ResetPolicy.parse("newest"))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("auto.offset.reset: newest (expected: earliest, latest");
    }

    @Test
    void refusesADurationThatIsNone() {
        assertThatThrownBy(() -> ResetPolicy.parse("by_duration:5m"))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("auto.offset.reset: by_duration:5m (expected:");
    }
}
