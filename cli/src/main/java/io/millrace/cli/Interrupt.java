package io.millrace.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, and the polite kill: asks the main thread to stop, and holds the end of the JVM until it has, or until that
 * takes too long. Nothing is lost then either: the next start goes on as after a crash.
 */
final class Interrupt implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "interrupt");
    private volatile boolean asked;

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isAsked() {
        return asked;
    }

    private void stopAndWait() {
        asked = true;
        try {
            // Whatever is not closed in time is recovered at the next start.
            boolean inTime = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("millrace demo: did not stop in " + PATIENCE_SECONDS
                        + " s; the next start goes on as after a crash");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is closed. */
    @Override
    public void close() {
        closed.countDown();
        if (!asked) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
