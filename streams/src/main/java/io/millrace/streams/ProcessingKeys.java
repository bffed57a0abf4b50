package io.millrace.streams;

import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import io.millrace.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.metrics.JmxReporter;

/**
 * The settings about workers, the topology, serdes and what is measured. A part of the definition of
 * {@link StreamsConfig}; stateless.
 */
final class ProcessingKeys {

    private ProcessingKeys() {}

    static void define(ConfigDef definition) {
        defineWorkers(definition);
        defineTopology(definition);
        defineSerdes(definition);
        defineWindowedSerdes(definition);
        defineMetrics(definition);
    }

    private static void defineWorkers(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                        ConfigDef.Type.INT,
                        1,
                        Importance.MEDIUM,
                        "The number of worker threads of this instance. More than there are tasks do not help.")
                .define(
                        StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        0L,
                        Importance.MEDIUM,
                        "How long a task with several input partitions waits for a record of an empty one, "
                                + "in milliseconds, so that records are taken in the order of their timestamps. With "
                                + "0 it waits until it is known that the partition has no more records at the moment; "
                                + "with -1 it does not wait at all.")
                .define(
                        StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
                        ConfigDef.Type.INT,
                        1000,
                        Importance.LOW,
                        "How many records of one partition may wait in memory before reading from it pauses.")
                .define(
                        StreamsConfig.POLL_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        100L,
                        Importance.LOW,
                        "How long a worker waits for input when it has nothing else to do, in milliseconds.")
                .define(
                        StreamsConfig.LOG_SUMMARY_INTERVAL_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        120_000L,
                        Importance.LOW,
                        "How often a worker logs how much it has done, in milliseconds. Negative: never.");
    }

    private static void defineTopology(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
                        ConfigDef.Type.STRING,
                        StreamsConfig.NO_OPTIMIZATION,
                        LambdaValidator.with(
                                (name, value) -> TopologyOptimizations.parse((String) value),
                                TopologyOptimizations::allowed),
                        Importance.MEDIUM,
                        "Which optimizations are made when the topology is built. They change the internal "
                                + "topics, so an application with state must be reset when this changes. To take "
                                + "effect, the settings must be given to "
                                + "<code>StreamsBuilder.build(Properties)</code>, too.")
                .define(
                        StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.HIGH,
                        "Whether a topology with a generated name of a store or an internal topic is "
                                + "refused. Such names change when steps are added, and state is then not found "
                                + "again.")
                .define(
                        StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.LOW,
                        "A ProcessorWrapper: puts something around every processor. Not set: nothing. It "
                                + "must be part of the settings that the StreamsBuilder or the Topology is made with.")
                .define(
                        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        FailOnInvalidTimestamp.class.getName(),
                        Importance.MEDIUM,
                        "A TimestampExtractor: finds the time of input records where no other one is given.");
    }

    private static void defineSerdes(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.MEDIUM,
                        "A Serde for keys, used where an operation is given none.")
                .define(
                        StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.MEDIUM,
                        "A Serde for values, used where an operation is given none.")
                .define(
                        CommonClientConfigs.DEFAULT_LIST_KEY_SERDE_INNER_CLASS,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.MEDIUM,
                        "The Serde of the elements when the default serde for keys is a ListSerde.")
                .define(
                        CommonClientConfigs.DEFAULT_LIST_VALUE_SERDE_INNER_CLASS,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.MEDIUM,
                        "The Serde of the elements when the default serde for values is a ListSerde.")
                .define(
                        CommonClientConfigs.DEFAULT_LIST_KEY_SERDE_TYPE_CLASS,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.MEDIUM,
                        "The List class to make when the default serde for keys is a ListSerde.")
                .define(
                        CommonClientConfigs.DEFAULT_LIST_VALUE_SERDE_TYPE_CLASS,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.MEDIUM,
                        "The List class to make when the default serde for values is a ListSerde.");
    }

    @SuppressWarnings("deprecation") // older settings must still be understood
    private static void defineWindowedSerdes(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.WINDOWED_INNER_CLASS_SERDE,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.LOW,
                        "The Serde of the inner key of windowed keys, for a deserializer in a plain consumer.")
                .define(
                        StreamsConfig.WINDOW_SIZE_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        null,
                        Importance.LOW,
                        "The size of the windows of windowed keys in milliseconds, for a deserializer in a "
                                + "plain consumer.");
    }

    private static void defineMetrics(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.BUILT_IN_METRICS_VERSION_CONFIG,
                        ConfigDef.Type.STRING,
                        StreamsConfig.METRICS_LATEST,
                        in(StreamsConfig.METRICS_LATEST),
                        Importance.LOW,
                        "The version of the names and tags of the metrics.")
                .define(
                        StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG,
                        ConfigDef.Type.STRING,
                        "INFO",
                        in("INFO", "DEBUG", "TRACE"),
                        Importance.LOW,
                        "How much is measured; each level includes those before it.")
                .define(
                        StreamsConfig.METRICS_NUM_SAMPLES_CONFIG,
                        ConfigDef.Type.INT,
                        2,
                        ConfigDef.Range.atLeast(1),
                        Importance.LOW,
                        "The number of samples that rates and averages are computed from.")
                .define(
                        StreamsConfig.METRICS_SAMPLE_WINDOW_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        30_000L,
                        ConfigDef.Range.atLeast(0),
                        Importance.LOW,
                        "The time that one sample covers, in milliseconds.")
                .define(
                        StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG,
                        ConfigDef.Type.LIST,
                        JmxReporter.class.getName(),
                        ConfigDef.ValidList.anyNonDuplicateValues(true, false),
                        Importance.LOW,
                        "MetricsReporters: publish the metrics.");
    }
}
