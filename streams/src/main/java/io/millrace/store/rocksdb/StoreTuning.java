package io.millrace.store.rocksdb;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.RocksDBConfigSetter;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.jspecify.annotations.Nullable;

/**
 * How users want their stores to be kept, see {@link RocksDBConfigSetter}. Immutable.
 *
 * @param setterClass makes the settings of a store; null to change nothing
 * @param configs what the setter is told of the application
 * @param counts whether RocksDB counts what it does, which costs a little with everything it does
 */
public record StoreTuning(@Nullable Class<?> setterClass, Map<String, Object> configs, boolean counts) {

    /** Nothing is changed. */
    public static final StoreTuning NONE = new StoreTuning(null, Map.of(), false);

    /** What an application's configuration says. */
    public static StoreTuning of(StreamsConfig config) {
        Class<?> setter = config.getClass(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG);
        String level = config.getString(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG);
        boolean counts = RecordingLevel.forName(level) != RecordingLevel.INFO;
        return new StoreTuning(setter, setter == null ? Map.of() : config.originals(), counts);
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
