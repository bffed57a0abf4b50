package io.millrace.streams;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds between several settings: defaults that depend on others, and contradictions. Used once, by the
 * constructor of {@link StreamsConfig}. Stateless.
 */
final class ConfigChecks {

    private static final Logger log = LoggerFactory.getLogger(StreamsConfig.class);

    /** What users of the embedded log and of exactly-once expect: results within a blink. */
    private static final long SHORT_COMMIT_INTERVAL_MS = 100;

    /**
     * What producers get when the user sets nothing: a transaction of a crashed worker must not block readers for long.
     */
    private static final int DEFAULT_TRANSACTION_TIMEOUT_MS = 10_000;

    private static final String EMBEDDED_FOLDER = "millrace";

    private ConfigChecks() {}

    /** Returns the settings that the user left out and whose default depends on other settings. */
    static Map<String, Object> dependentDefaults(Map<String, Object> originals, Map<String, Object> parsed) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        boolean embedded = parsed.get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG) == null;
        boolean exactlyOnce =
                StreamsConfig.EXACTLY_ONCE_V2.equals(parsed.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        if ((embedded || exactlyOnce) && !originals.containsKey(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)) {
            defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, SHORT_COMMIT_INTERVAL_MS);
        }
        if (embedded && !originals.containsKey(StreamsConfig.STATE_DIR_CONFIG)) {
            String folder = Path.of(EMBEDDED_FOLDER).toAbsolutePath().toString();
            defaults.put(StreamsConfig.STATE_DIR_CONFIG, folder);
        }
        return defaults;
    }

    static void check(StreamsConfig config) {
        TopologyOptimizations.parse(config.getString(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG));
        ClientTagChecks.check(config.getList(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG), config.getClientTags());
        if (config.getList(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG) == null) {
            return;
        }
        checkTransactionTimeout(config);
        checkStreamsProtocol(config);
        checkMetricsPush(config);
    }

    /** Returns the name to read a setting under that was renamed: the older one only if it alone is set. */
    static String newOrOldName(StreamsConfig config, String name, String olderName) {
        Map<String, Object> originals = config.originals();
        if (!originals.containsKey(olderName)) {
            return name;
        }
        if (originals.containsKey(name)) {
            log.warn("{} is ignored, because {} is set, too. Remove the first, which is deprecated", olderName, name);
            return name;
        }
        return olderName;
    }

    private static void checkTransactionTimeout(StreamsConfig config) {
        if (!StreamsConfig.EXACTLY_ONCE_V2.equals(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))) {
            return;
        }
        String name = StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        Object given = config.originals().get(name);
        Object parsed = ConfigDef.parseType(name, given, ConfigDef.Type.INT);
        int timeoutMs = parsed == null ? DEFAULT_TRANSACTION_TIMEOUT_MS : (Integer) parsed;
        long commitIntervalMs = config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
        if (timeoutMs < commitIntervalMs) {
            throw new IllegalArgumentException(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG + ": " + commitIntervalMs
                    + " ms (expected: at most " + name + ", " + timeoutMs + " ms, because every transaction would time "
                    + "out before it is committed). Shorten the interval or raise the timeout");
        }
    }

    private static void checkStreamsProtocol(StreamsConfig config) {
        if (!config.isStreamsProtocolEnabled()) {
            return;
        }
        Object instanceId = firstOf(
                config,
                StreamsConfig.mainConsumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG),
                StreamsConfig.consumerPrefix(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG),
                CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG);
        if (instanceId != null && !instanceId.toString().isEmpty()) {
            throw new ConfigException(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG + ": " + instanceId
                    + " (expected: not set with group.protocol=streams, which has no static members). Remove it or "
                    + "set group.protocol=classic");
        }
        if (config.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG) != 0) {
            log.warn(
                    "{} has no effect with group.protocol=streams: it is a setting of the group on the brokers there",
                    StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG);
        }
    }

    private static @Nullable Object firstOf(StreamsConfig config, String... names) {
        Map<String, Object> originals = config.originals();
        for (String name : names) {
            if (originals.containsKey(name)) {
                return originals.get(name);
            }
        }
        return null;
    }

    /** Metrics of a worker are sent through its consumer and its admin client, so either both may send or neither. */
    private static void checkMetricsPush(StreamsConfig config) {
        if (!config.getBoolean(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG)) {
            return;
        }
        Boolean mainConsumer = metricsPush(config, StreamsConfig.MAIN_CONSUMER_PREFIX);
        Boolean admin = metricsPush(config, StreamsConfig.ADMIN_CLIENT_PREFIX);
        Boolean consumer = metricsPush(config, StreamsConfig.CONSUMER_PREFIX);
        refuseMetricsPush(StreamsConfig.MAIN_CONSUMER_PREFIX, mainConsumer);
        refuseMetricsPush(StreamsConfig.ADMIN_CLIENT_PREFIX, admin);
        if (mainConsumer == null && admin == null) {
            refuseMetricsPush(StreamsConfig.CONSUMER_PREFIX, consumer);
        }
    }

    private static @Nullable Boolean metricsPush(StreamsConfig config, String prefix) {
        String name = prefix + StreamsConfig.ENABLE_METRICS_PUSH_CONFIG;
        return (Boolean) ConfigDef.parseType(name, config.originals().get(name), ConfigDef.Type.BOOLEAN);
    }

    private static void refuseMetricsPush(String prefix, @Nullable Boolean enabled) {
        if (Boolean.FALSE.equals(enabled)) {
            String name = prefix + StreamsConfig.ENABLE_METRICS_PUSH_CONFIG;
            throw new ConfigException(name + ": false (expected: true, or not set, while "
                    + StreamsConfig.ENABLE_METRICS_PUSH_CONFIG + " is true). Set both to the same value");
        }
    }
}
