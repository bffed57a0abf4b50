package io.millrace.store;

import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.BooleanDeserializer;
import org.apache.kafka.common.serialization.BooleanSerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.DoubleDeserializer;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.FloatDeserializer;
import org.apache.kafka.common.serialization.FloatSerializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.ShortDeserializer;
import org.apache.kafka.common.serialization.ShortSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The types whose objects nobody can change and whose serdes, Kafka's own, give back an equal object: such an object
 * may be kept or handed on as it is, and is serialized only where bytes are needed.
 */
public final class ImmutableTypes {

    private static final Map<Class<?>, Class<?>> WRITTEN = Map.of(
            StringSerializer.class, String.class,
            LongSerializer.class, Long.class,
            IntegerSerializer.class, Integer.class,
            ShortSerializer.class, Short.class,
            DoubleSerializer.class, Double.class,
            FloatSerializer.class, Float.class,
            UUIDSerializer.class, UUID.class,
            BooleanSerializer.class, Boolean.class);
    private static final Map<Class<?>, Class<?>> READ = Map.of(
            StringDeserializer.class, String.class,
            LongDeserializer.class, Long.class,
            IntegerDeserializer.class, Integer.class,
            ShortDeserializer.class, Short.class,
            DoubleDeserializer.class, Double.class,
            FloatDeserializer.class, Float.class,
            UUIDDeserializer.class, UUID.class,
            BooleanDeserializer.class, Boolean.class);

    private ImmutableTypes() {}

    /** The type of what is written and read; null when its objects may not be kept. */
    public static @Nullable Class<?> of(Serializer<?> serializer, Deserializer<?> deserializer) {
        Class<?> written = WRITTEN.get(serializer.getClass());
        return written != null && written == READ.get(deserializer.getClass()) ? written : null;
    }

    /** The bytes of an object of one of the types. */
    @SuppressWarnings("unchecked") // the serde of a class takes its objects
    public static byte @Nullable [] bytes(String topic, @Nullable Object object) {
        if (object == null) {
            return null;
        }
        Serializer<Object> serializer =
                (Serializer<Object>) Serdes.serdeFrom(object.getClass()).serializer();
        return serializer.serialize(topic, object);
    }
}
