package io.millrace.engine.operator;

import io.millrace.streams.processor.api.ProcessingContext;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the values of a table that refers to another one, on both ends of the join alike. Owned by the thread of the
 * task.
 *
 * @param serializer writes the values
 * @param topic what it is told is its topic
 * @param <V> value type
 */
record ValueHasher<V>(Serializer<V> serializer, String topic) {

    /**
     * As a processor needs it.
     *
     * @param given null for the default
     */
    @SuppressWarnings("unchecked") // whoever leaves a serde out says that the default one fits the values
    static <V> ValueHasher<V> open(@Nullable Serializer<V> given, ForeignKeyTopics topics, ProcessingContext context) {
        return new ValueHasher<>(
                given != null ? given : (Serializer<V>) context.valueSerde().serializer(),
                topics.hashedValues(context));
    }

    /** The hash of a value; null for none. */
    @Nullable
    ValueHash hash(Headers headers, @Nullable V value) {
        return value == null ? null : ValueHash.of(serializer.serialize(topic, headers, value));
    }
}
