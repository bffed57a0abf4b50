package io.millrace.streams;

import io.millrace.streams.errors.StreamsException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;

/** Makes the serde that a setting of {@link StreamsConfig} names. Stateless. */
final class DefaultSerde {

    private DefaultSerde() {}

    /**
     * A new serde, configured.
     *
     * @throws ConfigException when none is set
     * @throws StreamsException when it cannot be made or configured
     */
    static Serde<?> of(StreamsConfig config, String name, boolean forKeys) {
        Class<?> serdeClass = config.getClass(name);
        if (serdeClass == null) {
            throw new ConfigException(
                    name + ": not set (expected: the name of a serde class, because an operation that "
                            + "needs a serde was given none)");
        }
        try {
            Serde<?> serde = config.getConfiguredInstance(name, Serde.class);
            serde.configure(config.originals(), forKeys);
            return serde;
        } catch (RuntimeException failed) {
            throw new StreamsException(name + ": " + serdeClass + " could not be made and configured", failed);
        }
    }
}
