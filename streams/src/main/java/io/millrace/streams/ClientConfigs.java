package io.millrace.streams;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works out the settings of each Kafka client. From the weakest to the strongest: defaults of ours, settings of the
 * user that are known to nobody, settings of the user under the client's own name, then under its prefixes from the
 * general to the special, and at last what the engine cannot do without. A setting of the user that the engine needs
 * otherwise is dropped with a warning. Stateless but for the configuration.
 */
final class ClientConfigs {

    private static final Logger log = LoggerFactory.getLogger(StreamsConfig.class);

    /** A crashed worker's transaction must not block readers for long. */
    static final int TRANSACTION_TIMEOUT_MS = 10_000;

    /** With more, Kafka cannot keep the order of records when it sends again. */
    private static final int IN_FLIGHT_MAX = 5;

    private static final Map<String, Object> PRODUCER = Map.of(ProducerConfig.LINGER_MS_CONFIG, "100");

    private static final Map<String, Object> TRANSACTIONAL_PRODUCER = Map.of(
            ProducerConfig.LINGER_MS_CONFIG,
            "100",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            TRANSACTION_TIMEOUT_MS);

    private static final Map<String, Object> CONSUMER = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            "1000",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "false",
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            "classic",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            "false");

    private static final Set<String> ENGINE_OWNS_OF_CONSUMERS = Set.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG);

    private final StreamsConfig config;
    private final boolean exactlyOnce;

    ClientConfigs(StreamsConfig config) {
        this.config = config;
        this.exactlyOnce =
                StreamsConfig.EXACTLY_ONCE_V2.equals(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    Map<String, Object> mainConsumer(String groupId, String clientId, int threadIdx) {
        Map<String, Object> settings = consumer(StreamsConfig.MAIN_CONSUMER_PREFIX);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, groupId);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        // Every thread is a member of its own.
        settings.computeIfPresent(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, (name, id) -> id + "-" + threadIdx);
        checkSegments();
        settings.putAll(config.originalsWithPrefix(StreamsConfig.TOPIC_PREFIX, false));
        return settings;
    }

    Map<String, Object> restoreConsumer(String clientId) {
        return loneConsumer(StreamsConfig.RESTORE_CONSUMER_PREFIX, clientId);
    }

    Map<String, Object> globalConsumer(String clientId) {
        return loneConsumer(StreamsConfig.GLOBAL_CONSUMER_PREFIX, clientId + "-global-consumer");
    }

    /** A consumer outside of any group, which decides itself where to read. */
    private Map<String, Object> loneConsumer(String prefix, String clientId) {
        Map<String, Object> settings = consumer(prefix);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return settings;
    }

    private Map<String, Object> consumer(String specialPrefix) {
        Map<String, Object> general = given(StreamsConfig.CONSUMER_PREFIX, ConsumerConfig.configNames());
        general.remove(StreamsConfig.GROUP_PROTOCOL_CONFIG);
        Map<String, Object> special = config.originalsWithPrefix(specialPrefix);
        Map<String, Object> settings = new HashMap<>(CONSUMER);
        ENGINE_OWNS_OF_CONSUMERS.forEach(name -> {
            drop(general, name, CONSUMER.getOrDefault(name, ""));
            drop(special, name, CONSUMER.getOrDefault(name, ""));
        });
        if (exactlyOnce) {
            String committed = IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT);
            settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, committed);
            settings.put("internal.throw.on.fetch.stable.offset.unsupported", true);
            drop(general, ConsumerConfig.ISOLATION_LEVEL_CONFIG, committed);
        }
        settings.putAll(unknown());
        settings.putAll(general);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        settings.putAll(special);
        return settings;
    }

    Map<String, Object> producer(String clientId) {
        Map<String, Object> given = given(StreamsConfig.PRODUCER_PREFIX, ProducerConfig.configNames());
        if (exactlyOnce) {
            drop(given, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            drop(given, ProducerConfig.TRANSACTIONAL_ID_CONFIG, "one per thread");
            checkInFlight(given.get(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION));
        }
        Map<String, Object> settings = new HashMap<>(exactlyOnce ? TRANSACTIONAL_PRODUCER : PRODUCER);
        settings.putAll(unknown());
        settings.putAll(given);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return settings;
    }

    Map<String, Object> admin(String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, true);
        settings.putAll(unknown());
        settings.putAll(given(StreamsConfig.ADMIN_CLIENT_PREFIX, AdminClientConfig.configNames()));
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return settings;
    }

    private Object bootstrapServers() {
        return Objects.requireNonNull(
                config.originals().get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG), StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** What the user set for a client, under its plain name or, stronger, with the prefix. */
    private Map<String, Object> given(String prefix, Set<String> clientNames) {
        Map<String, Object> given = config.originals();
        given.keySet().retainAll(clientNames);
        given.putAll(config.originalsWithPrefix(prefix));
        return given;
    }

    /** What the user set and nobody here knows: for serdes, interceptors and the like. */
    private Map<String, Object> unknown() {
        Map<String, Object> unknown = config.originals();
        unknown.keySet().removeAll(StreamsConfig.configDef().names());
        unknown.keySet().removeAll(ConsumerConfig.configNames());
        unknown.keySet().removeAll(ProducerConfig.configNames());
        unknown.keySet().removeAll(AdminClientConfig.configNames());
        unknown.keySet()
                .removeIf(name -> name.startsWith(StreamsConfig.CONSUMER_PREFIX)
                        || name.startsWith(StreamsConfig.PRODUCER_PREFIX)
                        || name.startsWith(StreamsConfig.ADMIN_CLIENT_PREFIX));
        return unknown;
    }

    private static void drop(Map<String, Object> given, String name, Object needed) {
        Object value = given.get(name);
        if (value != null && !value.toString().equalsIgnoreCase(Objects.toString(needed))) {
            log.warn("{}: {} is ignored (expected: {}, which the engine relies on). Remove it", name, value, needed);
        }
        if (value != null) {
            given.remove(name);
        }
    }

    private static void checkInFlight(@Nullable Object given) {
        String name = ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;
        Object parsed = ConfigDef.parseType(name, given, ConfigDef.Type.INT);
        if (parsed != null && (Integer) parsed > IN_FLIGHT_MAX) {
            throw new ConfigException(
                    name,
                    given,
                    "too many (expected: at most " + IN_FLIGHT_MAX + " with "
                            + StreamsConfig.PROCESSING_GUARANTEE_CONFIG + "=" + StreamsConfig.EXACTLY_ONCE_V2 + ")");
        }
    }

    /** A batch that is larger than a segment could never be appended to an internal topic. */
    private void checkSegments() {
        Object segment = config.originals().get(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG));
        Object batch = given(StreamsConfig.PRODUCER_PREFIX, ProducerConfig.configNames())
                .get(ProducerConfig.BATCH_SIZE_CONFIG);
        if (segment == null || batch == null) {
            return;
        }
        if (Integer.parseInt(segment.toString()) < Integer.parseInt(batch.toString())) {
            throw new IllegalArgumentException(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG) + ": "
                    + segment + " (expected: at least the producers' " + ProducerConfig.BATCH_SIZE_CONFIG + ", " + batch
                    + ")");
        }
    }
}
