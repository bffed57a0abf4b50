package io.millrace.streams;

import io.millrace.streams.errors.DeserializationExceptionHandler;
import io.millrace.streams.errors.ProcessingExceptionHandler;
import io.millrace.streams.errors.ProductionExceptionHandler;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.TimestampExtractor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;

/**
 * The settings of an application.
 *
 * <p>Only {@code application.id} is required. Without {@code bootstrap.servers} the application runs on the embedded
 * log below {@code state.dir}; with it, on that Kafka cluster.
 *
 * <pre>{@code
 * Properties settings = new Properties();
 * settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "orders");
 * settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
 * MillraceStreams streams = new MillraceStreams(topology, settings);
 * }</pre>
 *
 * <p>Names and defaults are those of Kafka Streams, with these differences: {@code bootstrap.servers} may be missing;
 * on the embedded log {@code state.dir} is a folder {@code millrace} in the working directory, never a temporary one,
 * and {@code commit.interval.ms} is 100; {@code processor.wrapper.class} and {@code default.client.supplier} are unset.
 * Four settings are new: {@link #STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG}, {@link #EMBEDDED_NUM_PARTITIONS_CONFIG},
 * {@link #EMBEDDED_MEMORY_BYTES_CONFIG} and {@link #EMBEDDED_HANDOVER_ENABLE_CONFIG}.
 *
 * <p>Settings for the Kafka clients are given with a prefix, see {@link #consumerPrefix}. Settings that are not known
 * here are kept and reach serdes, handlers and processors, see {@link #originals()}.
 *
 * <p>Immutable, for any thread. What each setting means in full is said by {@link #configDef()}.
 */
public class StreamsConfig extends AbstractConfig {

    /** Value of {@link #MAX_TASK_IDLE_MS_CONFIG}: process what is there, never wait for other partitions. */
    public static final long MAX_TASK_IDLE_MS_DISABLED = -1;
    /** Value of {@link #STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG}: do not remove state at the start because of its age. */
    public static final long STATE_CLEANUP_DIR_MAX_AGE_MS_DISABLED = -1;
    /** How many tags {@link #RACK_AWARE_ASSIGNMENT_TAGS_CONFIG} may name. */
    public static final int MAX_RACK_AWARE_ASSIGNMENT_TAG_LIST_SIZE = 5;
    /** How many characters the key of a client tag may have. */
    public static final int MAX_RACK_AWARE_ASSIGNMENT_TAG_KEY_LENGTH = 20;
    /** How many characters the value of a client tag may have. */
    public static final int MAX_RACK_AWARE_ASSIGNMENT_TAG_VALUE_LENGTH = 30;

    /**
     * The number of a thread where none is meant.
     *
     * @deprecated give {@link #getMainConsumerConfigs} the number of a thread
     */
    @Deprecated
    public static final int DUMMY_THREAD_INDEX = 1;

    // Prefixes.

    /** Starts the name of a setting for internal topics; see {@link #topicPrefix}. */
    public static final String TOPIC_PREFIX = "topic.";
    /** Starts the name of a setting for all consumers; see {@link #consumerPrefix}. */
    public static final String CONSUMER_PREFIX = "consumer.";
    /** Starts the name of a setting for the consumer of the input topics; see {@link #mainConsumerPrefix}. */
    public static final String MAIN_CONSUMER_PREFIX = "main.consumer.";
    /** Starts the name of a setting for the consumer that restores stores; see {@link #restoreConsumerPrefix}. */
    public static final String RESTORE_CONSUMER_PREFIX = "restore.consumer.";
    /** Starts the name of a setting for the consumer of global stores; see {@link #globalConsumerPrefix}. */
    public static final String GLOBAL_CONSUMER_PREFIX = "global.consumer.";
    /** Starts the name of a setting for the producers; see {@link #producerPrefix}. */
    public static final String PRODUCER_PREFIX = "producer.";
    /** Starts the name of a setting for the admin client; see {@link #adminClientPrefix}. */
    public static final String ADMIN_CLIENT_PREFIX = "admin.";
    /** Starts the name of a tag of this instance; see {@link #clientTagPrefix}. */
    public static final String CLIENT_TAG_PREFIX = "client.tag.";

