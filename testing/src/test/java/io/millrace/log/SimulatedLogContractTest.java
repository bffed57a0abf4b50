package io.millrace.log;

import io.millrace.testing.FaultPlan;
import io.millrace.testing.SimulatedLog;

/** The simulated log, when every commit is durable at once. */
class SimulatedLogContractTest extends LogContract {

    @Override
    LogHarness newHarness() {
        return new SimulatedHarness(new SimulatedLog.Settings(true, 100, false), FaultPlan.none());
    }
}
