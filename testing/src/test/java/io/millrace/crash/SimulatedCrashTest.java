package io.millrace.crash;

import io.millrace.store.StateDatabase;
import io.millrace.testing.SimulatedLog;
import java.util.SplittableRandom;

/** On a log that carries state, like the embedded one. */
class SimulatedCrashTest extends SimulatedCrashContract {

    @Override
    SimulatedLog.Settings settings() {
        return SimulatedLog.Settings.likeEmbedded();
    }

    @Override
    boolean handsOver() {
        return false;
    }

    @Override
    void newDisks() {}

    @Override
    StateDatabase state(SimulatedLog log, int instance) {
        return log.state();
    }

    @Override
    void crashed(SplittableRandom chance) {}
}
