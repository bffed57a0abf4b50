package io.millrace.streams;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * The settings of Kafka clients that may be given without a prefix, for all clients of the application at once. They
 * have no effect on the embedded log. A part of the definition of {@link StreamsConfig}; stateless.
 */
final class ClientKeys {

    private ClientKeys() {}

    static void define(ConfigDef definition) {
        defineClients(definition);
        defineMetadata(definition);
        defineConnections(definition);
        defineRetries(definition);
    }

    private static void defineClients(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.LOW,
                        "A KafkaClientSupplier: makes the consumers, producers and admin clients. Not set: "
                                + "the ordinary ones.")
                .define(
                        StreamsConfig.ENABLE_METRICS_PUSH_CONFIG,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether the clients send their metrics to the cluster when it asks for them.")
                .define(
                        StreamsConfig.SECURITY_PROTOCOL_CONFIG,
                        ConfigDef.Type.STRING,
                        CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL,
                        CaseInsensitiveValidString.in(names(SecurityProtocol.values())),
                        Importance.MEDIUM,
                        "How to talk to the brokers: plain, encrypted, with authentication.");
    }

    private static void defineMetadata(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.METADATA_MAX_AGE_CONFIG,
                        ConfigDef.Type.LONG,
                        300_000L,
                        atLeast(0),
                        Importance.LOW,
                        "How often the clients look for new brokers and partitions, in milliseconds, even "
                                + "without a reason.")
                .define(
                        CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG,
                        ConfigDef.Type.STRING,
                        MetadataRecoveryStrategy.REBOOTSTRAP.name().toLowerCase(Locale.ROOT),
                        CaseInsensitiveValidString.in(names(MetadataRecoveryStrategy.values())),
                        Importance.LOW,
                        "What a client does when it can reach none of the brokers that it knows: "
                                + "<code>rebootstrap</code>, begin again with <code>bootstrap.servers</code>; "
                                + "<code>none</code>, fail.")
                .define(
                        CommonClientConfigs.METADATA_RECOVERY_REBOOTSTRAP_TRIGGER_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        CommonClientConfigs.DEFAULT_METADATA_RECOVERY_REBOOTSTRAP_TRIGGER_MS,
                        atLeast(0),
                        Importance.LOW,
                        "After how long without an answer about brokers and topics, in milliseconds, a "
                                + "client begins again with <code>bootstrap.servers</code>.");
    }

    private static void defineConnections(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        540_000L,
                        Importance.LOW,
                        "How long a connection may be unused before it is closed, in milliseconds.")
                .define(
                        StreamsConfig.RECEIVE_BUFFER_CONFIG,
                        ConfigDef.Type.INT,
                        32 * 1024,
                        atLeast(CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND),
                        Importance.LOW,
                        "The size of the receive buffer of a socket in bytes. -1: as the operating system has it.")
                .define(
                        StreamsConfig.SEND_BUFFER_CONFIG,
                        ConfigDef.Type.INT,
                        128 * 1024,
                        atLeast(CommonClientConfigs.SEND_BUFFER_LOWER_BOUND),
                        Importance.LOW,
                        "The size of the send buffer of a socket in bytes. -1: as the operating system has it.")
                .define(
                        StreamsConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ConfigDef.Type.INT,
                        40_000,
                        atLeast(0),
                        Importance.LOW,
                        "How long a client waits for an answer before it sends the request again or gives "
                                + "up, in milliseconds.");
    }

    private static void defineRetries(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.RECONNECT_BACKOFF_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        50L,
                        atLeast(0),
                        Importance.LOW,
                        "How long a client waits after a failed connection before it tries again, in "
                                + "milliseconds. The wait grows with each failure.")
                .define(
                        StreamsConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        1000L,
                        atLeast(0),
                        Importance.LOW,
                        "The longest of these waits, in milliseconds.")
                .define(
                        StreamsConfig.RETRY_BACKOFF_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        100L,
                        atLeast(0),
                        Importance.LOW,
                        "How long a client waits before it sends a failed request again, in milliseconds.");
    }

    private static String[] names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toArray(String[]::new);
    }
}