    // Values.

    /** Value of {@link #TOPOLOGY_OPTIMIZATION_CONFIG}: no optimization. */
    public static final String NO_OPTIMIZATION = "none";
    /** Value of {@link #TOPOLOGY_OPTIMIZATION_CONFIG}: all optimizations. */
    public static final String OPTIMIZE = "all";
    /** Value of {@link #TOPOLOGY_OPTIMIZATION_CONFIG}: the topic of a table serves as its changelog. */
    public static final String REUSE_KTABLE_SOURCE_TOPICS = "reuse.ktable.source.topics";
    /**
     * Value of {@link #TOPOLOGY_OPTIMIZATION_CONFIG}: one repartition topic instead of several with the same content.
     */
    public static final String MERGE_REPARTITION_TOPICS = "merge.repartition.topics";
    /** Value of {@link #TOPOLOGY_OPTIMIZATION_CONFIG}: a join of a stream with itself uses one store instead of two. */
    public static final String SINGLE_STORE_SELF_JOIN = "single.store.self.join";

    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 2.4. */
    public static final String UPGRADE_FROM_24 = "2.4";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 2.5. */
    public static final String UPGRADE_FROM_25 = "2.5";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 2.6. */
    public static final String UPGRADE_FROM_26 = "2.6";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 2.7. */
    public static final String UPGRADE_FROM_27 = "2.7";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 2.8. */
    public static final String UPGRADE_FROM_28 = "2.8";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 3.0. */
    public static final String UPGRADE_FROM_30 = "3.0";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 3.1. */
    public static final String UPGRADE_FROM_31 = "3.1";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 3.2. */
    public static final String UPGRADE_FROM_32 = "3.2";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 3.3. */
    public static final String UPGRADE_FROM_33 = "3.3";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 3.4. */
    public static final String UPGRADE_FROM_34 = "3.4";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 3.5. */
    public static final String UPGRADE_FROM_35 = "3.5";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 3.6. */
    public static final String UPGRADE_FROM_36 = "3.6";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 3.7. */
    public static final String UPGRADE_FROM_37 = "3.7";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 3.8. */
    public static final String UPGRADE_FROM_38 = "3.8";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 3.9. */
    public static final String UPGRADE_FROM_39 = "3.9";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 4.0. */
    public static final String UPGRADE_FROM_40 = "4.0";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 4.1. */
    public static final String UPGRADE_FROM_41 = "4.1";
    /** Value of {@link #UPGRADE_FROM_CONFIG}: the other instances still run version 4.2. */
    public static final String UPGRADE_FROM_42 = "4.2";

    /** Value of {@link #PROCESSING_GUARANTEE_CONFIG}: nothing is lost; after a failure, outputs may be doubled. */
    public static final String AT_LEAST_ONCE = "at_least_once";
    /** Value of {@link #PROCESSING_GUARANTEE_CONFIG}: nothing is lost and nothing is doubled. */
    public static final String EXACTLY_ONCE_V2 = "exactly_once_v2";

    /** Value of {@link #RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG}: racks do not count. */
    public static final String RACK_AWARE_ASSIGNMENT_STRATEGY_NONE = "none";
    /** Value of {@link #RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG}: as little traffic between racks as possible. */
    public static final String RACK_AWARE_ASSIGNMENT_STRATEGY_MIN_TRAFFIC = "min_traffic";
    /** Value of {@link #RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG}: little traffic, and each subtopology spread evenly. */
    public static final String RACK_AWARE_ASSIGNMENT_STRATEGY_BALANCE_SUBTOPOLOGY = "balance_subtopology";

