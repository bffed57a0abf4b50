package io.millrace.streams.kstream;

import io.millrace.streams.AutoOffsetReset;
import io.millrace.streams.Topology;
import io.millrace.streams.processor.TimestampExtractor;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How a topic is read: serdes, timestamps, where to start, and the name of the source step.
 *
 * <p>What is not set comes from the configuration: {@code default.key.serde}, {@code default.value.serde},
 * {@code default.timestamp.extractor} and the consumer's {@code auto.offset.reset}. Immutable: every {@code with}
 * method makes a new object.
 *
 * @param <K> key type
 * @param <V> value type
 */
public class Consumed<K, V> implements NamedOperation<Consumed<K, V>> {

    /** Reads keys; {@code null} means the configured default. */
    protected @Nullable Serde<K> keySerde;

    /** Reads values; {@code null} means the configured default. */
    protected @Nullable Serde<V> valueSerde;

    /** Finds a record's event time; {@code null} means the configured default. */
    protected @Nullable TimestampExtractor timestampExtractor;

    /** Where to start without a committed offset; {@code null} means the configured default. */
    protected @Nullable AutoOffsetReset resetPolicy;

    /** Name of the source step; {@code null} means a generated name. */
    protected @Nullable String processorName;

    private Consumed(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable AutoOffsetReset resetPolicy,
            @Nullable String processorName) {
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.timestampExtractor = timestampExtractor;
        this.resetPolicy = resetPolicy;
        this.processorName = processorName;
    }

    /**
     * Copies another object.
     *
     * @param consumed what to copy
     */
    protected Consumed(Consumed<K, V> consumed) {
        this(
                consumed.keySerde,
                consumed.valueSerde,
                consumed.timestampExtractor,
                consumed.resetPolicy,
                consumed.processorName);
    }

