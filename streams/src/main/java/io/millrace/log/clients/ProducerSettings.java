package io.millrace.log.clients;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Kafka's producer that mean something over the log port.
 *
 * @param transactionalId the id that fences, null for a producer without transactions
 * @param clientId part of the name of the producer's thread
 * @param lingerMs how long a record waits for others to be committed with it
 * @param batchBytes how much is collected before it is committed without waiting any longer
 * @param ignoreKeys whether records with keys are spread like those without
 * @param partitioner the user's own choice of partitions, null for Kafka's default
 */
record ProducerSettings(
        @Nullable String transactionalId,
        String clientId,
        long lingerMs,
        long batchBytes,
        boolean ignoreKeys,
        @Nullable Partitioner partitioner) {

    /** Kafka's default. */
    private static final long LINGER_MS = 5;

    /**
     * Kafka's 16 KiB are meant for one partition of many brokers; here a batch is a transaction over all partitions.
     */
    private static final long BATCH_BYTES = 256 * 1024;

    static ProducerSettings of(Map<String, ?> configs) {
        Settings settings = new Settings(configs);
        return new ProducerSettings(
                settings.text(ProducerConfig.TRANSACTIONAL_ID_CONFIG),
                settings.text(ProducerConfig.CLIENT_ID_CONFIG, "producer"),
                settings.number(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS, 0),
                settings.number(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES, 0),
                settings.flag(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false),
                partitioner(settings));
    }

    private static @Nullable Partitioner partitioner(Settings settings) {
        Class<?> type = settings.type(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        if (type == null) {
            return null;
        }
        if (!Partitioner.class.isAssignableFrom(type)) {
            throw new ConfigException(
                    ProducerConfig.PARTITIONER_CLASS_CONFIG,
                    type.getName(),
                    "expected: a " + Partitioner.class.getName());
        }
        Partitioner partitioner = (Partitioner) Utils.newInstance(type);
        partitioner.configure(settings.all());
        return partitioner;
    }
}