    /** Value of {@link #BUILT_IN_METRICS_VERSION_CONFIG}: the newest. */
    public static final String METRICS_LATEST = "latest";
    /** Value of {@link #DSL_STORE_FORMAT_CONFIG}: values with or without timestamps, as the operation needs it. */
    public static final String DSL_STORE_FORMAT_DEFAULT = "DEFAULT";
    /** Value of {@link #DSL_STORE_FORMAT_CONFIG}: values with timestamps and headers. */
    public static final String DSL_STORE_FORMAT_HEADERS = "HEADERS";
    /** The default of {@link #GROUP_PROTOCOL_CONFIG}. */
    public static final String DEFAULT_GROUP_PROTOCOL = "classic";

    /**
     * Value of {@link #DEFAULT_DSL_STORE_CONFIG}: stores on disk.
     *
     * @deprecated with {@link #DEFAULT_DSL_STORE_CONFIG}
     */
    @Deprecated
    public static final String ROCKS_DB = "rocksDB";
    /**
     * Value of {@link #DEFAULT_DSL_STORE_CONFIG}: stores in memory.
     *
     * @deprecated with {@link #DEFAULT_DSL_STORE_CONFIG}
     */
    @Deprecated
    public static final String IN_MEMORY = "in_memory";
    /**
     * The default of {@link #DEFAULT_DSL_STORE_CONFIG}.
     *
     * @deprecated with {@link #DEFAULT_DSL_STORE_CONFIG}
     */
    @Deprecated
    public static final String DEFAULT_DSL_STORE = ROCKS_DB;

    // Names of settings, in alphabetical order.

