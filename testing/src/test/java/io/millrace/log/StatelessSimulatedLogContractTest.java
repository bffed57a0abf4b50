package io.millrace.log;

import io.millrace.testing.FaultPlan;
import io.millrace.testing.SimulatedLog;

/** The simulated log without state: members read what is durable, as on Kafka. */
class StatelessSimulatedLogContractTest extends LogContract {

    @Override
    LogHarness newHarness() {
        return new SimulatedHarness(new SimulatedLog.Settings(false, 50, false), FaultPlan.none());
    }
}
