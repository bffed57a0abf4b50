package io.millrace.cli;

import io.millrace.streams.embedded.EmbeddedLog;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads a whole topic from its beginning, with Kafka's ordinary consumer. Owned by one thread. */
final class TopicReader<K, V> implements AutoCloseable {

    /** How long to wait when there is nothing at the moment. */
    private static final Duration WAIT = Duration.ofMillis(20);

    private final Consumer<K, V> consumer;
    private final Set<TopicPartition> partitions;

    TopicReader(EmbeddedLog log, String topic, Deserializer<K> keys, Deserializer<V> values) {
        this.consumer = log.consumer(keys, values, Map.of());
        this.partitions = partitions(log, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static Set<TopicPartition> partitions(EmbeddedLog log, String topic) {
        int count = log.topics().getOrDefault(topic, 0);
        return IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(topic, number))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Hands over what is there.
     *
     * @return whether there was anything
     */
    boolean poll(Duration wait, BiConsumer<K, V> receiver) {
        ConsumerRecords<K, V> records = consumer.poll(wait);
        for (ConsumerRecord<K, V> record : records) {
            receiver.accept(record.key(), record.value());
        }
        return !records.isEmpty();
    }

    /** Hands over everything up to the present end. */
    void readAll(BiConsumer<K, V> receiver) {
        while (!isAtEnd()) {
            poll(WAIT, receiver);
        }
    }

    /** Whether everything that is committed has been handed over. */
    boolean isAtEnd() {
        return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
