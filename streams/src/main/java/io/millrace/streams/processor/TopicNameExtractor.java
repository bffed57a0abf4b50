package io.millrace.streams.processor;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the output topic for each record. The topics must exist; they are not made on demand on Kafka.
 *
 * <p>One object may serve several tasks, on several threads at once.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface TopicNameExtractor<K extends @Nullable Object, V extends @Nullable Object> {

    /**
     * Names the topic for one record.
     *
     * @param key the key; may be null
     * @param value the value; may be null
     * @param recordContext where the record came from, its timestamp and headers
     * @return the name of the topic
     */
    String extract(K key, V value, RecordContext recordContext);
}
