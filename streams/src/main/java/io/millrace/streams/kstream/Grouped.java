package io.millrace.streams.kstream;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How records are grouped: the serdes of the records that go through the repartition topic, and that topic's name.
 *
 * <p>The topic is {@code <application.id>-<name>-repartition}. A topic only comes into being if the key may have
 * changed since it was last read from a topic. Immutable: every {@code with} method makes a new object.
 *
 * @param <K> key type of the groups
 * @param <V> value type
 */
public class Grouped<K, V> implements NamedOperation<Grouped<K, V>> {

    /** Reads and writes keys; {@code null} means the stream's own or the configured default. */
    protected final @Nullable Serde<K> keySerde;

    /** Reads and writes values; {@code null} means the stream's own or the configured default. */
    protected final @Nullable Serde<V> valueSerde;

    /** Middle part of the repartition topic's name; {@code null} means a generated name. */
    protected final @Nullable String name;

    private Grouped(@Nullable String name, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        this.name = name;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
    }

    /**
     * Copies another object.
     *
     * @param grouped what to copy
     */
    protected Grouped(Grouped<K, V> grouped) {
        this(grouped.name, grouped.keySerde, grouped.valueSerde);
    }

    /**
     * Sets the name.
     *
     * @param <K> key type
     * @param <V> value type
     * @param name middle part of the repartition topic's name; {@code null} means a generated name
     * @return the new object
     */
    public static <K, V> Grouped<K, V> as(@Nullable String name) {
        return new Grouped<>(name, null, null);
    }

    /**
     * Sets the key serde.
     *
     * @param <K> key type
     * @param <V> value type
     * @param keySerde reads and writes keys; {@code null} means the default
     * @return the new object
     */
    public static <K, V> Grouped<K, V> keySerde(@Nullable Serde<K> keySerde) {
        return new Grouped<>(null, keySerde, null);
    }

    /**
     * Sets the value serde.
     *
     * @param <K> key type
     * @param <V> value type
     * @param valueSerde reads and writes values; {@code null} means the default
     * @return the new object
     */
    public static <K, V> Grouped<K, V> valueSerde(@Nullable Serde<V> valueSerde) {
        return new Grouped<>(null, null, valueSerde);
    }

    /**
     * Sets all three.
     *
     * @param <K> key type
     * @param <V> value type
     * @param name middle part of the repartition topic's name; {@code null} means a generated name
     * @param keySerde reads and writes keys; {@code null} means the default
     * @param valueSerde reads and writes values; {@code null} means the default
     * @return the new object
     */
    public static <K, V> Grouped<K, V> with(
            @Nullable String name, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Grouped<>(name, keySerde, valueSerde);
    }

    /**
     * Sets the serdes.
     *
     * @param <K> key type
     * @param <V> value type
     * @param keySerde reads and writes keys; {@code null} means the default
     * @param valueSerde reads and writes values; {@code null} means the default
     * @return the new object
     */
    public static <K, V> Grouped<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Grouped<>(null, keySerde, valueSerde);
    }

    @Override
    public Grouped<K, V> withName(@Nullable String name) {
        return new Grouped<>(name, keySerde, valueSerde);
    }

    /**
     * Sets the key serde.
     *
     * @param keySerde reads and writes keys; {@code null} means the default
     * @return a copy with this key serde
     */
    public Grouped<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        return new Grouped<>(name, keySerde, valueSerde);
    }

    /**
     * Sets the value serde.
     *
     * @param valueSerde reads and writes values; {@code null} means the default
     * @return a copy with this value serde
     */
    public Grouped<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        return new Grouped<>(name, keySerde, valueSerde);
    }
}
