package io.millrace.runtime;

import io.millrace.base.Clock;
import io.millrace.base.Threads;
import io.millrace.engine.worker.Worker;
import io.millrace.log.Departure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs a worker until it is asked to stop or the worker fails. The worker is made, used and closed on
 * this thread; {@link #stop}, {@link #pause} and {@link #await} may be called by any other.
 */
final class WorkerThread {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);

    private final String name;
    private final Supplier<Worker> workers;
    private final Clock clock;
    private final Owner owner;
    private final Restarts restarts = new Restarts();
    private long failingSinceMs = -1;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object pausing = new Object();
    private volatile Phase phase = Phase.STARTING;
    private volatile Departure departure = Departure.AS_NAMED;
    private boolean paused;
    private volatile @Nullable Worker worker;
    private volatile @Nullable Thread thread;
    private volatile TaskList tasks = TaskList.EMPTY;

    /** Where the thread is in its life. */
    enum Phase {
        STARTING(1),
        /** It has been given more, whose stores are being restored. */
        PARTITIONS_ASSIGNED(3),
        RUNNING(4),
        PENDING_SHUTDOWN(5),
        DEAD(6);

        private final int number;

        Phase(int number) {
            this.number = number;
        }

        /** The number under which Kafka Streams shows it. */
        int number() {
            return number;
        }
    }

    /** Hears of what happens to a thread. Called by that thread. */
    interface Owner {

        /**
         * Whether the thread is to go on with a new worker after a failure. The failed one has been abandoned.
         *
         * @param sinceMs for how long no worker has got anywhere
         */
        boolean canGoOnAfter(Throwable cause, long sinceMs);

        /** The thread begins; called first. */
        default void begun(WorkerThread thread) {}

        /** The thread has its tasks and is at work. */
        void running(WorkerThread thread);

        /** The thread has been given tasks whose stores are not complete yet; it goes on with the others. */
        void preparing(WorkerThread thread);

        /** The worker failed; it has been abandoned. */
        void failed(WorkerThread thread, Throwable cause);

        /** The thread ends; called last, in every case, before those who wait for the end are told. */
        void ended(WorkerThread thread);
    }

    WorkerThread(String name, Supplier<Worker> workers, Clock clock, Owner owner) {
        this.name = name;
        this.workers = workers;
        this.clock = clock;
        this.owner = owner;
    }

    /**
     * Starts the thread.
     *
     * @param delay how long to wait first, unless it is asked to stop
     */
    void start(Threads threads, Duration delay) {
        threads.startLasting(name, () -> {
            thread = Thread.currentThread();
            run(delay);
        });
    }

    String name() {
        return name;
    }

    Phase phase() {
        return phase;
    }

    /** Whether it does not yet have all that it is to have. */
    boolean isPreparing() {
        return phase == Phase.STARTING || phase == Phase.PARTITIONS_ASSIGNED;
    }

    /** The tasks as of the end of the last round in which they changed. */
    TaskList tasks() {
        return tasks;
    }

    /**
     * Asks the thread to commit and end.
     *
     * @param how what becomes of its place in the group
     */
    void stop(Departure how) {
        departure = how;
        stopAsked.countDown();
        Worker running = worker;
        if (running != null) {
            running.wakeup();
        }
    }

    void pause(boolean pause) {
        synchronized (pausing) {
            paused = pause;
            Worker running = worker;
            if (running != null) {
                running.pause(pause);
            }
        }
    }

    private void use(Worker made) {
        synchronized (pausing) {
            worker = made;
            made.pause(paused);
        }
    }

    /** Waits until the thread has ended; false when it has not in time. */
    boolean await(Duration timeout) {
        try {
            return ended.await(Math.min(timeout.toMillis(), Integer.MAX_VALUE), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until the thread has ended, however long that takes. */
    void awaitEnd() {
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

    /** Whether the caller is this thread, and so cannot wait for it. */
    boolean isCurrent() {
        return thread == Thread.currentThread();
    }

    /** Whether the thread has been asked to end. */
    boolean isStopAsked() {
        return stopAsked.getCount() == 0;
    }

    private void run(Duration delay) {
        try {
            owner.begun(this);
            if (!stopAsked.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                work();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            phase = Phase.PENDING_SHUTDOWN;
            LOG.error("Thread {} failed", name, e);
            owner.failed(this, e);
        } finally {
            phase = Phase.DEAD;
            try {
                owner.ended(this);
            } finally {
                ended.countDown();
            }
        }
    }

    /** Failures that pass end a worker, not the thread. */
    private void work() throws InterruptedException {
        boolean done = false;
        while (!done && !isStopAsked()) {
            try {
                workOnce();
                done = true;
            } catch (RuntimeException e) {
                long nowMs = clock.wallMs();
                failingSinceMs = failingSinceMs < 0 ? nowMs : failingSinceMs;
                if (!owner.canGoOnAfter(e, nowMs - failingSinceMs)) {
                    throw e;
                }
                Duration delay = restarts.next(nowMs);
                LOG.warn("Thread {} begins again from what is committed in {} ms", name, delay.toMillis(), e);
                var unused = stopAsked.await(delay.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void workOnce() {
        Worker made = workers.get();
        use(made);
        try {
            loop(made);
        } catch (Throwable e) {
            abandon(made, e);
            throw e;
        } finally {
            worker = null;
            tasks = TaskList.EMPTY;
        }
        phase = Phase.PENDING_SHUTDOWN;
        made.close(departure);
    }

    private void loop(Worker made) {
        while (!isStopAsked()) {
            long nowMs = clock.wallMs();
            boolean progressed = made.runOnce(nowMs);
            failingSinceMs = progressed ? -1 : failingSinceMs;
            tasks = tasks.updated(made.tasks());
            tellWhetherComplete(made.isComplete());
            if (!progressed && !isStopAsked()) {
                made.await(nowMs);
            }
        }
    }

    private void tellWhetherComplete(boolean isComplete) {
        if (isComplete && phase != Phase.RUNNING) {
            phase = Phase.RUNNING;
            owner.running(this);
        } else if (!isComplete && phase == Phase.RUNNING) {
            phase = Phase.PARTITIONS_ASSIGNED;
            owner.preparing(this);
        }
    }

    private static void abandon(Worker made, Throwable cause) {
        try {
            made.abandon();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
