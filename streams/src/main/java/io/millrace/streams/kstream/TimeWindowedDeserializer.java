package io.millrace.streams.kstream;

import io.millrace.streams.kstream.internals.TimeWindow;
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
 * Reads windowed keys of {@link TimeWindows}.
 *
 * <p>From an ordinary topic: the bytes of the key, then the window's start as a big-endian long. From the changelog
 * topic of a window store, after {@link #setIsChangelogTopic}: the same, then a sequence number of four bytes, which is
 * ignored. The size of the window is not in the bytes; it is given to the constructor or by
 * {@value #WINDOW_SIZE_MS_CONFIG}.
 *
 * <p>Thread safe as far as the inner deserializer is. Bytes that cannot be a windowed key end in a
 * {@link SerializationException}.
 *
 * @param <T> type of the key inside
 * @see TimeWindowedSerializer
 */
public class TimeWindowedDeserializer<T> implements Deserializer<Windowed<T>> {

    /** Setting with the size of the windows in milliseconds, for deserializers that were made without one. */
    public static final String WINDOW_SIZE_MS_CONFIG = "window.size.ms";

    /** Setting with the class of the inner {@link Serde}, for deserializers that were made without one. */
    public static final String WINDOWED_INNER_DESERIALIZER_CLASS = "windowed.inner.deserializer.class";

    private @Nullable Long windowSize;
    private boolean isChangelogTopic;
    private @Nullable Deserializer<T> inner;

    /** Leaves inner deserializer and window size to the settings. */
    public TimeWindowedDeserializer() {
        this(null, null);
    }

    /**
     * Takes the inner deserializer and the window size.
     *
     * @param inner reads the key inside; {@code null} leaves it to the settings
     * @param windowSize size of the windows in milliseconds; {@code null} leaves it to the settings
     */
    public TimeWindowedDeserializer(@Nullable Deserializer<T> inner, @Nullable Long windowSize) {
        this.inner = inner;
        this.windowSize = windowSize;
    }

    /**
     * Size of the windows.
     *
     * @return milliseconds; {@code null} before it is known
     */
    public @Nullable Long getWindowSize() {
        return windowSize;
    }

    /**
     * Takes from the settings what the constructor was not given.
     *
     * @throws IllegalArgumentException if the window size is given twice or not at all, if there is no inner
     *     deserializer, or if there are two of different classes
     * @throws org.apache.kafka.common.config.ConfigException if the setting does not name a usable serde
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        windowSize = chooseWindowSize(configs.get(WINDOW_SIZE_MS_CONFIG));
        Serde<T> configured = InnerSerde.fromSettings(configs, WINDOWED_INNER_DESERIALIZER_CLASS);
        inner = InnerSerde.choose(
                inner, configured == null ? null : configured.deserializer(), WINDOWED_INNER_DESERIALIZER_CLASS);
    }

    private Long chooseWindowSize(@Nullable Object configured) {
        if (windowSize != null && configured != null) {
            throw new IllegalArgumentException(WINDOW_SIZE_MS_CONFIG + ": " + configured + " (expected: not set, since"
                    + " the constructor was given " + windowSize + " ms already)");
        }
        if (windowSize != null) {
            return windowSize;
        }
        if (configured == null) {
            throw new IllegalArgumentException(
                    WINDOW_SIZE_MS_CONFIG + ": not set (expected: milliseconds here, or the size in the constructor)");
        }
        try {
            return Long.valueOf(configured.toString().trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    WINDOW_SIZE_MS_CONFIG + ": " + configured + " (expected: milliseconds)", e);
        }
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
        int keyLength = data.length - Long.BYTES - (isChangelogTopic ? Integer.BYTES : 0);
        if (keyLength < 0) {
            throw new SerializationException("windowed key in topic " + topic + ": " + data.length
                    + " bytes (expected: at least " + (data.length - keyLength) + ")");
        }
        TimeWindow window = windowAt(ByteBuffer.wrap(data).getLong(keyLength), topic);
        return new Windowed<>(keys.deserialize(topic, headers, Arrays.copyOf(data, keyLength)), window);
    }

    private TimeWindow windowAt(long start, String topic) {
        if (windowSize == null) {
            throw new NullPointerException(getClass().getSimpleName()
                    + ": no window size (expected: one in the constructor, or a call of configure() before use)");
        }
        long size = windowSize;
        if (start < 0) {
            throw new SerializationException(
                    "windowed key in topic " + topic + ": window start " + start + " (expected: >= 0)");
        }
        return new TimeWindow(start, start > Long.MAX_VALUE - size ? Long.MAX_VALUE : start + size);
    }

    @Override
    public void close() {
        if (inner != null) {
            inner.close();
        }
    }

    /**
     * Says which of the two layouts to read.
     *
     * @param isChangelogTopic true for the changelog topic of a window store, false (the default) for other topics
     */
    public void setIsChangelogTopic(boolean isChangelogTopic) {
        this.isChangelogTopic = isChangelogTopic;
    }
}
