package io.millrace.store.rocksdb;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.RocksDBConfigSetter;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * How users want their stores to be kept, see {@link RocksDBConfigSetter}. Immutable.
 *
 * @param setterClass makes the settings of a store; null to change nothing
 * @param configs what the setter is told of the application
 */
public record StoreTuning(@Nullable Class<?> setterClass, Map<String, Object> configs) {

    /** Nothing is changed. */
    public static final StoreTuning NONE = new StoreTuning(null, Map.of());

    /** What an application's configuration says. */
    public static StoreTuning of(StreamsConfig config) {
        Class<?> setter = config.getClass(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG);
        return setter == null ? NONE : new StoreTuning(setter, config.originals());
    }

    RocksDBConfigSetter newSetter(Class<?> setter) {
        try {
            return setter.asSubclass(RocksDBConfigSetter.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            ConfigException refused = new ConfigException(
                    StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                    setter.getName(),
                    "cannot be made (expected: a public class that implements " + RocksDBConfigSetter.class.getName()
                            + ", with a public constructor without parameters)");
            refused.initCause(e);
            throw refused;
        }
    }
}
