package io.millrace.log.kafka;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The brokers' answers about a transaction's records of one partition; one object for all of them. Answered by the
 * producer's thread, in order; asked by others once the transaction is done.
 */
final class Ack implements Callback {

    private int sent;
    private volatile int answered;
    private long firstOffset = -1;
    private long lastOffset = -1;
    private volatile @Nullable Exception failure;

    /** One more is about to be sent. */
    void sending() {
        sent++;
    }

    /** Begins anew, as the records are sent once more. */
    void reset() {
        sent = 0;
        answered = 0;
        firstOffset = -1;
        failure = null;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the producer's thread alone
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failure = failure == null ? exception : failure; // those that follow from it come later
        } else if (metadata != null) {
            firstOffset = firstOffset < 0 ? metadata.offset() : firstOffset;
            lastOffset = metadata.offset();
        }
        answered++;
    }

    /** Counts a record that was sent by itself and has been answered; nothing of the others is under way. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // the producer's thread is at rest
    void add(Ack one) {
        sent++;
        Exception its = one.failure;
        if (its != null) {
            failure = failure == null ? its : failure;
        } else {
            firstOffset = firstOffset < 0 ? one.lastOffset : firstOffset;
            lastOffset = one.lastOffset;
        }
        answered++;
    }

    boolean isAnswered() {
        return answered == sent;
    }

    @Nullable
    Exception failure() {
        return failure;
    }

    /** The offset of the first record, if they lie one after the other; -1 if another writer's lie in between. */
    long firstOffset() {
        return lastOffset - firstOffset + 1 == sent ? firstOffset : -1;
    }
}