    /** {@code acceptable.recovery.lag}: how many records a copy of a store may miss and still count as caught up. */
    public static final String ACCEPTABLE_RECOVERY_LAG_CONFIG = "acceptable.recovery.lag";
    /** {@code allow.os.group.write.access}: whether the group of the user may write the files of stores. */
    public static final String ALLOW_OS_GROUP_WRITE_ACCESS_CONFIG = "allow.os.group.write.access";
    /** {@code application.id}: the name of the application. Required. */
    public static final String APPLICATION_ID_CONFIG = "application.id";
    /** {@code application.server}: host and port under which this instance answers queries of others. */
    public static final String APPLICATION_SERVER_CONFIG = "application.server";
    /** {@code bootstrap.servers}: brokers of the Kafka cluster to run on. Not set: run on the embedded log. */
    public static final String BOOTSTRAP_SERVERS_CONFIG = "bootstrap.servers";
    /** {@code buffered.records.per.partition}: how many records of a partition are held before reading it pauses. */
    public static final String BUFFERED_RECORDS_PER_PARTITION_CONFIG = "buffered.records.per.partition";
    /** {@code built.in.metrics.version}: the version of the names of metrics. */
    public static final String BUILT_IN_METRICS_VERSION_CONFIG = "built.in.metrics.version";
    /**
     * {@code cache.max.bytes.buffering}: the older name of {@link #STATESTORE_CACHE_MAX_BYTES_CONFIG}.
     *
     * @deprecated use {@link #STATESTORE_CACHE_MAX_BYTES_CONFIG}
     */
    @Deprecated
    public static final String CACHE_MAX_BYTES_BUFFERING_CONFIG = "cache.max.bytes.buffering";
    /** {@code client.id}: starts the names of the clients and threads of this instance. */
    public static final String CLIENT_ID_CONFIG = "client.id";
    /** {@code commit.interval.ms}: how long processed records may wait for their commit. */
    public static final String COMMIT_INTERVAL_MS_CONFIG = "commit.interval.ms";
    /** {@code connections.max.idle.ms}: how long a connection to a broker may be unused before it is closed. */
    public static final String CONNECTIONS_MAX_IDLE_MS_CONFIG = "connections.max.idle.ms";
    /** {@code default.client.supplier}: a class that makes the Kafka clients. */
    public static final String DEFAULT_CLIENT_SUPPLIER_CONFIG = "default.client.supplier";
    /**
     * {@code default.deserialization.exception.handler}: the older name of
     * {@link #DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG}.
     *
     * @deprecated use {@link #DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG}
     */
    @Deprecated
    public static final String DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG =
            "default.deserialization.exception.handler";
    /**
     * {@code default.dsl.store}: whether stores of the DSL are on disk or in memory.
     *
     * @deprecated use {@link #DSL_STORE_SUPPLIERS_CLASS_CONFIG}
     */
    @Deprecated
    public static final String DEFAULT_DSL_STORE_CONFIG = "default.dsl.store";
    /** {@code default.key.serde}: the serde for keys where none is given. */
    public static final String DEFAULT_KEY_SERDE_CLASS_CONFIG = "default.key.serde";
    /**
     * {@code default.production.exception.handler}: the older name of
     * {@link #PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG}.
     *
     * @deprecated use {@link #PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG}
     */
    @Deprecated
    public static final String DEFAULT_PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG =
            "default.production.exception.handler";
    /** {@code default.timestamp.extractor}: finds the time of input records where no extractor is given. */
    public static final String DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG = "default.timestamp.extractor";
    /** {@code default.value.serde}: the serde for values where none is given. */
    public static final String DEFAULT_VALUE_SERDE_CLASS_CONFIG = "default.value.serde";
    /** {@code deserialization.exception.handler}: decides about input records that cannot be deserialized. */
    public static final String DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG = "deserialization.exception.handler";
    /** {@code dsl.store.format}: what stores of the DSL keep with each value. */
    public static final String DSL_STORE_FORMAT_CONFIG = "dsl.store.format";
    /** {@code dsl.store.suppliers.class}: makes the stores of the DSL. */
    public static final String DSL_STORE_SUPPLIERS_CLASS_CONFIG = "dsl.store.suppliers.class";
    /** {@code embedded.handover.enable}: whether tasks of a thread hand records on in memory, past the embedded log. */
    public static final String EMBEDDED_HANDOVER_ENABLE_CONFIG = "embedded.handover.enable";
    /** {@code embedded.memory.bytes}: the memory that the embedded log and its stores may use in this process. */
    public static final String EMBEDDED_MEMORY_BYTES_CONFIG = "embedded.memory.bytes";
    /** {@code embedded.num.partitions}: how many partitions a topic gets that is made on its first use. */
    public static final String EMBEDDED_NUM_PARTITIONS_CONFIG = "embedded.num.partitions";
    /** {@code enable.metrics.push}: whether Kafka clients send their metrics to a cluster that asks for them. */
    public static final String ENABLE_METRICS_PUSH_CONFIG = "enable.metrics.push";
    /** {@code ensure.explicit.internal.resource.naming}: whether generated names of stores and topics are an error. */
    public static final String ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG =
            "ensure.explicit.internal.resource.naming";
    /** {@code errors.dead.letter.queue.topic.name}: where the built-in handlers put records that led to an error. */
    public static final String ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG = "errors.dead.letter.queue.topic.name";
    /** {@code group.protocol}: how the instances on Kafka share out the tasks. */
    public static final String GROUP_PROTOCOL_CONFIG = "group.protocol";
    /** {@code log.summary.interval.ms}: how often a worker writes a summary to the log. */
    public static final String LOG_SUMMARY_INTERVAL_MS_CONFIG = "log.summary.interval.ms";
    /** {@code max.task.idle.ms}: how long a task waits for an empty partition before it processes the others. */
    public static final String MAX_TASK_IDLE_MS_CONFIG = "max.task.idle.ms";
    /** {@code max.warmup.replicas}: how many tasks may be prepared on new instances at the same time. */
    public static final String MAX_WARMUP_REPLICAS_CONFIG = "max.warmup.replicas";
    /** {@code metadata.max.age.ms}: how often clients look for new partitions and brokers. */
    public static final String METADATA_MAX_AGE_CONFIG = "metadata.max.age.ms";
    /** {@code metric.reporters}: classes that publish the metrics. */
    public static final String METRIC_REPORTER_CLASSES_CONFIG = "metric.reporters";
    /** {@code metrics.num.samples}: how many samples a metric is computed from. */
    public static final String METRICS_NUM_SAMPLES_CONFIG = "metrics.num.samples";
    /** {@code metrics.recording.level}: how much is measured. */
    public static final String METRICS_RECORDING_LEVEL_CONFIG = "metrics.recording.level";
    /** {@code metrics.sample.window.ms}: how much time one sample of a metric covers. */
    public static final String METRICS_SAMPLE_WINDOW_MS_CONFIG = "metrics.sample.window.ms";
    /** {@code num.standby.replicas}: how many more copies of the state of each task are kept up to date. */
    public static final String NUM_STANDBY_REPLICAS_CONFIG = "num.standby.replicas";
    /** {@code num.stream.threads}: how many worker threads this instance has. */
    public static final String NUM_STREAM_THREADS_CONFIG = "num.stream.threads";
    /** {@code poll.ms}: how long a worker waits for input when it has nothing else to do. */
    public static final String POLL_MS_CONFIG = "poll.ms";
    /** {@code probing.rebalance.interval.ms}: how often it is checked whether prepared tasks can move. */
    public static final String PROBING_REBALANCE_INTERVAL_MS_CONFIG = "probing.rebalance.interval.ms";
    /** {@code processing.exception.handler}: decides about exceptions of processors. */
    public static final String PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG = "processing.exception.handler";
    /**
     * {@code processing.exception.handler.global.enabled}: whether that handler also serves global stores.
     *
     * @deprecated in the API that this one follows, which will always do so in a later version
     */
    @Deprecated
    public static final String PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG =
            "processing.exception.handler.global.enabled";
    /** {@code processing.guarantee}: {@link #AT_LEAST_ONCE} or {@link #EXACTLY_ONCE_V2}. */
    public static final String PROCESSING_GUARANTEE_CONFIG = "processing.guarantee";
    /** {@code processor.wrapper.class}: puts something around every processor. */
    public static final String PROCESSOR_WRAPPER_CLASS_CONFIG = "processor.wrapper.class";
    /** {@code production.exception.handler}: decides about output records that cannot be written. */
    public static final String PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG = "production.exception.handler";
    /** {@code rack.aware.assignment.non_overlap_cost}: how much it costs to move a task to another instance. */
    public static final String RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST_CONFIG = "rack.aware.assignment.non_overlap_cost";
    /** {@code rack.aware.assignment.strategy}: what counts when tasks are placed on racks. */
    public static final String RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG = "rack.aware.assignment.strategy";
    /** {@code rack.aware.assignment.tags}: the tags over whose values the copies of a task are spread. */
    public static final String RACK_AWARE_ASSIGNMENT_TAGS_CONFIG = "rack.aware.assignment.tags";
    /** {@code rack.aware.assignment.traffic_cost}: how much traffic between racks costs. */
    public static final String RACK_AWARE_ASSIGNMENT_TRAFFIC_COST_CONFIG = "rack.aware.assignment.traffic_cost";
    /** {@code receive.buffer.bytes}: the size of the receive buffer of a socket. */
    public static final String RECEIVE_BUFFER_CONFIG = "receive.buffer.bytes";
    /** {@code reconnect.backoff.max.ms}: the longest wait before connecting to a broker again. */
    public static final String RECONNECT_BACKOFF_MAX_MS_CONFIG = "reconnect.backoff.max.ms";
    /** {@code reconnect.backoff.ms}: the first wait before connecting to a broker again. */
    public static final String RECONNECT_BACKOFF_MS_CONFIG = "reconnect.backoff.ms";
    /** {@code repartition.purge.interval.ms}: how often processed records of repartition topics are deleted. */
    public static final String REPARTITION_PURGE_INTERVAL_MS_CONFIG = "repartition.purge.interval.ms";
    /** {@code replication.factor}: how many replicas internal topics get. */
    public static final String REPLICATION_FACTOR_CONFIG = "replication.factor";
    /** {@code request.timeout.ms}: how long a client waits for the answer of a broker. */
    public static final String REQUEST_TIMEOUT_MS_CONFIG = "request.timeout.ms";
    /** {@code retry.backoff.ms}: the wait before a failed request is sent again. */
    public static final String RETRY_BACKOFF_MS_CONFIG = "retry.backoff.ms";
    /** {@code rocksdb.config.setter}: changes the options of RocksDB. */
    public static final String ROCKSDB_CONFIG_SETTER_CLASS_CONFIG = "rocksdb.config.setter";
    /** {@code security.protocol}: how to talk to the brokers. */
    public static final String SECURITY_PROTOCOL_CONFIG = "security.protocol";
    /** {@code send.buffer.bytes}: the size of the send buffer of a socket. */
    public static final String SEND_BUFFER_CONFIG = "send.buffer.bytes";
    /** {@code state.cleanup.delay.ms}: how long the state of a task that has left is kept. */
    public static final String STATE_CLEANUP_DELAY_MS_CONFIG = "state.cleanup.delay.ms";
    /** {@code state.cleanup.dir.max.age.ms}: the age at which state is removed when the application starts. */
    public static final String STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG = "state.cleanup.dir.max.age.ms";
    /** {@code state.dir}: the folder for stores and for the embedded log. */
    public static final String STATE_DIR_CONFIG = "state.dir";
    /** {@code statestore.cache.max.bytes}: how many bytes of results this instance may hold back until a commit. */
    public static final String STATESTORE_CACHE_MAX_BYTES_CONFIG = "statestore.cache.max.bytes";
    /**
     * {@code statestore.uncommitted.max.bytes}: how much uncommitted work a worker may hold before it commits early.
     */
    public static final String STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG = "statestore.uncommitted.max.bytes";
    /** {@code task.assignor.class}: decides which instance gets which task. */
    public static final String TASK_ASSIGNOR_CLASS_CONFIG = "task.assignor.class";
    /** {@code task.timeout.ms}: how long a task may go on trying before an error counts. */
    public static final String TASK_TIMEOUT_MS_CONFIG = "task.timeout.ms";
    /** {@code topology.optimization}: which optimizations of the topology are made. */
    public static final String TOPOLOGY_OPTIMIZATION_CONFIG = "topology.optimization";
    /** {@code upgrade.from}: the version that other instances run during a rolling upgrade. */
    public static final String UPGRADE_FROM_CONFIG = "upgrade.from";
    /**
     * {@code window.size.ms}: the size of windows, for a deserializer of windowed keys in a plain consumer.
     *
     * @deprecated set it on the deserializer
     */
    @Deprecated
    public static final String WINDOW_SIZE_MS_CONFIG = "window.size.ms";
    /**
     * {@code windowed.inner.class.serde}: the serde of the inner key, for a deserializer of windowed keys in a plain
     * consumer.
     *
     * @deprecated set it on the deserializer
     */
    @Deprecated
    public static final String WINDOWED_INNER_CLASS_SERDE = "windowed.inner.class.serde";
    /** {@code windowstore.changelog.additional.retention.ms}: how much longer changelogs of windows are kept. */
    public static final String WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG =
            "windowstore.changelog.additional.retention.ms";

