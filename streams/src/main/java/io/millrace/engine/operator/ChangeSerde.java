package io.millrace.engine.operator;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a {@link Change} in the repartition topic of a grouped table; the same as those of Kafka Streams 4.3:
 *
 * <pre>
 *   new value only   new 01
 *   old value only   old 00
 *   both             length of new (zig-zag varint), new, old, 02
 * </pre>
 *
 * <p>Flags 03, 04 and 05 (old, new, both, each with a byte before the flag that says whether the change is the latest)
 * are read, but never written. Kafka Streams before 3.5 could not read flag 02; handing a running application over to
 * or from one of those versions is not supported.
 *
 * <p>The serde of the values may be missing while a topology is built, where the default of the configuration is not
 * known; both halves are {@link Unconfigured}.
 *
 * @param <V> value type
 */
public final class ChangeSerde<V> implements Serde<Change<V>> {

    private final ChangeSerializer<V> serializer;
    private final ChangeDeserializer<V> deserializer;

    /** Makes the serde; {@code inner} is null for the default of the configuration. */
    public ChangeSerde(@Nullable Serde<V> inner) {
        serializer = new ChangeSerializer<>(inner == null ? null : inner.serializer());
        deserializer = new ChangeDeserializer<>(inner == null ? null : inner.deserializer());
    }

    @Override
    public Serializer<Change<V>> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<Change<V>> deserializer() {
        return deserializer;
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}
