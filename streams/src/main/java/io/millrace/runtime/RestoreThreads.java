package io.millrace.runtime;

import io.millrace.base.Seams;
import io.millrace.engine.restore.RestoreWorker;
import io.millrace.engine.restore.StateRestoration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that restore stores, one per {@link RestoreWorker}, which is used and closed on it. A failure that may
 * pass makes a thread begin again from what is recorded; any other is handed to the workers that wait for the stores.
 */
final class RestoreThreads {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreThreads.class);
    private static final long POLL_MS = 100;
    /** How long a thread waits after a failure, so that one that lasts does not keep a processor busy. */
    private static final long REST_MS = 1_000;

    private final StateRestoration restoration;
    private final Seams seams;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch ended;

    private RestoreThreads(StateRestoration restoration, Seams seams) {
        this.restoration = restoration;
        this.seams = seams;
        this.ended = new CountDownLatch(restoration.workers().size());
    }

    /** Starts them. */
    static RestoreThreads start(StateRestoration restoration, String namePrefix, Seams seams) {
        RestoreThreads threads = new RestoreThreads(restoration, seams);
        int number = 1;
        for (RestoreWorker worker : restoration.workers()) {
            seams.threads().start(namePrefix + number++, () -> threads.run(worker));
        }
        return threads;
    }

    StateRestoration restoration() {
        return restoration;
    }

    private void run(RestoreWorker worker) {
        try (worker) {
            while (stopAsked.getCount() > 0) {
                try {
                    worker.runOnce(seams.clock().wallMs(), POLL_MS);
                } catch (RuntimeException e) {
                    recover(worker, e);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("A thread that restores stores failed to close", e);
        } finally {
            ended.countDown();
        }
    }

    private void recover(RestoreWorker worker, RuntimeException failure) {
        if (failure instanceof RetriableException) {
            LOG.warn("Restoring stores failed; it begins again in {} ms", REST_MS, failure);
            worker.reset();
        } else {
            LOG.error("Restoring stores failed", failure);
            worker.fail(failure);
        }
        try {
            if (stopAsked.await(REST_MS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Restoring ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks them to end and waits until they have. Nobody may want a task any more. */
    void stop() {
        stopAsked.countDown();
        restoration.workers().forEach(RestoreWorker::wakeup);
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
