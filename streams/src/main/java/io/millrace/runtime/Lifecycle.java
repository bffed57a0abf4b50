package io.millrace.runtime;

import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.MillraceStreams.StateListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of an application, and who is told when it changes. Thread safe. The listener is called after the change,
 * never under the lock that guards the state.
 */
final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    /** As long as a latch can be told to wait: three centuries. */
    private static final long FOREVER_MS = Long.MAX_VALUE / 1_000_000;

    private final String application;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Object lock = new Object();
    private State state = State.CREATED;
    private @Nullable StateListener listener;

    Lifecycle(String application) {
        this.application = application;
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
        Runnable tell = beginMoveTo(next);
        if (tell == null) {
            return false;
        }
        tell.run();
        return true;
    }

    /**
     * Goes to a state without telling the listener yet.
     *
     * @return tells the listener; null when the state has not changed
     */
    @Nullable
    Runnable beginMoveTo(State next) {
        State before;
        StateListener told;
        synchronized (lock) {
            if (state == next || !state.isValidTransition(next)) {
                return null;
            }
            before = state;
            state = next;
            told = listener;
        }
        if (next.hasCompletedShutdown()) {
            closed.countDown();
        }
        LOG.info("Application {} goes from {} to {}", application, before, next);
        return () -> {
            if (told != null) {
                told.onChange(next, before);
            }
        };
    }

    /**
     * Goes to a state.
     *
     * @throws IllegalStateException if that is not possible from here; names both states
     */
    void requireMoveTo(State next, String action) {
        State before = state();
        if (!moveTo(next)) {
            throw new IllegalStateException("cannot " + action + " application " + application + " in state " + before
                    + " (expected: " + State.CREATED + "; an instance is started once: make a new one)");
        }
    }

    /** Throws if the application has been started. */
    void requireNotStarted(String action) {
        State now = state();
        if (now != State.CREATED) {
            throw new IllegalStateException(
                    "cannot " + action + " in state " + now + " (expected: " + State.CREATED + ")");
        }
    }

    /** Waits until the application is closed; false when it is not in time or the caller is interrupted. */
    boolean awaitClosed(Duration timeout) {
        try {
            return closed.await(Math.min(timeout.toMillis(), FOREVER_MS), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
