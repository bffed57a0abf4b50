package io.millrace.testing;

/** The same fault-free run every time, but for one call. */
record SingleFault(long call, Fault fault, boolean keep) implements FaultPlan {

    private static final int DELAY_CALLS = 10;

    @Override
    public Fault faultAt(PortCall at) {
        return at.number() == call ? fault : Fault.NONE;
    }

    @Override
    public int keptAtCrash(int underWay) {
        return keep ? underWay : 0;
    }

    @Override
    public int delayCalls() {
        return DELAY_CALLS;
    }
}
