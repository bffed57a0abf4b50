package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.errors.StreamsException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The serdes of a store together with the topic name that they are called with. For stores of one's own.
 *
 * <p>Serdes are told the changelog's name, since some keep a schema per topic. Immutable; thread safe as far as the
 * serdes are.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class StateSerdes<K, V> {

    /** Bytes that a timestamp takes. */
    public static final int TIMESTAMP_SIZE = 8;

    /** Bytes that a flag takes. */
    public static final int BOOLEAN_SIZE = 1;

    private final String topic;
    private final Serde<K> keySerde;
    private final Serde<V> valueSerde;

    /**
     * Puts topic and serdes together.
     *
     * @param topic the topic that the serdes are told
     * @param keySerde reads and writes keys
     * @param valueSerde reads and writes values
     */
    public StateSerdes(String topic, Serde<K> keySerde, Serde<V> valueSerde) {
        this.topic = requireNonNull(topic, "topic: null (expected: a topic name)");
        this.keySerde = requireNonNull(keySerde, "keySerde: null (expected: a serde)");
        this.valueSerde = requireNonNull(valueSerde, "valueSerde: null (expected: a serde)");
    }

    /**
     * Uses the serdes that kafka-clients has for two types.
     *
     * @param <K> key type
     * @param <V> value type
     * @param topic the topic that the serdes are told
     * @param keyClass class of the keys
     * @param valueClass class of the values
     * @return the serdes
     * @throws IllegalArgumentException if there is no serde for a type
     */
    public static <K, V> StateSerdes<K, V> withBuiltinTypes(String topic, Class<K> keyClass, Class<V> valueClass) {
        return new StateSerdes<>(topic, Serdes.serdeFrom(keyClass), Serdes.serdeFrom(valueClass));
    }

    /**
     * Reads and writes keys.
     *
     * @return the key serde
     */
    public Serde<K> keySerde() {
        return keySerde;
    }

    /**
     * Reads and writes values.
     *
     * @return the value serde
     */
    public Serde<V> valueSerde() {
        return valueSerde;
    }

    /**
     * Reads keys.
     *
     * @return the key serde's deserializer
     */
    public Deserializer<K> keyDeserializer() {
        return keySerde.deserializer();
    }

    /**
     * Writes keys.
     *
     * @return the key serde's serializer
     */
    public Serializer<K> keySerializer() {
        return keySerde.serializer();
    }

    /**
     * Reads values.
     *
     * @return the value serde's deserializer
     */
    public Deserializer<V> valueDeserializer() {
        return valueSerde.deserializer();
    }

    /**
     * Writes values.
     *
     * @return the value serde's serializer
     */
    public Serializer<V> valueSerializer() {
        return valueSerde.serializer();
    }

    /**
     * The topic that the serdes are told.
     *
     * @return the topic name
     */
    public String topic() {
        return topic;
    }

    /**
     * Reads a key.
     *
     * @param rawKey the bytes
     * @param headers the record's headers
     * @return the key
     */
    public K keyFrom(byte[] rawKey, Headers headers) {
        return keyDeserializer().deserialize(topic, headers, rawKey);
    }

    /**
     * Reads a value.
     *
     * @param rawValue the bytes
     * @param headers the record's headers
     * @return the value; {@code null} if the serde makes null of the bytes
     */
    public @Nullable V valueFrom(byte @Nullable [] rawValue, Headers headers) {
        return valueDeserializer().deserialize(topic, headers, rawValue);
    }

    /**
     * Writes a key.
     *
     * @param key the key
     * @param headers the record's headers
     * @return the bytes
     * @throws StreamsException if the key is not of the type that the serializer writes
     */
    public byte[] rawKey(K key, Headers headers) {
        try {
            return keySerializer().serialize(topic, headers, key);
        } catch (ClassCastException e) {
            throw wrongType("key", key, keySerializer(), e);
        }
    }

    /**
     * Writes a value.
     *
     * @param value the value
     * @param headers the record's headers
     * @return the bytes; {@code null} if the serde makes null of the value
     * @throws StreamsException if the value is not of the type that the serializer writes
     */
    public byte @Nullable [] rawValue(@Nullable V value, Headers headers) {
        try {
            return valueSerializer().serialize(topic, headers, value);
        } catch (ClassCastException e) {
            throw wrongType("value", value, valueSerializer(), e);
        }
    }

    /**
     * Reads a key, of a record without headers.
     *
     * @param rawKey what to convert
     * @return the key
     * @deprecated use the form with headers
     */
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // callers are not ours
    public K keyFrom(byte[] rawKey) {
        return keyFrom(rawKey, new RecordHeaders());
    }

    /**
     * Reads a value, of a record without headers.
     *
     * @param rawValue what to convert
     * @return the value; {@code null} if the serde makes null of the bytes
     * @deprecated use the form with headers
     */
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // callers are not ours
    public @Nullable V valueFrom(byte @Nullable [] rawValue) {
        return valueFrom(rawValue, new RecordHeaders());
    }

    /**
     * Writes a key, of a record without headers.
     *
     * @param key what to convert
     * @return the bytes
     * @deprecated use the form with headers
     */
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // callers are not ours
    public byte[] rawKey(K key) {
        return rawKey(key, new RecordHeaders());
    }

    /**
     * Writes a value, of a record without headers.
     *
     * @param value what to convert
     * @return the bytes; {@code null} if the serde makes null of the value
     * @deprecated use the form with headers
     */
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // callers are not ours
    public byte @Nullable [] rawValue(@Nullable V value) {
        return rawValue(value, new RecordHeaders());
    }

    private StreamsException wrongType(
            String what, @Nullable Object data, Serializer<?> serializer, ClassCastException cause) {
        String type = data == null ? "null" : data.getClass().getName();
        return new StreamsException(
                what + " for topic " + topic + ": of type " + type + " (expected: a type that "
                        + serializer.getClass().getName() + " can write; give the operator a serde of this type,"
                        + " or change the default serde in the configuration)",
                cause);
    }
}
