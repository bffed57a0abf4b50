package io.millrace.crash;

import io.millrace.engine.commit.CommitObserver;
import io.millrace.log.embedded.CommitSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the process, as if it were killed, the n-th time that a step of the commit is reached. Thread safe.
 *
 * @param step {@code engine.<name>} or {@code log.<name>}, or {@link #NOWHERE}
 * @param times how often it is to be reached
 * @param reached how often it has been reached
 */
record HaltPoint(String step, int times, AtomicInteger reached) implements CommitObserver, CommitSteps {

    /** The exit code of a process that got to its point. */
    static final int EXIT_CODE = 42;

    static final String NOWHERE = "nowhere";

    HaltPoint(String step, int times) {
        this(step, times, new AtomicInteger());
    }

    /** Every step of the engine and of the log. */
    static List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (CommitObserver.Step step : CommitObserver.Step.values()) {
            steps.add(name(step));
        }
        for (CommitSteps.Step step : CommitSteps.Step.values()) {
            steps.add(name(step));
        }
        return steps;
    }

    private static String name(CommitObserver.Step step) {
        return "engine." + step;
    }

    private static String name(CommitSteps.Step step) {
        return "log." + step;
    }

    @Override
    public void after(CommitObserver.Step done) {
        haltIfDue(name(done));
    }

    @Override
    public void reached(CommitSteps.Step done) {
        haltIfDue(name(done));
    }

    private void haltIfDue(String done) {
        if (done.equals(step) && reached.incrementAndGet() == times) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
