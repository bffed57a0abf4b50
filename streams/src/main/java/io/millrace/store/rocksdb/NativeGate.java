package io.millrace.store.rocksdb;

import java.util.concurrent.locks.StampedLock;

/**
 * Lets threads use native objects until they are freed, and nobody afterwards: a native call on a freed object crashes
 * the process. Users enter and exit in any number at once; closing waits until they are out. Thread safe; not
 * re-entrant (whoever is inside must not enter again).
 */
final class NativeGate {

    /** What {@link #tryEnter} returns to those who come too late. */
    static final long CLOSED = 0;

    private final StampedLock lock = new StampedLock();
    private final String what;
    private boolean closed;

    /** @param what what is guarded, for the message of those who come too late */
    NativeGate(String what) {
        this.what = what;
    }

    /** Enters; to be followed by {@link #exit} with what is returned. */
    long enter() {
        long stamp = tryEnter();
        if (stamp == CLOSED) {
            throw new IllegalStateException(what + ": closed (expected: open while it is used)");
        }
        return stamp;
    }

    /** Like {@link #enter}, but returns {@link #CLOSED} when it is too late. */
    long tryEnter() {
        long stamp = lock.readLock();
        if (closed) {
            lock.unlockRead(stamp);
            return CLOSED;
        }
        return stamp;
    }

    void exit(long stamp) {
        lock.unlockRead(stamp);
    }

    /** Waits until nobody is inside, then lets nobody in any more; false when that had already happened. */
    boolean close() {
        long stamp = lock.writeLock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
