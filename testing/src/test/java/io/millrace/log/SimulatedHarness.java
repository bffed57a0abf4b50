package io.millrace.log;

import io.millrace.store.StateDatabase;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.SimulatedLog;

/** Opens a simulated log. */
public final class SimulatedHarness implements LogHarness {

    private final SimulatedLog.Settings settings;
    private final FaultPlan plan;
    private SimulatedLog log;

    /** With a plan of what goes wrong. */
    public SimulatedHarness(SimulatedLog.Settings settings, FaultPlan plan) {
        this.settings = settings;
        this.plan = plan;
    }

    @Override
    public Log open() {
        log = SimulatedLog.open(settings, plan);
        return log;
    }

    @Override
    public Log reopen() {
        log = log.restart();
        return log;
    }

    @Override
    public void turn() {
        log.step();
    }

    @Override
    public StateDatabase state() {
        return log.state();
    }

    @Override
    public void close() {
        log.close();
    }
}