    private static final ConfigDef DEFINITION = define();

    /**
     * Checks settings and fills in defaults.
     *
     * @param props the settings
     * @throws ConfigException when a setting is missing or has a value that is not allowed
     * @throws IllegalArgumentException when settings contradict each other
     */
    public StreamsConfig(Map<?, ?> props) {
        this(props, true);
    }

    /**
     * Checks settings and fills in defaults.
     *
     * @param props the settings
     * @param doLog whether to write all values to the log
     */
    @SuppressWarnings("this-escape") // the checks only read what the super constructor has set
    protected StreamsConfig(Map<?, ?> props, boolean doLog) {
        super(DEFINITION, props, doLog);
        ConfigChecks.check(this);
    }

    private static ConfigDef define() {
        ConfigDef definition = new ConfigDef();
        ApplicationKeys.define(definition);
        ProcessingKeys.define(definition);
        StateKeys.define(definition);
        ClusterKeys.define(definition);
        ClientKeys.define(definition);
        return definition;
    }

    /** A copy of the definition of all settings: names, types, defaults, documentation. */
    public static ConfigDef configDef() {
        return new ConfigDef(DEFINITION);
    }

    /** Fills in the defaults that depend on other settings. */
    @Override
    protected Map<String, Object> postProcessParsedConfig(Map<String, Object> parsedValues) {
        Map<String, Object> updates =
                new LinkedHashMap<>(CommonClientConfigs.postProcessReconnectBackoffConfigs(this, parsedValues));
        updates.putAll(ConfigChecks.dependentDefaults(originals(), parsedValues));
        return updates;
    }

