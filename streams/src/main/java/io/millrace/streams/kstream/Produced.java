package io.millrace.streams.kstream;

import io.millrace.streams.processor.StreamPartitioner;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How a topic is written: serdes, choice of the partition, and the name of the sink step.
 *
 * <p>Without serdes, those that the stream has at this point are used, then the configured defaults. Without a
 * partitioner, the partition follows from the hash of the key bytes; for windowed keys from the key without the window.
 *
 * <p>The {@code with} methods change this object and return it.
 *
 * @param <K> key type
 * @param <V> value type
 */
public class Produced<K, V> implements NamedOperation<Produced<K, V>> {

    /** Writes keys; {@code null} means the stream's own or the configured default. */
    protected @Nullable Serde<K> keySerde;

    /** Writes values; {@code null} means the stream's own or the configured default. */
    protected @Nullable Serde<V> valueSerde;

    /** Chooses the partition; {@code null} means by hash of the key bytes. */
    protected @Nullable StreamPartitioner<? super K, ? super V> partitioner;

    /** Name of the sink step; {@code null} means a generated name. */
    protected @Nullable String processorName;

    private Produced(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            @Nullable String processorName) {
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.partitioner = partitioner;
        this.processorName = processorName;
    }

    /**
     * Copies another object.
     *
     * @param produced what to copy
     */
    protected Produced(Produced<K, V> produced) {
        this(produced.keySerde, produced.valueSerde, produced.partitioner, produced.processorName);
    }

    /**
     * Sets the serdes.
     *
     * @param <K> key type
     * @param <V> value type
     * @param keySerde writes keys; {@code null} means the default
     * @param valueSerde writes values; {@code null} means the default
     * @return the new object
     */
    public static <K, V> Produced<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Produced<>(keySerde, valueSerde, null, null);
    }

    /**
     * Sets the serdes and the partitioner.
     *
     * @param <K> key type
     * @param <V> value type
     * @param keySerde writes keys; {@code null} means the default
     * @param valueSerde writes values; {@code null} means the default
     * @param partitioner chooses the partition; {@code null} means by hash of the key bytes
     * @return the new object
     */
    public static <K, V> Produced<K, V> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner) {
        return new Produced<>(keySerde, valueSerde, partitioner, null);
    }

    /**
     * Sets the name of the sink step.
     *
     * @param <K> key type
     * @param <V> value type
     * @param processorName the name; {@code null} means a generated name
     * @return the new object
     */
    public static <K, V> Produced<K, V> as(@Nullable String processorName) {
        return new Produced<>(null, null, null, processorName);
    }

    /**
     * Sets the key serde.
     *
     * @param <K> key type
     * @param <V> value type
     * @param keySerde writes keys; {@code null} means the default
     * @return the new object
     */
    public static <K, V> Produced<K, V> keySerde(@Nullable Serde<K> keySerde) {
        return new Produced<>(keySerde, null, null, null);
    }

    /**
     * Sets the value serde.
     *
     * @param <K> key type
     * @param <V> value type
     * @param valueSerde writes values; {@code null} means the default
     * @return the new object
     */
    public static <K, V> Produced<K, V> valueSerde(@Nullable Serde<V> valueSerde) {
        return new Produced<>(null, valueSerde, null, null);
    }

    /**
     * Sets the partitioner.
     *
     * @param <K> key type
     * @param <V> value type
     * @param partitioner chooses the partition; {@code null} means by hash of the key bytes
     * @return the new object
     */
    public static <K, V> Produced<K, V> streamPartitioner(
            @Nullable StreamPartitioner<? super K, ? super V> partitioner) {
        return new Produced<>(null, null, partitioner, null);
    }

    /**
     * Sets the partitioner.
     *
     * @param partitioner chooses the partition; {@code null} means by hash of the key bytes
     * @return this object
     */
    public Produced<K, V> withStreamPartitioner(@Nullable StreamPartitioner<? super K, ? super V> partitioner) {
        this.partitioner = partitioner;
        return this;
    }

    /**
     * Sets the value serde.
     *
     * @param valueSerde writes values; {@code null} means the default
     * @return this object
     */
    public Produced<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        this.valueSerde = valueSerde;
        return this;
    }

    /**
     * Sets the key serde.
     *
     * @param keySerde writes keys; {@code null} means the default
     * @return this object
     */
    public Produced<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        this.keySerde = keySerde;
        return this;
    }

    /**
     * Sets the name of the sink step.
     *
     * @param name the name; {@code null} means a generated name
     * @return this object
     */
    @Override
    public Produced<K, V> withName(@Nullable String name) {
        this.processorName = name;
        return this;
    }

    /** Compares everything but the name. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Produced<?, ?> that
                && Objects.equals(keySerde, that.keySerde)
                && Objects.equals(valueSerde, that.valueSerde)
                && Objects.equals(partitioner, that.partitioner);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keySerde, valueSerde, partitioner);
    }
}
