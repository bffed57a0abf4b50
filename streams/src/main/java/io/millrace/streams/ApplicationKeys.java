package io.millrace.streams;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import io.millrace.streams.errors.DefaultProductionExceptionHandler;
import io.millrace.streams.errors.LogAndFailExceptionHandler;
import io.millrace.streams.errors.LogAndFailProcessingExceptionHandler;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.ValidList;

/**
 * The settings that say what the application is, what it promises and how it meets errors. A part of the definition of
 * {@link StreamsConfig}; stateless.
 */
final class ApplicationKeys {

    private static final long KAFKA_COMMIT_INTERVAL_MS = 30_000;

    private ApplicationKeys() {}

    static void define(ConfigDef definition) {
        defineIdentity(definition);
        defineCommits(definition);
        defineErrorHandlers(definition);
        defineOldErrorHandlers(definition);
    }

    private static void defineIdentity(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        ConfigDef.Type.STRING,
                        Importance.HIGH,
                        "The name of the application, unique in the cluster. It names the group of its "
                                + "instances, starts the names of its internal topics and clients, and must stay the "
                                + "same for the state to be found.")
                .define(
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                        ConfigDef.Type.LIST,
                        null,
                        ValidList.anyNonDuplicateValues(false, true),
                        Importance.HIGH,
                        "Brokers of the Kafka cluster to run on, as host:port with commas in between. When "
                                + "it is not set, the application runs without brokers, on the embedded log below "
                                + "<code>state.dir</code>.")
                .define(
                        StreamsConfig.CLIENT_ID_CONFIG,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "Starts the names of the threads and Kafka clients of this instance. When it is "
                                + "empty, the application id and an id of the process are used.",
                        "<code>&lt;application.id&gt;-&lt;process id&gt;</code>")
                .define(
                        StreamsConfig.APPLICATION_SERVER_CONFIG,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.LOW,
                        "The host:port under which this instance can be asked about its stores. Other "
                                + "instances are told it, so that queries find the right one; nothing is opened there "
                                + "by the setting itself.")
                .define(
                        AbstractConfig.CONFIG_PROVIDERS_CONFIG,
                        ConfigDef.Type.LIST,
                        "",
                        ValidList.anyNonDuplicateValues(true, false),
                        Importance.LOW,
                        "Names of config providers, which fill in values that are kept elsewhere, such as passwords.");
    }

    private static void defineCommits(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                        ConfigDef.Type.STRING,
                        StreamsConfig.AT_LEAST_ONCE,
                        in(StreamsConfig.AT_LEAST_ONCE, StreamsConfig.EXACTLY_ONCE_V2),
                        Importance.MEDIUM,
                        "What happens to a record that was being processed when something failed. With "
                                + "<code>at_least_once</code> it is processed again, and outputs may appear twice; "
                                + "with <code>exactly_once_v2</code> inputs, state and outputs are committed "
                                + "together, so results count once. On Kafka the second needs transactions and "
                                + "readers with <code>isolation.level=read_committed</code>.")
                .define(
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        KAFKA_COMMIT_INTERVAL_MS,
                        atLeast(0),
                        Importance.LOW,
                        "The time between commits, in milliseconds. When it is not set, it is 100 on the "
                                + "embedded log and with <code>exactly_once_v2</code>, and 30000 otherwise. Results "
                                + "of tables, and with <code>exactly_once_v2</code> all results, become visible at a "
                                + "commit.")
                .define(
                        StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        KAFKA_COMMIT_INTERVAL_MS,
                        atLeast(0),
                        Importance.LOW,
                        "The shortest time between two deletions of processed records from repartition "
                                + "topics, in milliseconds.")
                .define(
                        StreamsConfig.TASK_TIMEOUT_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        300_000L,
                        atLeast(0),
                        Importance.MEDIUM,
                        "How long a task goes on trying after an error that may pass, in milliseconds. With "
                                + "0 the first error counts; otherwise there is at least one more attempt.");
    }

    private static void defineErrorHandlers(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        LogAndFailExceptionHandler.class.getName(),
                        Importance.MEDIUM,
                        "A DeserializationExceptionHandler: decides what happens to an input record that "
                                + "cannot be read.")
                .define(
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        LogAndFailProcessingExceptionHandler.class.getName(),
                        Importance.MEDIUM,
                        "A ProcessingExceptionHandler: decides what happens when a step of the topology "
                                + "throws an exception.")
                .define(
                        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        DefaultProductionExceptionHandler.class.getName(),
                        Importance.MEDIUM,
                        "A ProductionExceptionHandler: decides what happens to an output record that cannot be "
                                + "written.")
                .define(
                        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.MEDIUM,
                        "The topic to which the built-in handlers write input records that led to an error, "
                                + "with headers that tell what happened. Not set: nowhere. Handlers of your own "
                                + "decide themselves.");
    }

    @SuppressWarnings("deprecation") // older names must still be understood
    private static void defineOldErrorHandlers(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        LogAndFailExceptionHandler.class.getName(),
                        Importance.MEDIUM,
                        "The older name of <code>deserialization.exception.handler</code>, used only if "
                                + "that is not set.")
                .define(
                        StreamsConfig.DEFAULT_PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        DefaultProductionExceptionHandler.class.getName(),
                        Importance.MEDIUM,
                        "The older name of <code>production.exception.handler</code>, used only if that is not set.")
                .define(
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.HIGH,
                        "Whether <code>processing.exception.handler</code> also serves the processors of "
                                + "global stores, whose exceptions otherwise stop the instance.");
    }
}
