package io.millrace.crash;

/** Feeds a scenario all the time, in a thread of its own, until it is stopped. */
final class ChaosFeeder {

    static final int LINES_PER_FEED = 10;
    static final long FEED_EVERY_MS = 100;

    private static final int LINES_AT_THE_END = 100;

    private final KafkaScenario scenario;
    private final Thread thread = new Thread(this::feed, "feeder");
    private volatile boolean feeding = true;
    private int fed;

    ChaosFeeder(KafkaScenario scenario) {
        this.scenario = scenario;
        thread.setDaemon(true);
        thread.start();
    }

    private void feed() {
        while (feeding) {
            feed(LINES_PER_FEED);
            CrashChild.pause(FEED_EVERY_MS);
        }
        feed(LINES_AT_THE_END);
    }

    private void feed(int lines) {
        scenario.feed(fed, fed + lines);
        fed += lines;
    }

    /** Feeds some last lines and waits until they are in the input. */
    void stop() {
        feeding = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
    }
}
