package io.millrace.log.clients;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches whose commit is under way, in order. Whoever learns that the log has answered calls {@link #deliver}; one
 * thread at a time then tells senders, in the order of the commits, holding no lock. Thread safe.
 */
final class Deliveries {

    private final ArrayDeque<SendBatch> underWay = new ArrayDeque<>();
    private boolean delivering;

    synchronized void add(SendBatch batch) {
        underWay.add(batch);
    }

    synchronized boolean isEmpty() {
        return underWay.isEmpty();
    }

    synchronized List<SendBatch> underWay() {
        return List.copyOf(underWay);
    }

    /** Finishes every batch at the front that has been answered. */
    void deliver() {
        SendBatch batch = take();
        while (batch != null) {
            try {
                batch.finish();
            } finally {
                done();
            }
            batch = take();
        }
    }

    private synchronized @Nullable SendBatch take() {
        SendBatch first = underWay.peek();
        if (delivering || first == null || !first.isAnswered()) {
            return null;
        }
        delivering = true;
        return first;
    }

    private synchronized void done() {
        underWay.remove();
        delivering = false;
    }
}