    /**
     * Sets all but the name.
     *
     * @param <K> key type
     * @param <V> value type
     * @param keySerde reads keys; {@code null} means the configured default
     * @param valueSerde reads values; {@code null} means the configured default
     * @param timestampExtractor finds a record's event time; {@code null} means the configured default
     * @param resetPolicy where to start without a committed offset; {@code null} means the configured default
     * @return the new object
     */
    public static <K, V> Consumed<K, V> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<>(keySerde, valueSerde, timestampExtractor, resetPolicy, null);
    }

    /**
     * Sets the serdes.
     *
     * @param <K> key type
     * @param <V> value type
     * @param keySerde reads keys; {@code null} means the configured default
     * @param valueSerde reads values; {@code null} means the configured default
     * @return the new object
     */
    public static <K, V> Consumed<K, V> with(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Consumed<>(keySerde, valueSerde, null, null, null);
    }

    /**
     * Sets the timestamp extractor.
     *
     * @param <K> key type
     * @param <V> value type
     * @param timestampExtractor finds a record's event time; {@code null} means the configured default
     * @return the new object
     */
    public static <K, V> Consumed<K, V> with(@Nullable TimestampExtractor timestampExtractor) {
        return new Consumed<>(null, null, timestampExtractor, null, null);
    }

    /**
     * Sets where to start.
     *
     * @param <K> key type
     * @param <V> value type
     * @param resetPolicy where to start without a committed offset; {@code null} means the configured default
     * @return the new object
     */
    public static <K, V> Consumed<K, V> with(@Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<>(null, null, null, resetPolicy, null);
    }

    /**
     * Sets where to begin without a committed offset, in the older form.
     *
     * @param <K> key type
     * @param <V> value type
     * @param resetPolicy where to begin; {@code null} means the default
     * @return the new object
     * @deprecated use {@link #with(AutoOffsetReset)}
     */
    @Deprecated
    public static <K, V> Consumed<K, V> with(Topology.@Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<>(null, null, null, current(resetPolicy), null);
    }

    /**
     * Sets everything but the name, with the older form of where to begin.
     *
     * @param <K> key type
     * @param <V> value type
     * @param keySerde reads keys; {@code null} means the default
     * @param valueSerde reads values; {@code null} means the default
     * @param timestampExtractor finds event times; {@code null} means the default
     * @param resetPolicy where to begin without a committed offset; {@code null} means the default
     * @return the new object
     * @deprecated use {@link #with(Serde, Serde, TimestampExtractor, AutoOffsetReset)}
     */
    @Deprecated
    public static <K, V> Consumed<K, V> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable TimestampExtractor timestampExtractor,
            Topology.@Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<>(keySerde, valueSerde, timestampExtractor, current(resetPolicy), null);
    }

    @SuppressWarnings("deprecation") // the older form must still be understood
    private static @Nullable AutoOffsetReset current(Topology.@Nullable AutoOffsetReset older) {
        if (older == null) {
            return null;
        }
        return older == Topology.AutoOffsetReset.EARLIEST ? AutoOffsetReset.earliest() : AutoOffsetReset.latest();
    }

    /**
     * Sets the name of the source step.
     *
     * @param <K> key type
     * @param <V> value type
     * @param processorName the name; {@code null} means a generated name
     * @return the new object
     */
    public static <K, V> Consumed<K, V> as(@Nullable String processorName) {
        return new Consumed<>(null, null, null, null, processorName);
    }

    /**
     * Sets the key serde.
     *
     * @param keySerde reads keys; {@code null} means the configured default
     * @return a copy with this key serde
     */
    public Consumed<K, V> withKeySerde(@Nullable Serde<K> keySerde) {
        return new Consumed<>(keySerde, valueSerde, timestampExtractor, resetPolicy, processorName);
    }

    /**
     * Sets the value serde.
     *
     * @param valueSerde reads values; {@code null} means the configured default
     * @return a copy with this value serde
     */
    public Consumed<K, V> withValueSerde(@Nullable Serde<V> valueSerde) {
        return new Consumed<>(keySerde, valueSerde, timestampExtractor, resetPolicy, processorName);
    }

    /**
     * Sets the timestamp extractor.
     *
     * @param timestampExtractor finds a record's event time; {@code null} means the configured default
     * @return a copy with this extractor
     */
    public Consumed<K, V> withTimestampExtractor(@Nullable TimestampExtractor timestampExtractor) {
        return new Consumed<>(keySerde, valueSerde, timestampExtractor, resetPolicy, processorName);
    }

    /**
     * Sets where to start.
     *
     * @param resetPolicy where to start without a committed offset; {@code null} means the configured default
     * @return a copy with this policy
     */
    public Consumed<K, V> withOffsetResetPolicy(@Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<>(keySerde, valueSerde, timestampExtractor, resetPolicy, processorName);
    }

    /**
     * Sets where to begin without a committed offset, in the older form.
     *
     * @param resetPolicy where to begin; {@code null} means the default
     * @return a copy with this policy
     * @deprecated use {@link #withOffsetResetPolicy(AutoOffsetReset)}
     */
    @Deprecated
    public Consumed<K, V> withOffsetResetPolicy(Topology.@Nullable AutoOffsetReset resetPolicy) {
        return new Consumed<>(keySerde, valueSerde, timestampExtractor, current(resetPolicy), processorName);
    }

    @Override
    public Consumed<K, V> withName(@Nullable String processorName) {
        return new Consumed<>(keySerde, valueSerde, timestampExtractor, resetPolicy, processorName);
    }

    /** Compares everything but the name. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Consumed<?, ?> that
                && Objects.equals(keySerde, that.keySerde)
                && Objects.equals(valueSerde, that.valueSerde)
                && Objects.equals(timestampExtractor, that.timestampExtractor)
                && Objects.equals(resetPolicy, that.resetPolicy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keySerde, valueSerde, timestampExtractor, resetPolicy);
    }
}
