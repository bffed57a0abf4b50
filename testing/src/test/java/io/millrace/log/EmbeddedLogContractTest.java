package io.millrace.log;

/** The embedded log, on disk. */
class EmbeddedLogContractTest extends LogContract {

    @Override
    LogHarness newHarness() {
        return new EmbeddedHarness();
    }
}
