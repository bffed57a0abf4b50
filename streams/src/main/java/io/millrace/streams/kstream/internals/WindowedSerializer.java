package io.millrace.streams.kstream.internals;

import io.millrace.streams.kstream.Windowed;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A serializer of windowed keys that can also write the key alone.
 *
 * <p>The key alone decides the partition, so that all windows of a key end up in the same one. Public because
 * {@link io.millrace.streams.kstream.TimeWindowedSerializer} names it.
 *
 * @param <T> type of the key inside
 */
public interface WindowedSerializer<T> extends Serializer<Windowed<T>> {

    /**
     * Writes the key without its window.
     *
     * @param topic the topic that the record goes to
     * @param data the windowed key
     * @return the bytes of the key alone
     */
    byte[] serializeBaseKey(String topic, Windowed<T> data);

    /**
     * Writes the key without its window.
     *
     * @param topic the topic that the record goes to
     * @param headers the record's headers
     * @param data the windowed key
     * @return the bytes of the key alone
     */
    default byte[] serializeBaseKey(String topic, Headers headers, Windowed<T> data) {
        return serializeBaseKey(topic, data);
    }
}
