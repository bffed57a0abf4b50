package io.millrace.log;

import io.millrace.store.StateDatabase;

/** A log under test: how to open it, to open it again, and to let it get on with what is under way. */
public interface LogHarness extends AutoCloseable {

    /** Opens the log, empty the first time. */
    Log open();

    /** Opens what the last log, which is closed, left behind. */
    Log reopen();

    /** Lets a log without threads of its own take a step; others do so by themselves. */
    void turn();

    /** What it makes of the room that the contract leaves. */
    default LogTraits traits() {
        return LogTraits.IN_PROCESS;
    }

    /** The state of the log that is open, if it carries state. */
    StateDatabase state();

    @Override
    void close();
}
