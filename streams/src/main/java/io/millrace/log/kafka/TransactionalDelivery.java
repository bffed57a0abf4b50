package io.millrace.log.kafka;

import io.millrace.log.FencedException;
import io.millrace.log.LogException;
import io.millrace.log.OutcomeUnknownException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers each transaction as one of Kafka's: exactly once.
 *
 * <p>Records are held until the commit and then sent at once, so a transaction of Kafka's is open for as short as
 * possible, and never while somebody waits for something else: a slow processor, a rebalance or a restore cannot make
 * it time out. The next transaction is sent when the one before is done; until then it is filled in memory.
 *
 * <p>After a failure nothing is asked of the producer any more. It is closed, and its successor's
 * {@code initTransactions} aborts what was open, or lets a commit that is already decided come to its end. A commit
 * that goes unanswered is asked for again; it is never followed by an abort from the same producer, which could hit a
 * later transaction. When it stays unanswered, the outcome is unknown, and the owner has to begin again from what is
 * committed.
 *
 * <p>The courier's, but for {@link #added} (the owner's) and {@link #fence}.
 */
final class TransactionalDelivery implements Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionalDelivery.class);

    /** Each waits for {@code max.block.ms}, a minute unless the user has it otherwise. */
    private static final int COMMIT_TRIES_MAX = 3;

    /** A group that comes to no rest in so many generations has other troubles. */
    private static final int GENERATIONS_MAX = 10;

    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    /** Another has the producer's name, or the coordinator has given up on the transaction. */
    private static final Set<Class<? extends KafkaException>> PLACE_IS_LOST = Set.of(
            ProducerFencedException.class,
            InvalidProducerEpochException.class,
            InvalidPidMappingException.class,
            InvalidTxnStateException.class);

    private final String id;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final KafkaTopics topics;
    private final @Nullable Membership membership;
    private final Refusals refusals;
    private @Nullable Producer<byte[], byte[]> producer;
    private volatile @Nullable FencedException fencing;

    /** @param id the transactional id */
    TransactionalDelivery(
            String id,
            Supplier<Producer<byte[], byte[]>> producers,
            KafkaTopics topics,
            @Nullable Membership membership,
            Refusals refusals) {
        this.id = id;
        this.producers = producers;
        this.topics = topics;
        this.membership = membership;
        this.refusals = refusals;
    }

    /** Shows itself to the brokers, which fence whoever had this id before. */
    Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> ready = producer;
        if (ready == null) {
            ready = producers.get();
            try {
                ready.initTransactions();
            } catch (RuntimeException e) {
                ready.close(Duration.ZERO);
                throw classified("begin as " + id, e);
            }
            producer = ready;
        }
        return ready;
    }

    @Override
    public void added(KafkaTransaction transaction, ProducerRecord<byte[], byte[]> record) {
        transaction.stage(record);
    }

    @Override
    public CompletableFuture<Void> deliver(KafkaTransaction transaction) {
        requirePlace();
        if (!transaction.isEmpty()) {
            transaction.acks().keySet().forEach(topics::require);
            deliverInSomeGeneration(transaction);
        }
        return CompletableFuture.completedFuture(null);
    }

    /**
     * The group may move on to its next generation between any two steps; then the transaction is done once more, as
     * long as the tasks in it are still this member's.
     */
    private void deliverInSomeGeneration(KafkaTransaction transaction) {
        ConsumerGroupMetadata before = null;
        for (int i = 0; i < GENERATIONS_MAX; i++) {
            ConsumerGroupMetadata generation = membership == null ? null : membership.awaitGeneration();
            if (generation != null && generation.equals(before)) {
                break;
            }
            try {
                send(transaction, generation);
                commit(transaction);
                return;
            } catch (CommitFailedException e) {
                LOG.info("{} commits in the group's next generation: {}", id, e.getMessage());
                renew();
                before = generation;
            }
        }
        throw membership == null
                ? new FencedException(id + " may not commit offsets of the group")
                : membership.fenced();
    }

    private void send(KafkaTransaction transaction, @Nullable ConsumerGroupMetadata generation) {
        Producer<byte[], byte[]> ready = producer();
        Map<TopicPartition, Ack> acks = transaction.acks();
        acks.values().forEach(Ack::reset);
        try {
            ready.beginTransaction();
            TopicPartition last = null;
            Ack ack = null;
            for (ProducerRecord<byte[], byte[]> record : transaction.staged()) {
                if (last == null
                        || last.partition() != record.partition()
                        || !last.topic().equals(record.topic())) {
                    last = new TopicPartition(record.topic(), record.partition());
                    ack = acks.get(last);
                }
                if (ack != null) {
                    ack.sending();
                }
                var unused = ready.send(record, ack);
                if (ack != null && refusals.goesAlone(record.topic())) {
                    ready.flush();
                    requireTaken(record, ack);
                }
            }
            for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> offsets :
                    transaction.offsets().entrySet()) {
                ready.sendOffsetsToTransaction(
                        membership == null ? offsets.getValue() : membership.committable(offsets.getValue()),
                        generation == null ? Answers.outside(offsets.getKey()) : generation);
            }
        } catch (CommitFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(transaction, e);
        }
    }

    /** Those before it have been taken, so a failure is this record's. */
    private void requireTaken(ProducerRecord<byte[], byte[]> record, Ack ack) {
        if (ack.failure() instanceof ApiException failure && Refusals.isRefusal(failure)) {
            String what = "write to " + record.topic() + "-" + record.partition() + " as " + id;
            throw refusals.refused(record, failure) ? Refusals.again(what, failure) : Answers.failure(what, failure);
        }
    }

    private void commit(KafkaTransaction transaction) {
        for (int i = 0; i < COMMIT_TRIES_MAX; i++) {
            try {
                producer().commitTransaction();
                return;
            } catch (TimeoutException e) {
                // The end of a transaction is asked for only when all of its records are there.
                if (!transaction.acks().values().stream().allMatch(Ack::isAnswered)) {
                    throw failed(transaction, e);
                }
                LOG.warn("The commit of {} is not answered; asking again: {}", id, e.getMessage());
            } catch (CommitFailedException e) {
                throw e;
            } catch (RuntimeException e) {
                throw failed(transaction, e);
            }
        }
        renew();
        throw new OutcomeUnknownException("the commit of " + id + " was asked for " + COMMIT_TRIES_MAX
                + " times and not answered; what became of it, the next who looks will see (are enough brokers up?)");
    }

    private RuntimeException failed(KafkaTransaction transaction, RuntimeException failure) {
        topics.forget();
        RuntimeException classified = isPlaceLost(failure) || failure instanceof LogException
                ? classified("commit as " + id, failure)
                : ofRecords(transaction, failure);
        if (!(classified instanceof FencedException)) {
            renew();
        }
        return classified;
    }

    /** What the brokers said of a record tells more than what the producer then says of the transaction. */
    private RuntimeException ofRecords(KafkaTransaction transaction, RuntimeException failure) {
        RuntimeException cause = failure;
        String what = "commit as " + id;
        for (Map.Entry<TopicPartition, Ack> ack : transaction.acks().entrySet()) {
            Exception its = ack.getValue().failure();
            if (its != null && Refusals.isRefusal(its)) {
                refusals.refused(ack.getKey().topic());
                return Refusals.again("write to " + ack.getKey() + " as " + id, its);
            }
            if (its instanceof RuntimeException ofRecord && cause == failure) {
                cause = ofRecord;
                what = "write to " + ack.getKey() + " as " + id;
            }
        }
        return classified(what, cause);
    }

    private RuntimeException classified(String what, RuntimeException failure) {
        if (isPlaceLost(failure)) {
            FencedException fenced = new FencedException("cannot " + what + ": another writer has taken the place, or"
                    + " the transaction was open for too long and was aborted: " + failure.getMessage());
            fencing = fenced;
            return fenced;
        }
        return failure instanceof LogException ? failure : Answers.failure(what, failure);
    }

    private static boolean isPlaceLost(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (PLACE_IS_LOST.contains(cause.getClass())) {
                return true;
            }
        }
        return false;
    }

    /** Leaves what is open to a successor, which ends it at once, so that readers need not wait for its timeout. */
    private void renew() {
        Producer<byte[], byte[]> old = producer;
        producer = null;
        if (old != null) {
            old.close(Duration.ZERO);
        }
        try {
            producer();
        } catch (RuntimeException e) {
            LOG.warn("{} will try later to go on: {}", id, e.getMessage());
        }
    }

    private void requirePlace() {
        FencedException fenced = fencing;
        if (fenced != null) {
            throw new FencedException(String.valueOf(fenced.getMessage()));
        }
    }

    @Override
    public void finish() {
        // Nothing is under way once it has been delivered.
    }

    @Override
    public void fence() {
        fencing = new FencedException(id + ": a newer writer has taken the place; what was open is aborted");
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> last = producer;
        producer = null;
        if (last != null) {
            last.close(CLOSE_MAX);
        }
    }
}