    /** The name here of a Kafka consumer's setting, for all consumers: {@code consumerPrefix("max.poll.records")}. */
    public static String consumerPrefix(String consumerProp) {
        return CONSUMER_PREFIX + consumerProp;
    }

    /** The name here of a setting of the consumer of the input topics only; goes before {@link #consumerPrefix}. */
    public static String mainConsumerPrefix(String consumerProp) {
        return MAIN_CONSUMER_PREFIX + consumerProp;
    }

    /** The name here of a setting of the consumer that restores stores only; goes before {@link #consumerPrefix}. */
    public static String restoreConsumerPrefix(String consumerProp) {
        return RESTORE_CONSUMER_PREFIX + consumerProp;
    }

    /** The name here of a setting of the consumer of global stores only; goes before {@link #consumerPrefix}. */
    public static String globalConsumerPrefix(String consumerProp) {
        return GLOBAL_CONSUMER_PREFIX + consumerProp;
    }

    /** The name here of a Kafka producer's setting. */
    public static String producerPrefix(String producerProp) {
        return PRODUCER_PREFIX + producerProp;
    }

    /** The name here of a Kafka admin client's setting. */
    public static String adminClientPrefix(String adminClientProp) {
        return ADMIN_CLIENT_PREFIX + adminClientProp;
    }

