package io.millrace.crash;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals that Java cannot send itself, with the system's own {@code kill}. */
enum Signal {
    /** Holds a process where it is. */
    STOP,
    /** Lets it go on. */
    CONT;

    private static final long SEND_MAX_S = 10;

    void send(ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid()))
                    .inheritIO()
                    .start();
            // A process that is about to end may be gone already.
            if (!kill.waitFor(SEND_MAX_S, TimeUnit.SECONDS) || (kill.exitValue() != 0 && process.isAlive())) {
                throw new AssertionError("process " + process.pid() + " cannot be sent SIG" + name());
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no signal could be sent", e);
        }
    }
}
