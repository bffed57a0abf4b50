package io.millrace.streams.kstream;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is joined with a table: serdes of both sides, and a name.
 *
 * <p>The key serde and the stream's value serde are used where the stream has to be repartitioned first. The name is
 * the base of the join step's name and of that repartition topic. Immutable: every {@code with} method makes a new
 * object.
 *
 * @param <K> key type of both sides
 * @param <VLeft> value type of the stream
 * @param <VRight> value type of the table
 */
public class Joined<K, VLeft, VRight> implements NamedOperation<Joined<K, VLeft, VRight>> {

    /** Reads and writes keys; {@code null} means the stream's own or the configured default. */
    protected final @Nullable Serde<K> keySerde;

    /** Reads and writes the stream's values; {@code null} means the stream's own or the configured default. */
    protected final @Nullable Serde<VLeft> leftValueSerde;

    /** Reads and writes the table's values; {@code null} means the table's own or the configured default. */
    protected final @Nullable Serde<VRight> rightValueSerde;

    /** Base name of the join step and its repartition topic; {@code null} means a generated name. */
    protected final @Nullable String name;

    /** How long records of the stream wait for late updates of the table; {@code null} means not at all. */
    protected final @Nullable Duration gracePeriod;

    private Joined(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<VLeft> leftValueSerde,
            @Nullable Serde<VRight> rightValueSerde,
            @Nullable String name,
            @Nullable Duration gracePeriod) {
        this.keySerde = keySerde;
        this.leftValueSerde = leftValueSerde;
        this.rightValueSerde = rightValueSerde;
        this.name = name;
        this.gracePeriod = gracePeriod;
    }

    /**
     * Copies another object.
     *
     * @param joined what to copy
     */
    protected Joined(Joined<K, VLeft, VRight> joined) {
        this(joined.keySerde, joined.leftValueSerde, joined.rightValueSerde, joined.name, joined.gracePeriod);
    }

