package io.millrace.streams;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.millrace.streams.state.BuiltInDslStoreSuppliers;
import java.io.File;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/**
 * The settings about stores, their files and memory, and the embedded log. A part of the definition of
 * {@link StreamsConfig}; stateless.
 */
final class StateKeys {

    private static final long MEBIBYTE = 1024 * 1024;

    private StateKeys() {}

    static void define(ConfigDef definition) {
        defineFiles(definition);
        defineMemory(definition);
        defineDslStores(definition);
        defineOldNames(definition);
    }

    private static void defineFiles(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.STATE_DIR_CONFIG,
                        ConfigDef.Type.STRING,
                        System.getProperty("java.io.tmpdir") + File.separator + "kafka-streams",
                        Importance.HIGH,
                        "The folder for stores and for the embedded log; each instance on a machine needs "
                                + "its own. When it is not set, it is a folder <code>millrace</code> in the working "
                                + "directory on the embedded log, whose data exists nowhere else, and a folder "
                                + "<code>kafka-streams</code> in the temporary folder of the system on Kafka, where "
                                + "lost state can be restored.",
                        "<code>millrace</code>, or <code>${java.io.tmpdir}/kafka-streams</code> on Kafka")
                .define(
                        StreamsConfig.ALLOW_OS_GROUP_WRITE_ACCESS_CONFIG,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.LOW,
                        "Whether folders of stores are made writable for the group of the user.")
                .define(
                        StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        600_000L,
                        Importance.LOW,
                        "How long the state of a task that has moved away is kept, in milliseconds, in case "
                                + "it comes back.")
                .define(
                        StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_DISABLED,
                        Importance.LOW,
                        "State that was not changed for longer than this, in milliseconds, is removed when "
                                + "the application starts. -1: never.")
                .define(
                        StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        86_400_000L,
                        Importance.LOW,
                        "How much longer the changelog of a window store keeps records than the store "
                                + "itself, in milliseconds, so that clocks that differ do no harm.")
                .define(
                        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.LOW,
                        "A RocksDBConfigSetter: changes the options of RocksDB.");
    }

    private static void defineMemory(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                        ConfigDef.Type.LONG,
                        10 * MEBIBYTE,
                        atLeast(0),
                        Importance.MEDIUM,
                        "How many bytes of results of tables and aggregations all workers of this instance "
                                + "together may hold back, so that of several updates of a key only the last is sent "
                                + "on. 0 sends on every update.")
                .define(
                        StreamsConfig.STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG,
                        ConfigDef.Type.LONG,
                        64 * MEBIBYTE,
                        atLeast(0),
                        Importance.MEDIUM,
                        "How many bytes of uncommitted writes and outputs a worker may hold. When there are "
                                + "more, it commits before <code>commit.interval.ms</code> has passed.")
                .define(
                        StreamsConfig.EMBEDDED_HANDOVER_ENABLE_CONFIG,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether records that one task sends to another of the same thread through a repartition "
                                + "topic of the embedded log stay in memory. They are processed before the next "
                                + "commit, have no offset, and are not seen by readers of the topic. With false all "
                                + "records are written to the topic.")
                .define(
                        StreamsConfig.EMBEDDED_MEMORY_BYTES_CONFIG,
                        ConfigDef.Type.LONG,
                        128 * MEBIBYTE,
                        atLeast(0),
                        Importance.MEDIUM,
                        "How many bytes of memory the stores on disk and the embedded log may use in this "
                                + "process for cached blocks, write buffers and the newest records, however many "
                                + "stores and partitions there are.")
                .define(
                        StreamsConfig.EMBEDDED_NUM_PARTITIONS_CONFIG,
                        ConfigDef.Type.INT,
                        1,
                        atLeast(1),
                        Importance.MEDIUM,
                        "The number of partitions of a topic that the embedded log makes because it is used "
                                + "for the first time.");
    }

    private static void defineDslStores(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                        ConfigDef.Type.CLASS,
                        BuiltInDslStoreSuppliers.RocksDBDslStoreSuppliers.class,
                        Importance.LOW,
                        "DslStoreSuppliers: make the stores of DSL operations that are given none.")
                .define(
                        StreamsConfig.DSL_STORE_FORMAT_CONFIG,
                        ConfigDef.Type.STRING,
                        StreamsConfig.DSL_STORE_FORMAT_DEFAULT,
                        CaseInsensitiveValidString.in(
                                StreamsConfig.DSL_STORE_FORMAT_DEFAULT, StreamsConfig.DSL_STORE_FORMAT_HEADERS),
                        Importance.LOW,
                        "What stores of DSL operations keep with each value: <code>DEFAULT</code>, the "
                                + "timestamp where the operation needs it; <code>HEADERS</code>, timestamp and "
                                + "headers.");
    }

    @SuppressWarnings("deprecation") // older names must still be understood
    private static void defineOldNames(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.CACHE_MAX_BYTES_BUFFERING_CONFIG,
                        ConfigDef.Type.LONG,
                        10 * MEBIBYTE,
                        atLeast(0),
                        Importance.MEDIUM,
                        "The older name of <code>statestore.cache.max.bytes</code>, used only if that is not set.")
                .define(
                        StreamsConfig.DEFAULT_DSL_STORE_CONFIG,
                        ConfigDef.Type.STRING,
                        StreamsConfig.DEFAULT_DSL_STORE,
                        ValidString.in(StreamsConfig.ROCKS_DB, StreamsConfig.IN_MEMORY),
                        Importance.LOW,
                        "Whether stores of DSL operations are on disk (<code>rocksDB</code>) or in memory "
                                + "(<code>in_memory</code>); used only if <code>dsl.store.suppliers.class</code> is "
                                + "not set.");
    }
}
