package io.millrace.streams.kstream;

import io.millrace.streams.kstream.internals.SessionWindow;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Reads windowed keys of {@link SessionWindows}: the bytes of the key, then the session's end and its start, each as a
 * big-endian long.
 *
 * <p>Thread safe as far as the inner deserializer is. Bytes that cannot be a windowed key end in a
 * {@link SerializationException}.
 *
 * @param <T> type of the key inside
 * @see SessionWindowedSerializer
 */
public class SessionWindowedDeserializer<T> implements Deserializer<Windowed<T>> {

    /** Setting with the class of the inner {@link Serde}, for deserializers that were made without one. */
    public static final String WINDOWED_INNER_DESERIALIZER_CLASS = "windowed.inner.deserializer.class";

    private static final int WINDOW_BYTES = 2 * Long.BYTES;

    private @Nullable Deserializer<T> inner;

    /** Leaves the inner deserializer to the settings. */
    public SessionWindowedDeserializer() {}

    /**
     * Takes the inner deserializer.
     *
     * @param inner reads the key inside
     */
    public SessionWindowedDeserializer(Deserializer<T> inner) {
        this.inner = inner;
    }

    /**
     * Takes the inner deserializer from the settings, if the constructor was not given one.
     *
     * @throws IllegalArgumentException if there is no inner deserializer, or two of different classes
     * @throws org.apache.kafka.common.config.ConfigException if the setting does not name a usable serde
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        Serde<T> configured = InnerSerde.fromSettings(configs, WINDOWED_INNER_DESERIALIZER_CLASS);
        inner = InnerSerde.choose(
                inner, configured == null ? null : configured.deserializer(), WINDOWED_INNER_DESERIALIZER_CLASS);
    }

    @Override
    public @Nullable Windowed<T> deserialize(String topic, byte @Nullable [] data) {
        return deserialize(topic, new RecordHeaders(), data);
    }

    @Override
    public @Nullable Windowed<T> deserialize(String topic, Headers headers, byte @Nullable [] data) {
        Deserializer<T> keys = InnerSerde.required(inner, this);
        if (data == null || data.length == 0) {
            return null;
        }
        int keyLength = data.length - WINDOW_BYTES;
        if (keyLength < 0) {
            throw new SerializationException("session key in topic " + topic + ": " + data.length
                    + " bytes (expected: at least " + WINDOW_BYTES + ")");
        }
        ByteBuffer window = ByteBuffer.wrap(data, keyLength, WINDOW_BYTES);
        long end = window.getLong();
        long start = window.getLong();
        if (start < 0 || end < start) {
            throw new SerializationException("session key in topic " + topic + ": from " + start + " to " + end
                    + " (expected: a start >= 0 and an end that is not before it)");
        }
        return new Windowed<>(
                keys.deserialize(topic, headers, Arrays.copyOf(data, keyLength)), new SessionWindow(start, end));
    }

    @Override
    public void close() {
        if (inner != null) {
            inner.close();
        }
    }
}
