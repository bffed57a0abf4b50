package io.millrace.log.kafka;

import io.millrace.log.FencedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * Delivers without Kafka's transactions: at least once. Records are sent as they come; when a transaction is committed
 * all of them must have arrived before its offsets are. What has been sent cannot be taken back, so an abort or a crash
 * leaves records behind whose input is read again.
 */
final class PlainDelivery implements Delivery {

    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    private final String name;
    private final Producer<byte[], byte[]> producer;
    private final OffsetCommits offsets;
    private final Refusals refusals;
    private volatile @Nullable FencedException fencing;

    /** @param name whose delivery it is, for messages */
    PlainDelivery(String name, Producer<byte[], byte[]> producer, OffsetCommits offsets, Refusals refusals) {
        this.name = name;
        this.producer = producer;
        this.offsets = offsets;
        this.refusals = refusals;
    }

    @Override
    public void added(KafkaTransaction transaction, ProducerRecord<byte[], byte[]> record) {
        requirePlace();
        Ack ack = transaction.lastAck();
        if (refusals.goesAlone(record.topic())) {
            sendAlone(record, ack);
            return;
        }
        ack.sending();
        send(record, ack);
    }

    private void send(ProducerRecord<byte[], byte[]> record, Callback answer) {
        try {
            var unused = producer.send(record, answer);
        } catch (KafkaException e) {
            throw Answers.failure("write to topic " + record.topic() + " as " + name, e);
        }
    }

    /** Waits for the answer. A record that is refused leaves nothing behind, so all else goes on. */
    private void sendAlone(ProducerRecord<byte[], byte[]> record, Ack ack) {
        producer.flush();
        Ack alone = new Ack();
        alone.sending();
        send(record, alone);
        producer.flush();
        if (alone.failure() instanceof ApiException failure && Refusals.isRefusal(failure)) {
            throw failure;
        }
        ack.add(alone);
    }

    @Override
    public CompletableFuture<Void> deliver(KafkaTransaction transaction) {
        requirePlace();
        producer.flush();
        transaction.acks().forEach(this::requireWritten);
        Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
        transaction.offsets().values().forEach(read::putAll);
        return read.isEmpty() ? CompletableFuture.completedFuture(null) : offsets.add(read);
    }

    private void requireWritten(TopicPartition partition, Ack ack) {
        Exception failure = ack.failure();
        if (failure == null) {
            return;
        }
        String what = "write to " + partition + " as " + name;
        if (Refusals.isRefusal(failure)) {
            refusals.refused(partition.topic());
            throw Refusals.again(what, failure);
        }
        throw Answers.failure(what, failure);
    }

    private void requirePlace() {
        FencedException fenced = fencing;
        if (fenced != null) {
            throw new FencedException(String.valueOf(fenced.getMessage()));
        }
    }

    @Override
    public void finish() {
        offsets.finish();
    }

    @Override
    public void fence() {
        fencing = new FencedException(name + ": a newer member has taken the place");
        offsets.abandon();
    }

    @Override
    public void close() {
        offsets.abandon();
        producer.close(CLOSE_MAX);
    }
}
