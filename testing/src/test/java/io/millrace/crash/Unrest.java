package io.millrace.crash;

import io.millrace.runtime.StreamsApplication;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What disturbs a running application beside the kills: a line fails now and then, which costs a thread, and threads
 * are added and removed without end. {@link #line} is called by the threads of the application, {@link #moveThreads} by
 * one of its own. Says what it does.
 */
final class Unrest {

    static final String ADDED = "added ";
    static final String REMOVED = "removed ";
    static final String FAILED = "failed";

    private static final int LINES_BETWEEN_FAILURES_MAX = 400;
    private static final int THREADS_MAX = 4;
    private static final int MOVE_MS_MAX = 30;
    private static final Duration REMOVAL_MAX = Duration.ofSeconds(60);

    private final SplittableRandom chance;
    private final AtomicInteger linesToFailure;
    private volatile boolean begun;

    Unrest(long seed) {
        this.chance = new SplittableRandom(seed);
        this.linesToFailure = new AtomicInteger(1 + chance.nextInt(LINES_BETWEEN_FAILURES_MAX));
    }

    /** The failure that is planted. */
    static final class Planted extends RuntimeException {

        private static final long serialVersionUID = 1;

        Planted() {
            super("planted");
        }
    }

    /** The application has been seen to run: from now on lines fail. Before, its threads might never all be up. */
    void begin() {
        begun = true;
    }

    /** A line is being processed. */
    void line() {
        if (begun && linesToFailure.decrementAndGet() == 0) {
            linesToFailure.set(LINES_BETWEEN_FAILURES_MAX);
            throw new Planted();
        }
    }

    /** A thread has failed; says so if that was planted. */
    static boolean isPlanted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Planted) {
                CrashChild.say(FAILED);
                return true;
            }
        }
        return false;
    }

    /** Adds and removes threads until the process ends; one is always left. */
    void moveThreads(StreamsApplication streams) {
        while (true) {
            int threads = streams.metadataForLocalThreads().size();
            boolean more = threads < 2 || (threads < THREADS_MAX && chance.nextBoolean());
            if (more) {
                streams.addStreamThread().ifPresent(name -> CrashChild.say(ADDED + name));
            } else {
                streams.removeStreamThread(REMOVAL_MAX).ifPresent(name -> CrashChild.say(REMOVED + name));
            }
            CrashChild.pause(1 + chance.nextInt(MOVE_MS_MAX));
        }
    }
}
