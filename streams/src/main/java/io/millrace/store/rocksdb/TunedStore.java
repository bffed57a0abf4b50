package io.millrace.store.rocksdb;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.RocksDBConfigSetter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptionsInterface;
import org.rocksdb.MutableDBOptionsInterface;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One store whose settings a user's {@link RocksDBConfigSetter} has changed. The settings of the whole database are
 * compared before and after: a change of one is reported, since it has no effect.
 *
 * <p>Closed after the database.
 */
final class TunedStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TunedStore.class);

    private final String store;
    private final RocksDBConfigSetter setter;
    private final StoreOptions options;
    private final ColumnFamilyOptions family;

    private TunedStore(String store, RocksDBConfigSetter setter, StoreOptions options) {
        this.store = store;
        this.setter = setter;
        this.options = options;
        this.family = new ColumnFamilyOptions(options);
    }

    /**
     * Lets the setter change the options of a store.
     *
     * @param options those that would be used; owned by this from now on
     * @throws org.apache.kafka.common.config.ConfigException when the setter wants what cannot be
     */
    static TunedStore tune(
            String store, RocksDBConfigSetter setter, StoreOptions options, Map<String, Object> configs) {
        try {
            Map<String, @Nullable Object> before = databaseSettings(options);
            setter.setConfig(store, options, configs);
            Set<String> ignored = new TreeSet<>(options.noted());
            databaseSettings(options).forEach((name, value) -> {
                if (!Objects.equals(value, before.get(name))) {
                    ignored.add(name);
                }
            });
            if (!ignored.isEmpty()) {
                LOG.warn(
                        "{}: {} set {} of store {}, which has no effect: all stores share one database, its memory is"
                                + " set by {} (expected: settings of a column family only)",
                        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                        setter.getClass().getName(),
                        String.join(", ", ignored),
                        store,
                        StreamsConfig.EMBEDDED_MEMORY_BYTES_CONFIG);
            }
            return new TunedStore(store, setter, options);
        } catch (RuntimeException e) {
            options.close();
            throw e;
        }
    }

    private static Map<String, @Nullable Object> databaseSettings(StoreOptions options) {
        Map<String, @Nullable Object> settings = new TreeMap<>();
        for (Class<?> kind : Set.of(DBOptionsInterface.class, MutableDBOptionsInterface.class)) {
            for (Method method : kind.getMethods()) {
                // Those that return the options themselves change something.
                boolean reads = method.getParameterCount() == 0 && !kind.isAssignableFrom(method.getReturnType());
                if (reads) {
                    settings.put(method.getName(), read(method, options));
                }
            }
        }
        return settings;
    }

    private static @Nullable Object read(Method getter, StoreOptions options) {
        try {
            return getter.invoke(options);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UnsatisfiedLinkError) {
                return null; // declared by RocksDB's library, and not in it
            }
            throw new AssertionError("a setting of RocksDB that cannot be read: " + getter, e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a setting of RocksDB that cannot be read: " + getter, e);
        }
    }

    ColumnFamilyOptions family() {
        return family;
    }

    @Override
    public void close() {
        try {
            setter.close(store, options);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} failed to close what it made for store {}",
                    setter.getClass().getName(),
                    store,
                    e);
        } finally {
            family.close();
            options.close();
        }
    }
}
