package io.millrace.streams.state;

import io.millrace.streams.DslStoreFormat;

/** The choices of stores that come with the library: everything on disk, or everything on the heap. */
public class BuiltInDslStoreSuppliers {

    /** Stores on disk, in RocksDB. */
    public static final DslStoreSuppliers ROCKS_DB = new RocksDBDslStoreSuppliers();

    /** Stores on the heap. */
    public static final DslStoreSuppliers IN_MEMORY = new InMemoryDslStoreSuppliers();

    /** Nothing to set: use the constants. */
    public BuiltInDslStoreSuppliers() {}

    /** Chooses stores on disk, in RocksDB. The class to name in {@code dsl.store.suppliers.class}; the default. */
    public static class RocksDBDslStoreSuppliers implements DslStoreSuppliers {

        /** Made by the configuration, from the class name. */
        public RocksDBDslStoreSuppliers() {}

        @Override
        public KeyValueBytesStoreSupplier keyValueStore(DslKeyValueParams params) {
            return switch (params.dslStoreFormat()) {
                case PLAIN -> Stores.persistentKeyValueStore(params.name());
                case TIMESTAMPED -> Stores.persistentTimestampedKeyValueStore(params.name());
                case HEADERS -> Stores.persistentTimestampedKeyValueStoreWithHeaders(params.name());
            };
        }

        @Override
        public WindowBytesStoreSupplier windowStore(DslWindowParams params) {
            return switch (params.dslStoreFormat()) {
                case PLAIN ->
                    Stores.persistentWindowStore(
                            params.name(), params.retentionPeriod(), params.windowSize(), params.retainDuplicates());
                case TIMESTAMPED ->
                    Stores.persistentTimestampedWindowStore(
                            params.name(), params.retentionPeriod(), params.windowSize(), params.retainDuplicates());
                case HEADERS ->
                    Stores.persistentTimestampedWindowStoreWithHeaders(
                            params.name(), params.retentionPeriod(), params.windowSize(), params.retainDuplicates());
            };
        }

        @Override
        public SessionBytesStoreSupplier sessionStore(DslSessionParams params) {
            return params.storeFormat() == DslStoreFormat.HEADERS
                    ? Stores.persistentSessionStoreWithHeaders(params.name(), params.retentionPeriod())
                    : Stores.persistentSessionStore(params.name(), params.retentionPeriod());
        }
    }

    /** Chooses stores on the heap. The class to name in {@code dsl.store.suppliers.class}. */
    public static class InMemoryDslStoreSuppliers implements DslStoreSuppliers {

        /** Made by the configuration, from the class name. */
        public InMemoryDslStoreSuppliers() {}

        @Override
        public KeyValueBytesStoreSupplier keyValueStore(DslKeyValueParams params) {
            return Stores.inMemoryKeyValueStore(params.name());
        }

        @Override
        public WindowBytesStoreSupplier windowStore(DslWindowParams params) {
            return Stores.inMemoryWindowStore(
                    params.name(), params.retentionPeriod(), params.windowSize(), params.retainDuplicates());
        }

        @Override
        public SessionBytesStoreSupplier sessionStore(DslSessionParams params) {
            return Stores.inMemorySessionStore(params.name(), params.retentionPeriod());
        }
    }
}
