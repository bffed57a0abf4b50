package io.millrace.store;

import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A serde as a store uses it: with its topic, and with the knowledge whether objects may be kept as they are.
 *
 * <p>They may when the type is immutable and the serde is one of Kafka's own, so that equal objects have equal bytes:
 * then nothing is serialized until the commit. For all others the store keeps bytes, so that a user who changes an
 * object later does not change the store; serdes that hand through the array they are given get a copy.
 *
 * <p>Owned by the store's worker; serdes are not thread safe.
 *
 * @param <T> what is read and written
 */
final class Codec<T> {

    private static final Set<Class<?>> READERS_THAT_KEEP_THE_ARRAY =
            Set.of(ByteArrayDeserializer.class, BytesDeserializer.class, ByteBufferDeserializer.class);

    private final String topic;
    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;
    private final boolean keepsObjects;
    private final boolean readsCopy;

    Codec(String topic, Serde<T> serde) {
        this.topic = topic;
        this.serializer = serde.serializer();
        this.deserializer = serde.deserializer();
        this.keepsObjects = ImmutableTypes.of(serializer, deserializer) != null;
        this.readsCopy = READERS_THAT_KEEP_THE_ARRAY.contains(deserializer.getClass());
    }

    /** Whether objects may be kept as they are. */
    boolean keepsObjects() {
        return keepsObjects;
    }

    /** The bytes of an object, not shared with anyone; null when the serializer says so. */
    byte @Nullable [] bytes(T object) {
        return keepsObjects ? serializer.serialize(topic, object) : bytes(new RecordHeaders(), object);
    }

    /** As {@link #bytes(Object)}, for a serializer that looks at the headers of the record. */
    byte @Nullable [] bytes(Headers headers, T object) {
        byte[] bytes = serializer.serialize(topic, headers, object);
        boolean mayBeTheUsers = object instanceof byte[] || object instanceof Bytes || object instanceof ByteBuffer;
        return bytes != null && mayBeTheUsers ? bytes.clone() : bytes;
    }

    /** The object in bytes that stay the store's. */
    T object(byte[] bytes) {
        return keepsObjects ? deserializer.deserialize(topic, bytes) : object(new RecordHeaders(), bytes);
    }

    /** As {@link #object(byte[])}, for a deserializer that looks at the headers of the record. */
    T object(Headers headers, byte[] bytes) {
        return deserializer.deserialize(topic, headers, readsCopy ? bytes.clone() : bytes);
    }

    /** The bytes that another serializer makes of something that stands for the beginning of keys. */
    <P> byte[] prefix(P prefix, Serializer<P> prefixSerializer) {
        return prefixSerializer.serialize(topic, prefix);
    }
}
