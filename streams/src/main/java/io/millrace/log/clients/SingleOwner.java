package io.millrace.log.clients;

import java.util.ConcurrentModificationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds out when two threads use at the same time what belongs to one at a time. Calls may nest. */
final class SingleOwner {

    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
    /** Only touched by the owner. */
    private int depth;

    void enter() {
        Thread caller = Thread.currentThread();
        if (owner.get() != caller && !owner.compareAndSet(null, caller)) {
            throw new ConcurrentModificationException(
                    "a consumer belongs to one thread at a time; " + caller.getName() + " came while another used it");
        }
        depth++;
    }

    void leave() {
        depth--;
        if (depth == 0) {
            owner.set(null);
        }
    }
}
