package io.millrace.log.embedded;

/** Ends a wait of one reader, now or the next time. Rung by any thread, taken by the one that polls. */
final class Wakeup {

    private final Gate gate;
    private volatile boolean rung;

    Wakeup(Gate gate) {
        this.gate = gate;
    }

    void ring() {
        rung = true;
        gate.lock();
        try {
            gate.announce();
        } finally {
            gate.unlock();
        }
    }

    /** Whether it was rung since the last time. */
    boolean take() {
        if (!rung) {
            return false;
        }
        rung = false;
        return true;
    }
}
