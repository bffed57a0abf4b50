package io.millrace.streams.kstream;

import io.millrace.streams.state.DslStoreSuppliers;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How two streams are joined: serdes, names, and the stores that keep both streams' records for the time of the window.
 *
 * <p>The serdes are those of the stores, and of the repartition topics where the join needs any. Stores are named after
 * the steps unless {@link #withStoreName} or a supplier names them; name them, so that state is found again when steps
 * are added before the join. Immutable: every {@code with} method makes a new object.
 *
 * <pre>{@code
 * StreamJoined.with(Serdes.String(), orderSerde, paymentSerde).withName("paid").withStoreName("paid")
 * }</pre>
 *
 * @param <K> key type of both streams
 * @param <V1> value type of the first stream
 * @param <V2> value type of the second stream
 */
public class StreamJoined<K, V1, V2> implements NamedOperation<StreamJoined<K, V1, V2>> {

    /** Reads and writes keys; {@code null} means the configured default. */
    protected final @Nullable Serde<K> keySerde;

    /** Reads and writes the first stream's values; {@code null} means the configured default. */
    protected final @Nullable Serde<V1> valueSerde;

    /** Reads and writes the second stream's values; {@code null} means the configured default. */
    protected final @Nullable Serde<V2> otherValueSerde;

    /** Makes the first stream's store; {@code null} means one of the kind that {@link #dslStoreSuppliers} says. */
    protected final @Nullable WindowBytesStoreSupplier thisStoreSupplier;

    /** Makes the second stream's store; {@code null} means one of the kind that {@link #dslStoreSuppliers} says. */
    protected final @Nullable WindowBytesStoreSupplier otherStoreSupplier;

    /** Base name of the steps and repartition topics; {@code null} means generated names. */
    protected final @Nullable String name;

    /** Base name of the stores and their changelogs; {@code null} means generated names. */
    protected final @Nullable String storeName;

    /** Whether the stores have changelogs. */
    protected final boolean loggingEnabled;

    /** Settings of the changelog topics. */
    protected final Map<String, String> topicConfig;

    /** The kind of stores that have no supplier of their own; {@code null} means the configured kind. */
    protected @Nullable DslStoreSuppliers dslStoreSuppliers;

    private StreamJoined(Serdes<K, V1, V2> serdes, Kinds kinds, Names names, Logging logging) {
        this.keySerde = serdes.ofKeys;
        this.valueSerde = serdes.ofValues;
        this.otherValueSerde = serdes.ofOtherValues;
        this.dslStoreSuppliers = kinds.ofAll;
        this.thisStoreSupplier = kinds.ofThis;
        this.otherStoreSupplier = kinds.ofOther;
        this.name = names.ofSteps;
        this.storeName = names.ofStores;
        this.loggingEnabled = logging.enabled;
        this.topicConfig = logging.topicConfig;
    }

    /**
     * Copies another object.
     *
     * @param streamJoined what to copy
     */
    protected StreamJoined(StreamJoined<K, V1, V2> streamJoined) {
        this(streamJoined.serdes(), streamJoined.kinds(), streamJoined.names(), streamJoined.logging());
    }

    private record Serdes<K, V1, V2>(
            @Nullable Serde<K> ofKeys,
            @Nullable Serde<V1> ofValues,
            @Nullable Serde<V2> ofOtherValues) {}

    private record Kinds(
            @Nullable DslStoreSuppliers ofAll,
            @Nullable WindowBytesStoreSupplier ofThis,
            @Nullable WindowBytesStoreSupplier ofOther) {
        private static final Kinds CONFIGURED = new Kinds(null, null, null);
    }

    private record Names(@Nullable String ofSteps, @Nullable String ofStores) {
        private static final Names GENERATED = new Names(null, null);
    }

    private record Logging(boolean enabled, Map<String, String> topicConfig) {
        private static final Logging ON = new Logging(true, Map.of());
    }

    private Serdes<K, V1, V2> serdes() {
        return new Serdes<>(keySerde, valueSerde, otherValueSerde);
    }

    private Kinds kinds() {
        return new Kinds(dslStoreSuppliers, thisStoreSupplier, otherStoreSupplier);
    }

    private Names names() {
        return new Names(name, storeName);
    }

    private Logging logging() {
        return new Logging(loggingEnabled, topicConfig);
    }

    /**
     * Sets the suppliers of both stores. They must keep duplicates, and keep windows of the size of the join's for
     * {@code before + after + grace}.
     *
     * @param <K> key type of both streams
     * @param <V1> value type of the first stream
     * @param <V2> value type of the second stream
     * @param storeSupplier makes the first stream's store; {@code null} means the default
     * @param otherStoreSupplier makes the second stream's store; {@code null} means the default
     * @return the new object
     */
    public static <K, V1, V2> StreamJoined<K, V1, V2> with(
            @Nullable WindowBytesStoreSupplier storeSupplier, @Nullable WindowBytesStoreSupplier otherStoreSupplier) {
        return new StreamJoined<>(
                new Serdes<>(null, null, null),
                new Kinds(null, storeSupplier, otherStoreSupplier),
                Names.GENERATED,
                Logging.ON);
    }

    /**
     * Sets the kind of the stores.
     *
     * @param <K> key type of both streams
     * @param <V1> value type of the first stream
     * @param <V2> value type of the second stream
     * @param storeSuppliers on disk, in memory, or a kind of one's own; {@code null} means the configured kind
     * @return the new object
     */
    public static <K, V1, V2> StreamJoined<K, V1, V2> with(@Nullable DslStoreSuppliers storeSuppliers) {
        return new StreamJoined<>(
                new Serdes<>(null, null, null), new Kinds(storeSuppliers, null, null), Names.GENERATED, Logging.ON);
    }

    /**
     * Sets the base name of the stores.
     *
     * @param <K> key type of both streams
     * @param <V1> value type of the first stream
     * @param <V2> value type of the second stream
     * @param storeName base name of the stores and their changelogs; {@code null} means generated names
     * @return the new object
     */
    public static <K, V1, V2> StreamJoined<K, V1, V2> as(@Nullable String storeName) {
        return new StreamJoined<>(
                new Serdes<>(null, null, null), Kinds.CONFIGURED, new Names(null, storeName), Logging.ON);
    }

    /**
     * Sets the serdes.
     *
     * @param <K> key type of both streams
     * @param <V1> value type of the first stream
     * @param <V2> value type of the second stream
     * @param keySerde reads and writes keys; {@code null} means the default
     * @param valueSerde reads and writes the first stream's values; {@code null} means the default
     * @param otherValueSerde reads and writes the second stream's values; {@code null} means the default
     * @return the new object
     */
    public static <K, V1, V2> StreamJoined<K, V1, V2> with(
            @Nullable Serde<K> keySerde, @Nullable Serde<V1> valueSerde, @Nullable Serde<V2> otherValueSerde) {
        return new StreamJoined<>(
                new Serdes<>(keySerde, valueSerde, otherValueSerde), Kinds.CONFIGURED, Names.GENERATED, Logging.ON);
    }

    @Override
    public StreamJoined<K, V1, V2> withName(@Nullable String name) {
        return new StreamJoined<>(serdes(), kinds(), new Names(name, storeName), logging());
    }

    /**
     * Sets the base name of the stores.
     *
     * @param storeName base name of the stores and their changelogs; {@code null} means generated names
     * @return a copy with this name
     */
    public StreamJoined<K, V1, V2> withStoreName(@Nullable String storeName) {
        return new StreamJoined<>(serdes(), kinds(), new Names(name, storeName), logging());
    }

    /**
     * Sets the key serde.
     *
     * @param keySerde reads and writes keys; {@code null} means the default
     * @return a copy with this serde
     */
    public StreamJoined<K, V1, V2> withKeySerde(@Nullable Serde<K> keySerde) {
        return new StreamJoined<>(new Serdes<>(keySerde, valueSerde, otherValueSerde), kinds(), names(), logging());
    }

    /**
     * Sets the serde of the first stream's values.
     *
     * @param valueSerde reads and writes the first stream's values; {@code null} means the default
     * @return a copy with this serde
     */
    public StreamJoined<K, V1, V2> withValueSerde(@Nullable Serde<V1> valueSerde) {
        return new StreamJoined<>(new Serdes<>(keySerde, valueSerde, otherValueSerde), kinds(), names(), logging());
    }

    /**
     * Sets the serde of the second stream's values.
     *
     * @param otherValueSerde reads and writes the second stream's values; {@code null} means the default
     * @return a copy with this serde
     */
    public StreamJoined<K, V1, V2> withOtherValueSerde(@Nullable Serde<V2> otherValueSerde) {
        return new StreamJoined<>(new Serdes<>(keySerde, valueSerde, otherValueSerde), kinds(), names(), logging());
    }

    /**
     * Sets the kind of the stores that have no supplier of their own.
     *
     * @param dslStoreSuppliers on disk, in memory, or a kind of one's own; {@code null} means the configured kind
     * @return a copy with this kind
     */
    public StreamJoined<K, V1, V2> withDslStoreSuppliers(@Nullable DslStoreSuppliers dslStoreSuppliers) {
        return new StreamJoined<>(
                serdes(), new Kinds(dslStoreSuppliers, thisStoreSupplier, otherStoreSupplier), names(), logging());
    }

    /**
     * Sets the supplier of the first stream's store; see {@link #with(WindowBytesStoreSupplier,
     * WindowBytesStoreSupplier)} for what it must be.
     *
     * @param thisStoreSupplier makes the store; {@code null} means the default
     * @return a copy with this supplier
     */
    public StreamJoined<K, V1, V2> withThisStoreSupplier(@Nullable WindowBytesStoreSupplier thisStoreSupplier) {
        return new StreamJoined<>(
                serdes(), new Kinds(dslStoreSuppliers, thisStoreSupplier, otherStoreSupplier), names(), logging());
    }

    /**
     * Sets the supplier of the second stream's store; see {@link #with(WindowBytesStoreSupplier,
     * WindowBytesStoreSupplier)} for what it must be.
     *
     * @param otherStoreSupplier makes the store; {@code null} means the default
     * @return a copy with this supplier
     */
    public StreamJoined<K, V1, V2> withOtherStoreSupplier(@Nullable WindowBytesStoreSupplier otherStoreSupplier) {
        return new StreamJoined<>(
                serdes(), new Kinds(dslStoreSuppliers, thisStoreSupplier, otherStoreSupplier), names(), logging());
    }

    /**
     * Gives the stores changelogs, which they have by default, with these settings.
     *
     * @param config settings of the changelog topics, under Kafka's names
     * @return a copy with changelogs
     */
    public StreamJoined<K, V1, V2> withLoggingEnabled(Map<String, String> config) {
        return new StreamJoined<>(serdes(), kinds(), names(), new Logging(true, Map.copyOf(config)));
    }

    /**
     * Takes the changelogs away: what the stores hold is lost when the local copy is.
     *
     * @return a copy without changelogs
     */
    public StreamJoined<K, V1, V2> withLoggingDisabled() {
        return new StreamJoined<>(serdes(), kinds(), names(), new Logging(false, Map.of()));
    }

    @Override
    public String toString() {
        return "StreamJoin{keySerde=" + keySerde + ", valueSerde=" + valueSerde + ", otherValueSerde="
                + otherValueSerde + ", thisStoreSupplier=" + thisStoreSupplier + ", otherStoreSupplier="
                + otherStoreSupplier + ", name='" + name + "', storeName='" + storeName + "', loggingEnabled="
                + loggingEnabled + ", topicConfig=" + topicConfig + '}';
    }
}
