package io.millrace.streams.kstream;

import io.millrace.streams.processor.StreamPartitioner;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How {@link KStream#repartition(Repartitioned)} writes its topic: name, serdes, number of partitions, partitioner.
 *
 * <p>The topic is {@code <application.id>-<name>-repartition}. Without a number of partitions it gets as many as the
 * topics that it is fed from. Immutable: every {@code with} method makes a new object.
 *
 * @param <K> key type
 * @param <V> value type
 */
public class Repartitioned<K, V> implements NamedOperation<Repartitioned<K, V>> {

    /** Middle part of the topic's name; {@code null} means a generated name. */
    protected final @Nullable String name;

    /** Reads and writes keys; {@code null} means the stream's own or the configured default. */
    protected final @Nullable Serde<K> keySerde;

    /** Reads and writes values; {@code null} means the stream's own or the configured default. */
    protected final @Nullable Serde<V> valueSerde;

    /** Number of partitions; {@code null} means as many as upstream. */
    protected final @Nullable Integer numberOfPartitions;

    /** Chooses the partition; {@code null} means by hash of the key bytes. */
    protected final @Nullable StreamPartitioner<K, V> partitioner;

    private Repartitioned(
            @Nullable String name,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable Integer numberOfPartitions,
            @Nullable StreamPartitioner<K, V> partitioner) {
        this.name = name;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.numberOfPartitions = numberOfPartitions;
        this.partitioner = partitioner;
    }

    /**
     * Copies another object.
     *
     * @param repartitioned what to copy
     */
    protected Repartitioned(Repartitioned<K, V> repartitioned) {
        this(
                repartitioned.name,
                repartitioned.keySerde,
                repartitioned.valueSerde,
                repartitioned.numberOfPartitions,
                repartitioned.partitioner);
    }

    /**
     * Sets the name.
     *
     * @param <K> key type
     * @param <V> value type
     * @param name middle part of the topic's name; {@code null} means a generated name
     * @return the new object
     */
    public static <K, V> Repartitioned<K, V> as(@Nullable String name) {
        return new Repartitioned<>(name, null, null, null, null);
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
    public static <K, V> Repartitioned<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Repartitioned<>(null, keySerde, valueSerde, null, null);
    }

    /**
     * Sets the partitioner.
     *
     * @param <K> key type
     * @param <V> value type
     * @param partitioner chooses the partition; {@code null} means by hash of the key bytes
     * @return the new object
     */
    public static <K, V> Repartitioned<K, V> streamPartitioner(@Nullable StreamPartitioner<K, V> partitioner) {
        return new Repartitioned<>(null, null, null, null, partitioner);
    }

    /**
     * Sets the number of partitions.
     *
     * @param <K> key type
     * @param <V> value type
     * @param numberOfPartitions number of partitions, at least 1; checked when the topology is built
     * @return the new object
     */
    public static <K, V> Repartitioned<K, V> numberOfPartitions(int numberOfPartitions) {
        return new Repartitioned<>(null, null, null, numberOfPartitions, null);
    }

    @Override
    public Repartitioned<K, V> withName(@Nullable String name) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /**
     * Sets the number of partitions.
     *
     * @param numberOfPartitions number of partitions, at least 1; checked when the topology is built
     * @return a copy with this number
     */
    public Repartitioned<K, V> withNumberOfPartitions(int numberOfPartitions) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /**
     * Sets the key serde.
     *
     * @param keySerde reads and writes keys; {@code null} means the default
     * @return a copy with this key serde
     */
    public Repartitioned<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /**
     * Sets the value serde.
     *
     * @param valueSerde reads and writes values; {@code null} means the default
     * @return a copy with this value serde
     */
    public Repartitioned<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }

    /**
     * Sets the partitioner.
     *
     * @param partitioner chooses the partition; {@code null} means by hash of the key bytes
     * @return a copy with this partitioner
     */
    public Repartitioned<K, V> withStreamPartitioner(@Nullable StreamPartitioner<K, V> partitioner) {
        return new Repartitioned<>(name, keySerde, valueSerde, numberOfPartitions, partitioner);
    }
}
