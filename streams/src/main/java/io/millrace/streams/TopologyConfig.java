package io.millrace.streams;

import io.millrace.streams.errors.DeserializationExceptionHandler;
import io.millrace.streams.errors.ProcessingExceptionHandler;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.processor.TimestampExtractor;
import io.millrace.streams.state.BuiltInDslStoreSuppliers;
import io.millrace.streams.state.DslStoreSuppliers;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The settings that count while a topology is put together, and those that one topology may have different from the
 * rest of the application. Given to {@code new StreamsBuilder(config)} or {@code new Topology(config)}.
 *
 * <p>A topology without a name, the normal case, has the settings of the application. For one with a name, the
 * properties given here go before them.
 *
 * <p>Immutable, for any thread, except that {@link #topologyOverrides} is the caller's own object.
 */
public final class TopologyConfig extends AbstractConfig {

    /** The name of the topology, or null for none. */
    public final @Nullable String topologyName;
    /** Whether {@code processing.guarantee} is exactly-once. */
    public final boolean eosEnabled;
    /** The settings of the application. */
    public final StreamsConfig applicationConfigs;
    /** The properties given for this topology. */
    public final Properties topologyOverrides;
    /** {@code buffered.records.per.partition}. */
    public final int maxBufferedSize;
    /** {@code statestore.cache.max.bytes}, or its older name if only that is set. */
    public final long cacheSize;
    /** {@code max.task.idle.ms}. */
    public final long maxTaskIdleMs;
    /** {@code task.timeout.ms}. */
    public final long taskTimeoutMs;
    /** {@code default.dsl.store}. */
    public final String storeType;
    /** {@code dsl.store.suppliers.class}. */
    public final Class<?> dslStoreSuppliers;
    /** Makes the extractor of {@code default.timestamp.extractor}. */
    public final Supplier<TimestampExtractor> timestampExtractorSupplier;
    /** Makes the handler of {@code deserialization.exception.handler}. */
    public final Supplier<DeserializationExceptionHandler> deserializationExceptionHandlerSupplier;
    /** Makes the handler of {@code processing.exception.handler}. */
    public final Supplier<ProcessingExceptionHandler> processingExceptionHandlerSupplier;
    /** {@code ensure.explicit.internal.resource.naming}. */
    public final boolean ensureExplicitInternalResourceNaming;

    /**
     * Takes the settings of the application as they are.
     *
     * @param configs the settings of the application
     */
    public TopologyConfig(StreamsConfig configs) {
        this(null, configs, Utils.mkObjectProperties(configs.originals()));
    }

    /**
     * Takes the settings of the application, and others for this topology.
     *
     * @param topologyName the name of the topology; null for none, and then the overrides do not count
     * @param globalAppConfigs the settings of the application
     * @param topologyOverrides the settings that are different for this topology
     */
    @SuppressWarnings("deprecation") // older names must still be understood
    public TopologyConfig(@Nullable String topologyName, StreamsConfig globalAppConfigs, Properties topologyOverrides) {
        super(OverridableKeys.DEFINITION, topologyOverrides, false);
        this.topologyName = topologyName;
        this.applicationConfigs = globalAppConfigs;
        this.topologyOverrides = topologyOverrides;
        eosEnabled = StreamsConfig.EXACTLY_ONCE_V2.equals(
                globalAppConfigs.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        maxBufferedSize = source(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG)
                .getInt(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG);
        cacheSize = longOf(newOrOldName(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, StreamsConfig.CACHE_MAX_BYTES_BUFFERING_CONFIG));
        maxTaskIdleMs = longOf(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG);
        taskTimeoutMs = longOf(StreamsConfig.TASK_TIMEOUT_MS_CONFIG);
        storeType = source(StreamsConfig.DEFAULT_DSL_STORE_CONFIG).getString(StreamsConfig.DEFAULT_DSL_STORE_CONFIG);
        dslStoreSuppliers = source(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG)
                .getClass(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG);
        timestampExtractorSupplier =
                instances(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TimestampExtractor.class);
        deserializationExceptionHandlerSupplier = instances(
                newOrOldName(
                        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                        StreamsConfig.DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG),
                DeserializationExceptionHandler.class);
        processingExceptionHandlerSupplier = globalAppConfigs::processingExceptionHandler;
        ensureExplicitInternalResourceNaming =
                globalAppConfigs.getBoolean(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG);
    }

    /**
     * Makes what makes the stores of DSL operations.
     *
     * @return the suppliers that were chosen with {@code dsl.store.suppliers.class} or {@code default.dsl.store}; empty
     *     when neither is set
     */
    @SuppressWarnings("deprecation") // older names must still be understood
    public Optional<DslStoreSuppliers> resolveDslStoreSuppliers() {
        if (isSet(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG)) {
            return Optional.of(Utils.newInstance(dslStoreSuppliers, DslStoreSuppliers.class));
        }
        if (!isSet(StreamsConfig.DEFAULT_DSL_STORE_CONFIG)) {
            return Optional.empty();
        }
        return Optional.of(
                storeType.equals(StreamsConfig.IN_MEMORY)
                        ? BuiltInDslStoreSuppliers.IN_MEMORY
                        : BuiltInDslStoreSuppliers.ROCKS_DB);
    }

    /**
     * The kind of store that {@code default.dsl.store} names.
     *
     * @deprecated see {@link #resolveDslStoreSuppliers}
     */
    @Deprecated
    public Materialized.StoreType parseStoreType() {
        return storeType.equals(StreamsConfig.IN_MEMORY)
                ? Materialized.StoreType.IN_MEMORY
                : Materialized.StoreType.ROCKS_DB;
    }

    /**
     * The settings of one task of the topology, with an extractor and handlers of its own: every call makes new ones.
     */
    public TaskConfig getTaskConfig() {
        return new TaskConfig(this);
    }

    /** The settings of one task. Immutable, but for the objects in it. */
    public static class TaskConfig {

        /** {@code max.task.idle.ms}. */
        public final long maxTaskIdleMs;
        /** {@code task.timeout.ms}. */
        public final long taskTimeoutMs;
        /** {@code buffered.records.per.partition}. */
        public final int maxBufferedSize;
        /** Finds the time of records whose source has no extractor of its own. */
        public final TimestampExtractor timestampExtractor;
        /** Decides about records that cannot be deserialized. */
        public final DeserializationExceptionHandler deserializationExceptionHandler;
        /** Decides about exceptions of processors. */
        public final ProcessingExceptionHandler processingExceptionHandler;
        /** Whether {@code processing.guarantee} is exactly-once. */
        public final boolean eosEnabled;

        private TaskConfig(TopologyConfig config) {
            maxTaskIdleMs = config.maxTaskIdleMs;
            taskTimeoutMs = config.taskTimeoutMs;
            maxBufferedSize = config.maxBufferedSize;
            timestampExtractor = config.timestampExtractorSupplier.get();
            deserializationExceptionHandler = config.deserializationExceptionHandlerSupplier.get();
            processingExceptionHandler = config.processingExceptionHandlerSupplier.get();
            eosEnabled = config.eosEnabled;
        }
    }

    /** Whether the topology has a name. */
    public boolean isNamedTopology() {
        return topologyName != null;
    }

    private boolean isOverridden(String name) {
        return topologyName != null && topologyOverrides.containsKey(name);
    }

    private boolean isSet(String name) {
        return isOverridden(name) || applicationConfigs.originals().containsKey(name);
    }

    private AbstractConfig source(String name) {
        return isOverridden(name) ? this : applicationConfigs;
    }

    private long longOf(String name) {
        return source(name).getLong(name);
    }

    private <T> Supplier<T> instances(String name, Class<T> type) {
        AbstractConfig source = source(name);
        return () -> source.getConfiguredInstance(name, type);
    }

    /**
     * What is set for the topology goes before what is set for the application; then the newer name before the older
     * one.
     */
    private String newOrOldName(String name, String olderName) {
        if (isOverridden(name)) {
            return name;
        }
        return isOverridden(olderName) ? olderName : ConfigChecks.newOrOldName(applicationConfigs, name, olderName);
    }

    /** The settings that a topology may have of its own, as the application defines them. */
    private static final class OverridableKeys {

        static final ConfigDef DEFINITION = define();

        @SuppressWarnings("deprecation") // older names must still be understood
        private static ConfigDef define() {
            ConfigDef all = StreamsConfig.configDef();
            ConfigDef overridable = new ConfigDef();
            for (String name : new String[] {
                StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG,
                StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
                StreamsConfig.CACHE_MAX_BYTES_BUFFERING_CONFIG,
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                StreamsConfig.DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                StreamsConfig.TASK_TIMEOUT_MS_CONFIG,
                StreamsConfig.DEFAULT_DSL_STORE_CONFIG,
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG
            }) {
                overridable.define(all.configKeys().get(name));
            }
            return overridable;
        }
    }
}
