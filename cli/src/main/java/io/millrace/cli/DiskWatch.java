package io.millrace.cli;

import io.millrace.base.Seams;
import io.millrace.log.embedded.CommitSteps;
import io.millrace.log.embedded.EmbeddedLogStorage;
import io.millrace.log.embedded.LogHealth;
import io.millrace.runtime.EmbeddedBackend;
import io.millrace.streams.StreamsConfig;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks, on a thread of its own, whether the disk is full. The log itself waits for room then, and with it everybody
 * who writes; a server should do just that, but somebody at a terminal should hear of it.
 */
final class DiskWatch implements AutoCloseable {

    private static final long INTERVAL_MS = 200;

    private final EmbeddedLogStorage storage;
    private final Runnable whenFull;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A watch that has not begun.
     *
     * @param config of an application whose log is open in this process
     * @param whenFull called once, by the watch's thread
     */
    DiskWatch(StreamsConfig config, Runnable whenFull) {
        this.storage = EmbeddedBackend.openLog(config, Seams.system(), CommitSteps.IGNORED);
        this.whenFull = whenFull;
        this.thread = new Thread(this::watch, "disk-watch");
        thread.setDaemon(true);
    }

    /** Begins to look. */
    void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (!closed.await(INTERVAL_MS, TimeUnit.MILLISECONDS)) {
                if (storage.health() == LogHealth.DISK_FULL) {
                    whenFull.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        storage.close();
    }
}
