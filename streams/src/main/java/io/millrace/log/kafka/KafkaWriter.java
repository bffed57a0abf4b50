package io.millrace.log.kafka;

import io.millrace.log.FencedException;
import io.millrace.log.LogException;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Opens transactions, which a {@link Courier} delivers. One thread at a time, but for {@link #fence} and {@link #end}.
 */
final class KafkaWriter implements Writer, Users.User {

    private final String owner;
    private final Delivery delivery;
    private final Courier courier;
    private final KafkaTopics topics;
    private final Users users;
    private final @Nullable Membership membership;
    private final Refusals refusals;
    private volatile boolean closed;

    /**
     * @param owner whose it is
     * @param membership of the member whose writer it is; null for a writer outside any group
     * @param refusals of the log
     */
    KafkaWriter(
            String owner,
            Delivery delivery,
            Courier courier,
            KafkaTopics topics,
            Users users,
            @Nullable Membership membership,
            Refusals refusals) {
        this.owner = owner;
        this.delivery = delivery;
        this.courier = courier;
        this.topics = topics;
        this.users = users;
        this.membership = membership;
        this.refusals = refusals;
    }

    @Override
    public Transaction begin() {
        if (closed) {
            throw closed();
        }
        return new KafkaTransaction(
                this, delivery, membership == null ? null : membership.seat().group());
    }

    /** Fails unless the partition exists. */
    void require(TopicPartition partition) {
        topics.require(partition);
    }

    /** Fails when a record would be refused: in a commit that would be too late. */
    void requireTakable(ProducerRecord<byte[], byte[]> record, long recordBytes) {
        refusals.require(record, recordBytes);
    }

    void submit(KafkaTransaction transaction) {
        if (closed || !courier.take(transaction)) {
            transaction.completeWith(CompletableFuture.failedFuture(closed()));
        }
    }

    private LogException closed() {
        return new LogException("writer " + owner + " is closed (expected: open)");
    }

    @Override
    public void drain() {
        hurry(true);
        try {
            courier.drain();
            delivery.finish();
        } finally {
            hurry(false);
        }
    }

    private void hurry(boolean hurry) {
        if (membership != null) {
            membership.hurry(hurry);
        }
    }

    /** A producer asks the brokers for what it needs by itself. */
    @Override
    public Map<String, Boolean> clientIds() {
        return Map.of(Clients.producerId(owner), true);
    }

    /** What was submitted is finished; everything after it fails with {@link FencedException}. */
    @Override
    public void fence() {
        hurry(true);
        courier.drain();
        delivery.fence();
    }

    @Override
    public void end() {
        closed = true;
        hurry(true);
        courier.close();
        delivery.close();
    }

    @Override
    public void close() {
        if (!closed) {
            drain();
            users.remove(this);
            end();
        }
    }
}
