package io.millrace.streams.kstream;

import io.millrace.streams.kstream.internals.WindowedSerializer;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes windowed keys of {@link SessionWindows}: the bytes of the key, then the session's end and its start, each as a
 * big-endian long. The changelog of a session store has the same keys.
 *
 * <p>Thread safe as far as the inner serializer is.
 *
 * @param <T> type of the key inside
 * @see SessionWindowedDeserializer
 */
public class SessionWindowedSerializer<T> implements WindowedSerializer<T> {

    /** Setting with the class of the inner {@link Serde}, for serializers that were made without one. */
    public static final String WINDOWED_INNER_SERIALIZER_CLASS = "windowed.inner.serializer.class";

    private @Nullable Serializer<T> inner;

    /** Leaves the inner serializer to the settings. */
    public SessionWindowedSerializer() {}

    /**
     * Takes the inner serializer.
     *
     * @param inner writes the key inside
     */
    public SessionWindowedSerializer(Serializer<T> inner) {
        this.inner = inner;
    }

    /**
     * Takes the inner serializer from the settings, if the constructor was not given one.
     *
     * @throws IllegalArgumentException if there is no inner serializer, or two of different classes
     * @throws org.apache.kafka.common.config.ConfigException if the setting does not name a usable serde
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Serde<T> configured = InnerSerde.fromSettings(configs, WINDOWED_INNER_SERIALIZER_CLASS);
        inner = InnerSerde.choose(
                inner, configured == null ? null : configured.serializer(), WINDOWED_INNER_SERIALIZER_CLASS);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Windowed<T> data) {
        return serialize(topic, new RecordHeaders(), data);
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable Windowed<T> data) {
        InnerSerde.required(inner, this);
        if (data == null) {
            return null;
        }
        byte[] key = serializeBaseKey(topic, headers, data);
        return ByteBuffer.allocate(key.length + 2 * Long.BYTES)
                .put(key)
                .putLong(data.window().end())
                .putLong(data.window().start())
                .array();
    }

    @Override
    public byte[] serializeBaseKey(String topic, Windowed<T> data) {
        return serializeBaseKey(topic, new RecordHeaders(), data);
    }

    @Override
    public byte[] serializeBaseKey(String topic, Headers headers, Windowed<T> data) {
        byte[] key = InnerSerde.required(inner, this).serialize(topic, headers, data.key());
        if (key == null) {
            throw new SerializationException(
                    "windowed key for topic " + topic + ": its key has no bytes (expected: a key that is not null)");
        }
        return key;
    }

    @Override
    public void close() {
        if (inner != null) {
            inner.close();
        }
    }
}
