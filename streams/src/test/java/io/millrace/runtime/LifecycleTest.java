package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.MillraceStreams.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    private final Lifecycle lifecycle = new Lifecycle("app");

    @Test
    void tellsTheListenerBothStates() {
        List<String> told = new ArrayList<>();
        lifecycle.listener((now, before) -> told.add(before + ">" + now));

        lifecycle.moveTo(State.REBALANCING);
        lifecycle.moveTo(State.REBALANCING);
        lifecycle.moveTo(State.RUNNING);

        assertThat(told).containsExactly("CREATED>REBALANCING", "REBALANCING>RUNNING");
    }

    @Test
    void staysWhereItIsWhenThereIsNoWay() {
        lifecycle.moveTo(State.PENDING_SHUTDOWN);

        assertThat(lifecycle.moveTo(State.RUNNING)).isFalse();
        assertThat(lifecycle.state()).isEqualTo(State.PENDING_SHUTDOWN);
    }

    @Test
    void saysWhyASecondStartIsRefused() {
        lifecycle.requireMoveTo(State.REBALANCING, "start");
        lifecycle.moveTo(State.RUNNING);
        lifecycle.moveTo(State.PENDING_SHUTDOWN);

        assertThatThrownBy(() -> lifecycle.requireMoveTo(State.REBALANCING, "start"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("cannot start application app in state PENDING_SHUTDOWN", "make a new one");
    }

    @Test
    void theListenerMayAskForTheStateAndForMore() {
        List<State> seen = new ArrayList<>();
        lifecycle.listener((now, before) -> {
            seen.add(lifecycle.state());
            lifecycle.moveTo(State.RUNNING);
        });

        lifecycle.moveTo(State.REBALANCING);

        assertThat(seen).containsExactly(State.REBALANCING, State.RUNNING);
    }

    @Test
    void awaitsTheEndNoLongerThanAllowed() {
        assertThat(lifecycle.awaitClosed(Duration.ZERO)).isFalse();

        lifecycle.moveTo(State.PENDING_SHUTDOWN);
        lifecycle.moveTo(State.NOT_RUNNING);

        assertThat(lifecycle.awaitClosed(Duration.ZERO)).isTrue();
    }
}
