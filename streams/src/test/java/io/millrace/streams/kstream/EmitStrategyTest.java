package io.millrace.streams.kstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmitStrategyTest {

    @Test
    void saysWhichStrategyItIs() {
        assertThat(EmitStrategy.onWindowUpdate().type()).isEqualTo(EmitStrategy.StrategyType.ON_WINDOW_UPDATE);
        assertThat(EmitStrategy.onWindowUpdate()).isEqualTo(EmitStrategy.onWindowUpdate());
    }
}
