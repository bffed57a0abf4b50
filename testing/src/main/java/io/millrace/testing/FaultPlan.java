package io.millrace.testing;

/**
 * Decides what goes wrong. Asked once per call of the port, in order, so that a plan that is a function of its seed
 * gives the same run each time. Used by the one thread that drives the log.
 */
public interface FaultPlan {

    /** What goes wrong at this call. */
    Fault faultAt(PortCall call);

    /**
     * How many of the commits that are under way at a crash turn out to be durable.
     *
     * @param underWay how many there are
     * @return from 0 to {@code underWay}; the first ones, in commit order, are kept
     */
    int keptAtCrash(int underWay);

    /** How many calls of the port a commit with {@link Fault#DELAY} takes, at least 1. */
    int delayCalls();

    /** Nothing goes wrong. */
    static FaultPlan none() {
        return at(0, Fault.NONE);
    }

    /**
     * One crash.
     *
     * @param call the number of the call at which the process dies
     * @param keep whether the commits that are under way then are kept
     */
    static FaultPlan crashAt(long call, boolean keep) {
        return new SingleFault(call, Fault.CRASH, keep);
    }

    /**
     * One fault.
     *
     * @param call the number of the call where it happens
     * @param fault what happens
     */
    static FaultPlan at(long call, Fault fault) {
        return new SingleFault(call, fault, false);
    }

    /**
     * Faults drawn by chance.
     *
     * @param seed the same seed gives the same faults for the same calls
     * @param rates how often each occurs
     */
    static FaultPlan seeded(long seed, FaultRates rates) {
        return new SeededFaults(seed, rates);
    }
}