    /**
     * Sets the serdes.
     *
     * @param <K> key type
     * @param <VLeft> value type of the stream
     * @param <VRight> value type of the table
     * @param keySerde reads and writes keys; {@code null} means the default
     * @param leftValueSerde reads and writes the stream's values; {@code null} means the default
     * @param rightValueSerde reads and writes the table's values; {@code null} means the default
     * @return the new object
     */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<VLeft> leftValueSerde,
            @Nullable Serde<VRight> rightValueSerde) {
        return new Joined<>(keySerde, leftValueSerde, rightValueSerde, null, null);
    }

    /**
     * Sets the serdes and the name.
     *
     * @param <K> key type
     * @param <VLeft> value type of the stream
     * @param <VRight> value type of the table
     * @param keySerde reads and writes keys; {@code null} means the default
     * @param leftValueSerde reads and writes the stream's values; {@code null} means the default
     * @param rightValueSerde reads and writes the table's values; {@code null} means the default
     * @param name base name of the join step; {@code null} means a generated name
     * @return the new object
     */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<VLeft> leftValueSerde,
            @Nullable Serde<VRight> rightValueSerde,
            @Nullable String name) {
        return new Joined<>(keySerde, leftValueSerde, rightValueSerde, name, null);
    }

    /**
     * Sets the serdes, the name and the grace period.
     *
     * @param <K> key type
     * @param <VLeft> value type of the stream
     * @param <VRight> value type of the table
     * @param keySerde reads and writes keys; {@code null} means the default
     * @param leftValueSerde reads and writes the stream's values; {@code null} means the default
     * @param rightValueSerde reads and writes the table's values; {@code null} means the default
     * @param name base name of the join step; {@code null} means a generated name
     * @param gracePeriod how long records of the stream wait for late updates of a versioned table; {@code null} means
     *     not at all
     * @return the new object
     */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> with(
            @Nullable Serde<K> keySerde,
            @Nullable Serde<VLeft> leftValueSerde,
            @Nullable Serde<VRight> rightValueSerde,
            @Nullable String name,
            @Nullable Duration gracePeriod) {
        return new Joined<>(keySerde, leftValueSerde, rightValueSerde, name, gracePeriod);
    }

    /**
     * Sets the key serde.
     *
     * @param <K> key type
     * @param <VLeft> value type of the stream
     * @param <VRight> value type of the table
     * @param keySerde reads and writes keys; {@code null} means the default
     * @return the new object
     */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> keySerde(@Nullable Serde<K> keySerde) {
        return new Joined<>(keySerde, null, null, null, null);
    }

    /**
     * Sets the serde of the stream's values.
     *
     * @param <K> key type
     * @param <VLeft> value type of the stream
     * @param <VRight> value type of the table
     * @param leftValueSerde reads and writes the stream's values; {@code null} means the default
     * @return the new object
     */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> valueSerde(@Nullable Serde<VLeft> leftValueSerde) {
        return new Joined<>(null, leftValueSerde, null, null, null);
    }

    /**
     * Sets the serde of the table's values.
     *
     * @param <K> key type
     * @param <VLeft> value type of the stream
     * @param <VRight> value type of the table
     * @param rightValueSerde reads and writes the table's values; {@code null} means the default
     * @return the new object
     */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> otherValueSerde(@Nullable Serde<VRight> rightValueSerde) {
        return new Joined<>(null, null, rightValueSerde, null, null);
    }

    /**
     * Sets the name.
     *
     * @param <K> key type
     * @param <VLeft> value type of the stream
     * @param <VRight> value type of the table
     * @param name base name of the join step; {@code null} means a generated name
     * @return the new object
     */
    public static <K, VLeft, VRight> Joined<K, VLeft, VRight> as(@Nullable String name) {
        return new Joined<>(null, null, null, name, null);
    }

    /**
     * Sets the key serde.
     *
     * @param keySerde reads and writes keys; {@code null} means the default
     * @return a copy with this key serde
     */
    public Joined<K, VLeft, VRight> withKeySerde(@Nullable Serde<K> keySerde) {
        return new Joined<>(keySerde, leftValueSerde, rightValueSerde, name, gracePeriod);
    }

    /**
     * Sets the serde of the stream's values.
     *
     * @param leftValueSerde reads and writes the stream's values; {@code null} means the default
     * @return a copy with this serde
     */
    public Joined<K, VLeft, VRight> withValueSerde(@Nullable Serde<VLeft> leftValueSerde) {
        return new Joined<>(keySerde, leftValueSerde, rightValueSerde, name, gracePeriod);
    }

    /**
     * Sets the serde of the table's values.
     *
     * @param rightValueSerde reads and writes the table's values; {@code null} means the default
     * @return a copy with this serde
     */
    public Joined<K, VLeft, VRight> withOtherValueSerde(@Nullable Serde<VRight> rightValueSerde) {
        return new Joined<>(keySerde, leftValueSerde, rightValueSerde, name, gracePeriod);
    }

    @Override
    public Joined<K, VLeft, VRight> withName(@Nullable String name) {
        return new Joined<>(keySerde, leftValueSerde, rightValueSerde, name, gracePeriod);
    }

    /**
     * Lets records of the stream wait, so that updates of the table still count that arrive later but happened before.
     * A record is joined with what the table had at the record's time, once the stream has moved on by the grace
     * period.
     *
     * @param gracePeriod how long records wait, in time of the stream; {@code null} means not at all. The table must be
     *     versioned (its store one of {@code Stores.persistentVersionedKeyValueStore}) and know at least as much of the
     *     past, which is checked when the stream is joined
     * @return a copy with this grace period
     */
    public Joined<K, VLeft, VRight> withGracePeriod(@Nullable Duration gracePeriod) {
        return new Joined<>(keySerde, leftValueSerde, rightValueSerde, name, gracePeriod);
    }

    /**
     * Reads and writes keys.
     *
     * @return null where nothing was given
     * @deprecated settings are to be given, not read
     */
    @Deprecated
    public @Nullable Serde<K> keySerde() {
        return keySerde;
    }

    /**
     * Reads and writes the stream's values.
     *
     * @return null where nothing was given
     * @deprecated settings are to be given, not read
     */
    @Deprecated
    public @Nullable Serde<VLeft> valueSerde() {
        return leftValueSerde;
    }

    /**
     * Reads and writes the table's values.
     *
     * @return null where nothing was given
     * @deprecated settings are to be given, not read
     */
    @Deprecated
    public @Nullable Serde<VRight> otherValueSerde() {
        return rightValueSerde;
    }

    /**
     * How long records of the stream wait for the table.
     *
     * @return null where nothing was given
     * @deprecated settings are to be given, not read
     */
    @Deprecated
    public @Nullable Duration gracePeriod() {
        return gracePeriod;
    }
}
