package io.millrace.log.kafka;

import io.millrace.streams.KafkaClientSupplier;
import io.millrace.streams.StreamsConfig;
import java.util.UUID;

/**
 * How to reach a cluster, and under which names.
 *
 * @param config the application's configuration, with {@code bootstrap.servers}
 * @param supplier makes the clients
 * @param clientId starts the names of the clients that belong to no thread
 * @param process tells this process from all others of the application; part of its producers' transactional ids
 */
public record KafkaSettings(StreamsConfig config, KafkaClientSupplier supplier, String clientId, UUID process) {

    /** Whether what belongs together becomes visible together, in a transaction. */
    boolean exactlyOnce() {
        return StreamsConfig.EXACTLY_ONCE_V2.equals(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    String application() {
        return config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    }
}
