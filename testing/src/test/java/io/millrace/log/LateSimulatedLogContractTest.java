package io.millrace.log;

import io.millrace.testing.SimulatedLog;

/** The simulated log, when every commit takes its time. */
class LateSimulatedLogContractTest extends LogContract {

    @Override
    LogHarness newHarness() {
        return new SimulatedHarness(new SimulatedLog.Settings(true, 100, false), new LateCommits(7));
    }
}
