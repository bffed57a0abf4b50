package io.millrace.log;

import io.millrace.testing.Fault;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.PortCall;

/** Nothing fails, but every commit takes its time. */
record LateCommits(int delayCalls) implements FaultPlan {

    @Override
    public Fault faultAt(PortCall call) {
        return call.kind() == PortCall.Kind.COMMIT ? Fault.DELAY : Fault.NONE;
    }

    @Override
    public int keptAtCrash(int underWay) {
        return underWay;
    }
}