    /** The name here of a topic's setting that internal topics are made with. */
    public static String topicPrefix(String topicProp) {
        return TOPIC_PREFIX + topicProp;
    }

    /** The name of a setting that gives this instance a tag, for {@link #RACK_AWARE_ASSIGNMENT_TAGS_CONFIG}. */
    public static String clientTagPrefix(String clientTagKey) {
        return CLIENT_TAG_PREFIX + clientTagKey;
    }

    /**
     * The settings of the consumer that reads input topics. A setting of the user under {@link #mainConsumerPrefix}
     * goes before one under {@link #consumerPrefix}, and that before one without a prefix; what the engine needs
     * otherwise is left out with a warning.
     *
     * @param groupId the group that it joins
     * @param clientId its name on the brokers
     * @param threadIdx makes {@code group.instance.id} unique per thread
     */
    public Map<String, Object> getMainConsumerConfigs(String groupId, String clientId, int threadIdx) {
        return new ClientConfigs(this).mainConsumer(groupId, clientId, threadIdx);
    }

    /** The settings of a consumer that restores stores; see {@link #restoreConsumerPrefix}. */
    public Map<String, Object> getRestoreConsumerConfigs(String clientId) {
        return new ClientConfigs(this).restoreConsumer(clientId);
    }

    /** The settings of the consumer of global stores, whose name is the given one with {@code -global-consumer}. */
    public Map<String, Object> getGlobalConsumerConfigs(String clientId) {
        return new ClientConfigs(this).globalConsumer(clientId);
    }

    /**
     * The settings of a producer; see {@link #producerPrefix}.
     *
     * @throws ConfigException when exactly-once is asked for together with a setting that makes it impossible
     */
    public Map<String, Object> getProducerConfigs(String clientId) {
        return new ClientConfigs(this).producer(clientId);
    }

    /** The settings of an admin client; see {@link #adminClientPrefix}. */
    public Map<String, Object> getAdminConfigs(String clientId) {
        return new ClientConfigs(this).admin(clientId);
    }

