package io.millrace.testing;

/**
 * The simulated process has died. An {@link Error}, so that no handler of exceptions swallows it: nothing that the
 * process would have done after its death may happen.
 */
public final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash(String message) {
        super(message);
    }
}
