package io.millrace.streams.kstream;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Finds the serde of the key inside a windowed key, where it was not given to the constructor.
 *
 * <p>Tools such as the console consumer make serdes from a class name and settings, so the inner serde has to come from
 * a setting: one of its own for the serializer and for the deserializer, or an older one for both. Stateless.
 */
final class InnerSerde {

    /** The older setting for both directions; the newer ones win. */
    static final String INNER_SERDE_CLASS = "windowed.inner.class.serde";

    private InnerSerde() {}

    /**
     * Makes the serde that the settings name.
     *
     * @param configs the settings
     * @param key the setting to look at first
     * @return a new serde, or null if no setting names one
     */
    @SuppressWarnings("unchecked") // a class name cannot tell the type of its keys
    static <T> @Nullable Serde<T> fromSettings(Map<String, ?> configs, String key) {
        String usedKey = configs.get(key) == null ? INNER_SERDE_CLASS : key;
        Object value = configs.get(usedKey);
        if (value == null) {
            return null;
        }
        String className = value instanceof Class<?> type ? type.getName() : value.toString();
        try {
            return (Serde<T>) Utils.newInstance(className, Serde.class);
        } catch (ClassNotFoundException | KafkaException | ClassCastException e) {
            ConfigException failure = new ConfigException(
                    usedKey,
                    className,
                    "expected: a class on the class path that is a Serde and has a constructor"
                            + " without parameters");
            failure.initCause(e);
            throw failure;
        }
    }

    /**
     * Decides between what the constructor was given and what the settings name.
     *
     * @param given from the constructor
     * @param configured from the settings
     * @param key the setting to mention in the error
     * @return the one that is there; if both are, the constructor's
     * @throws IllegalArgumentException if none is there, or if they are of different classes
     */
    static <S> S choose(@Nullable S given, @Nullable S configured, String key) {
        if (given == null) {
            if (configured == null) {
                throw new IllegalArgumentException(key
                        + ": not set (expected: the class of the inner serde, or the inner serde in the constructor)");
            }
            return configured;
        }
        if (configured != null && given.getClass() != configured.getClass()) {
            throw new IllegalArgumentException(key + ": leads to "
                    + configured.getClass().getName() + " (expected: "
                    + given.getClass().getName() + ", which the constructor was given, or no setting)");
        }
        return given;
    }

    /**
     * Insists on an inner serializer or deserializer when it is about to be used.
     *
     * @throws NullPointerException if there is none
     */
    static <S> S required(@Nullable S inner, Object owner) {
        if (inner == null) {
            throw new NullPointerException(owner.getClass().getSimpleName()
                    + ": no inner serde (expected: one in the constructor, or a call of configure() before use)");
        }
        return inner;
    }
}