    /**
     * Makes the supplier of {@link #DEFAULT_CLIENT_SUPPLIER_CONFIG}; where none is set, the one of ordinary clients.
     */
    public KafkaClientSupplier getKafkaClientSupplier() {
        return get(DEFAULT_CLIENT_SUPPLIER_CONFIG) == null
                ? new OrdinaryClients()
                : getConfiguredInstance(DEFAULT_CLIENT_SUPPLIER_CONFIG, KafkaClientSupplier.class);
    }

    /**
     * Reads a value of {@link #TOPOLOGY_OPTIMIZATION_CONFIG}.
     *
     * @param config {@link #OPTIMIZE}, {@link #NO_OPTIMIZATION}, or names of optimizations with commas in between
     * @return the names of the optimizations to make
     * @throws ConfigException when the value is not one of these
     */
    public static Set<String> verifyTopologyOptimizationConfigs(String config) {
        return TopologyOptimizations.parse(config);
    }

    /** The tags of this instance: all settings that start with {@link #CLIENT_TAG_PREFIX}, without it. */
    public Map<String, String> getClientTags() {
        Map<String, String> tags = new LinkedHashMap<>();
        originalsWithPrefix(CLIENT_TAG_PREFIX).forEach((key, value) -> tags.put(key, Objects.toString(value)));
        return tags;
    }

    /**
     * Makes the serde of {@link #DEFAULT_KEY_SERDE_CLASS_CONFIG}.
     *
     * @return a new serde, configured for keys
     * @throws ConfigException when none is set
     * @throws StreamsException when it cannot be made or configured
     */
    public Serde<?> defaultKeySerde() {
        return DefaultSerde.of(this, DEFAULT_KEY_SERDE_CLASS_CONFIG, true);
    }

    /**
     * Makes the serde of {@link #DEFAULT_VALUE_SERDE_CLASS_CONFIG}.
     *
     * @return a new serde, configured for values
     * @throws ConfigException when none is set
     * @throws StreamsException when it cannot be made or configured
     */
    public Serde<?> defaultValueSerde() {
        return DefaultSerde.of(this, DEFAULT_VALUE_SERDE_CLASS_CONFIG, false);
    }

    /** Makes the extractor of {@link #DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG}. */
    public TimestampExtractor defaultTimestampExtractor() {
        return getConfiguredInstance(DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TimestampExtractor.class);
    }

    /**
     * Makes the handler of {@link #DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG}, or of its older name if only that
     * is set.
     */
    public DeserializationExceptionHandler deserializationExceptionHandler() {
        String name = ConfigChecks.newOrOldName(
                this,
                DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG);
        return getConfiguredInstance(name, DeserializationExceptionHandler.class);
    }

    /**
     * Makes the handler of {@link #PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG}, or of its older name if only that is
     * set.
     */
    public ProductionExceptionHandler productionExceptionHandler() {
        String name = ConfigChecks.newOrOldName(
                this, PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DEFAULT_PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG);
        return getConfiguredInstance(name, ProductionExceptionHandler.class);
    }

    /**
     * The same as {@link #deserializationExceptionHandler}.
     *
     * @deprecated use that
     */
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // callers are not ours
    public DeserializationExceptionHandler defaultDeserializationExceptionHandler() {
        return deserializationExceptionHandler();
    }

    /**
     * The same as {@link #productionExceptionHandler}.
     *
     * @deprecated use that
     */
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // callers are not ours
    public ProductionExceptionHandler defaultProductionExceptionHandler() {
        return productionExceptionHandler();
    }

    /** Makes the handler of {@link #PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG}. */
    public ProcessingExceptionHandler processingExceptionHandler() {
        return getConfiguredInstance(PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingExceptionHandler.class);
    }

    /** Whether {@link #GROUP_PROTOCOL_CONFIG} is {@code streams}. */
    protected boolean isStreamsProtocolEnabled() {
        return GroupProtocol.of(getString(GROUP_PROTOCOL_CONFIG)) == GroupProtocol.STREAMS;
    }
}
