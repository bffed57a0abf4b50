package io.millrace.streams;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Makes the Kafka clients of an application, for those who want to wrap or replace them. Handed to the constructor of
 * {@link MillraceStreams}, or named by {@link StreamsConfig#DEFAULT_CLIENT_SUPPLIER_CONFIG}. Not asked on the embedded
 * log.
 *
 * <p>Each client that it makes belongs to the application, which closes it. Called by the threads of the application,
 * also several at a time. The settings must reach the client: among them are some that the engine relies on.
 *
 * <pre>{@code
 * class CountedClients implements KafkaClientSupplier {
 *     public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
 *         return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
 *     }
 *     ...
 * }
 * }</pre>
 */
public interface KafkaClientSupplier {

    /**
     * The client that looks after topics.
     *
     * @param config see {@link StreamsConfig#getAdminConfigs}
     * @throws UnsupportedOperationException unless it is overridden
     */
    default Admin getAdmin(Map<String, Object> config) {
        throw new UnsupportedOperationException(
                getClass().getName() + " makes no admin client (expected: getAdmin is overridden)");
    }

    /**
     * The client that writes.
     *
     * @param config see {@link StreamsConfig#getProducerConfigs}
     */
    Producer<byte[], byte[]> getProducer(Map<String, Object> config);

    /**
     * The client that reads input topics and holds a place in the application's group.
     *
     * @param config see {@link StreamsConfig#getMainConsumerConfigs}
     */
    Consumer<byte[], byte[]> getConsumer(Map<String, Object> config);

    /**
     * The client that reads changelogs.
     *
     * @param config see {@link StreamsConfig#getRestoreConsumerConfigs}
     */
    Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config);

    /**
     * The client that reads the topics of global stores.
     *
     * @param config see {@link StreamsConfig#getGlobalConsumerConfigs}
     */
    Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config);
}
