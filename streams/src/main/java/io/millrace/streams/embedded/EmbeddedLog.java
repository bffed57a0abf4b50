package io.millrace.streams.embedded;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.spi.Implementation;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The durable log of an application that runs without a broker.
 *
 * <p>It lives in {@code <state.dir>/<application.id>}, and one process at a time may have it open. Within that process
 * it may be opened as often as needed: all openings, the running application's among them, share one log, and the last
 * to close it releases the folder. Thread safe; producers and consumers follow the rules of kafka-clients.
 *
 * <pre>{@code
 * try (EmbeddedLog log = EmbeddedLog.open(properties)) {
 *     log.createTopic(new NewTopic("lines", 4, (short) 1));
 *     Producer<String, String> producer = log.producer(new StringSerializer(), new StringSerializer(), Map.of());
 *     producer.send(new ProducerRecord<>("lines", "to be or not to be"));
 *     producer.flush(); // durable from here on
 * }
 * }</pre>
 */
public interface EmbeddedLog extends AutoCloseable {

    /**
     * Opens the log of an application.
     *
     * @param properties the application's configuration: {@code application.id} is required, {@code state.dir} and the
     *     {@code embedded.*} settings are used; {@code bootstrap.servers} must not be set
     * @throws io.millrace.streams.errors.LockException if another process has it open
     * @throws io.millrace.streams.errors.ProcessorStateException if it cannot be read or was written in an unknown
     *     version of the format
     */
    static EmbeddedLog open(Properties properties) {
        return Implementation.get().openEmbeddedLog(new StreamsConfig(properties));
    }

    /**
     * Makes a topic. A topic that does not exist is also made on first use, with {@code embedded.num.partitions}
     * partitions.
     *
     * @param topic its name, its number of partitions and its settings ({@code cleanup.policy}, {@code retention.ms},
     *     {@code retention.bytes}, {@code message.timestamp.type}); the replication factor means nothing here
     * @throws org.apache.kafka.common.errors.TopicExistsException if it exists
     */
    void createTopic(NewTopic topic);

    /** Every topic, with its number of partitions. */
    Map<String, Integer> topics();

    /**
     * A producer. What it has sent is durable when {@code flush()} returns, when the future of a {@code send} is done,
     * or when the transaction is committed.
     *
     * @param configs Kafka's producer settings as far as they mean something here ({@code transactional.id},
     *     {@code linger.ms}, {@code batch.size}, {@code partitioner.class}); the others are ignored
     */
    <K, V> Producer<K, V> producer(Serializer<K> keySerializer, Serializer<V> valueSerializer, Map<String, ?> configs);

    /**
     * A consumer of committed records.
     *
     * @param configs Kafka's consumer settings as far as they mean something here ({@code group.id},
     *     {@code auto.offset.reset}, {@code enable.auto.commit}, {@code max.poll.records}); the others are ignored
     */
    <K, V> Consumer<K, V> consumer(
            Deserializer<K> keyDeserializer, Deserializer<V> valueDeserializer, Map<String, ?> configs);

    /** Closes this opening of the log. */
    @Override
    void close();
}
