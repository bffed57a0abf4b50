package io.millrace.runtime;

import io.millrace.base.Clock;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.MillraceStreams.StateListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of an application, and who is told when it changes. Thread safe. The listener is called by the thread that
 * causes the change, after the change, never under the lock that guards the state.
 */
final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final String application;
    private final Clock clock;
    private final Object lock = new Object();
    private State state = State.CREATED;
    private @Nullable StateListener listener;

    Lifecycle(String application, Clock clock) {
        this.application = application;
        this.clock = clock;
    }

    State state() {
        synchronized (lock) {
            return state;
        }
    }

    void listener(@Nullable StateListener next) {
        synchronized (lock) {
            listener = next;
        }
    }

    /**
     * Goes to a state, if that is possible from here.
     *
     * @return whether the state has changed
     */
    boolean moveTo(State next) {
        State before;
        StateListener told;
        synchronized (lock) {
            if (!state.isValidTransition(next)) {
                return false;
            }
            before = state;
            state = next;
            told = listener;
            lock.notifyAll();
        }
        LOG.info("Application {} goes from {} to {}", application, before, next);
        if (told != null) {
            told.onChange(next, before);
        }
        return true;
    }

    /**
     * Goes to a state.
     *
     * @throws IllegalStateException if that is not possible from here; names both states
     */
    void requireMoveTo(State next, String action) {
        State before = state();
        if (!moveTo(next)) {
            throw new IllegalStateException(
                    "cannot " + action + " application " + application + " in state " + before + " (expected: "
                            + State.CREATED + "; an instance is started once: make a new one)");
        }
    }

    /** Throws if the application has been started. */
    void requireNotStarted(String action) {
        State now = state();
        if (now != State.CREATED) {
            throw new IllegalStateException("cannot " + action + " in state " + now + " (expected: " + State.CREATED + ")");
        }
    }

    /** Waits until the application is closed; false when it is not in time. */
    boolean awaitClosed(Duration timeout) {
        long deadlineNs = clock.monotonicNs() + saturatedNanos(timeout);
        boolean interrupted = false;
        try {
            synchronized (lock) {
                while (!state.hasCompletedShutdown()) {
                    long leftMs = Math.floorDiv(deadlineNs - clock.monotonicNs() + 999_999, 1_000_000L);
                    if (leftMs <= 0) {
                        return false;
                    }
                    try {
                        lock.wait(leftMs);
                    } catch (InterruptedException e) {
                        interrupted = true;
                        return false;
                    }
                }
                return true;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long saturatedNanos(Duration timeout) {
        // Half of what a long holds, so that adding it to any clock reading cannot overflow within this process's life.
        long most = Long.MAX_VALUE / 2;
        return timeout.compareTo(Duration.ofNanos(most)) > 0 ? most : timeout.toNanos();
    }
}
