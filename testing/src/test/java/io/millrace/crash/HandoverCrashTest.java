package io.millrace.crash;

/** Where tasks of a worker hand records to each other past the log. */
class HandoverCrashTest extends SimulatedCrashTest {

    @Override
    boolean handsOver() {
        return true;
    }
}
