package io.millrace.log.clients;

import io.millrace.base.Clock;
import io.millrace.base.Seams;
import io.millrace.log.Log;
import io.millrace.log.LogException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's producer over the log port. Thread safe, as Kafka's is.
 *
 * <p>Without {@code transactional.id}, records are collected and committed together ({@link CollectingOutbox}): a
 * record is durable when its future is done. With it, they belong to the user's transactions
 * ({@link TransactionOutbox}): a future is then done at once, its metadata says the offset only after the commit, and
 * callbacks come with {@code flush()} or the commit. {@code sendOffsetsToTransaction} does not compare the group's
 * generation: a producer of a consumer that has lost its partitions is stopped by its {@code transactional.id} alone.
 *
 * <p>Topics are made on first use. There are no metrics, and time limits of {@code close} mean nothing: there is no
 * network to wait for.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class LogProducer<K, V> implements Producer<K, V> {

    private final TopicDirectory topics;
    private final Serializer<K> keySerializer;
    private final Serializer<V> valueSerializer;
    private final Partitioning partitioning;
    private final Outbox outbox;
    private final Clock clock;

    LogProducer(
            Log log,
            TopicDirectory topics,
            Serializer<K> keySerializer,
            Serializer<V> valueSerializer,
            ProducerSettings settings,
            Seams seams,
            SendThread sendThread) {
        this.topics = topics;
        this.keySerializer = keySerializer;
        this.valueSerializer = valueSerializer;
        this.clock = seams.clock();
        this.partitioning = new Partitioning(topics, settings, seams.randomness());
        String transactionalId = settings.transactionalId();
        this.outbox = transactionalId == null
                ? new CollectingOutbox(
                        log.writer("producer-" + seams.randomness().nextUuid()), settings, seams, sendThread)
                : new TransactionOutbox(log, transactionalId, clock);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record) {
        return send(record, null);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record, @Nullable Callback callback) {
        Headers headers = record.headers();
        byte @Nullable [] key = serialize(keySerializer, record.topic(), headers, record.key(), "key");
        byte @Nullable [] value = serialize(valueSerializer, record.topic(), headers, record.value(), "value");
        if (headers instanceof RecordHeaders kafkas) {
            kafkas.setReadOnly();
        }
        Long given = record.timestamp();
        long timestamp = given == null ? clock.wallMs() : given;
        try {
            TopicPartition partition = new TopicPartition(record.topic(), partitioning.choose(record, key, value));
            return outbox.add(partition, timestamp, key, value, headers, callback);
        } catch (ApiException | LogException failure) {
            return failed(record, failure, callback);
        }
    }

    private static <T> byte @Nullable [] serialize(
            Serializer<T> serializer, String topic, Headers headers, T content, String part) {
        try {
            return serializer.serialize(topic, headers, content);
        } catch (ClassCastException wrongType) {
            throw new SerializationException(
                    "topic " + topic + ": the " + part + " is a "
                            + content.getClass().getName() + ", which "
                            + serializer.getClass().getName()
                            + " cannot serialize; give the producer another serializer",
                    wrongType);
        }
    }

    private Future<RecordMetadata> failed(
            ProducerRecord<K, V> record, RuntimeException failure, @Nullable Callback callback) {
        // The topic may have been deleted, or made again with other partitions.
        topics.refresh();
        if (callback != null) {
            Integer named = record.partition();
            int partition = named == null ? RecordMetadata.UNKNOWN_PARTITION : named;
            callback.onCompletion(
                    new RecordMetadata(new TopicPartition(record.topic(), partition), -1, 0, -1, -1, -1), failure);
        }
        return CompletableFuture.failedFuture(failure);
    }

    @Override
    public void flush() {
        outbox.flush();
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return topics.partitions(topic);
    }

    @Override
    public void initTransactions() {
        transactions().initialize();
    }

    @Override
    public void beginTransaction() {
        transactions().begin();
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        transactions().offsets(offsets, groupMetadata.groupId());
    }

    @Override
    public void commitTransaction() {
        transactions().commit();
    }

    @Override
    public void abortTransaction() {
        transactions().abort();
    }

    private TransactionOutbox transactions() {
        if (outbox instanceof TransactionOutbox transactions) {
            return transactions;
        }
        throw new IllegalStateException("this producer has no transactions; set transactional.id");
    }

    @Override
    public void close() {
        outbox.close();
        partitioning.close();
        keySerializer.close();
        valueSerializer.close();
    }

    @Override
    public void close(Duration timeout) {
        close();
    }

    /** Empty. */
    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return Map.of();
    }

    /** Does nothing. */
    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {}

    /** Does nothing. */
    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {}

    /** Always zero. */
    @Override
    public Uuid clientInstanceId(Duration timeout) {
        return Uuid.ZERO_UUID;
    }
}
