package io.millrace.dsl;

import io.millrace.streams.TopologyConfig;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.state.DslStoreSuppliers;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What the user wrote into a {@link StreamJoined}. */
final class StreamJoinedSettings<K, V1, V2> extends StreamJoined<K, V1, V2> {

    private final @Nullable DslStoreSuppliers kind;

    StreamJoinedSettings(Dsl dsl, StreamJoined<K, V1, V2> streamJoined) {
        super(Dsl.given(streamJoined, "streamJoined"));
        TopologyConfig config = dsl.config();
        this.kind = dslStoreSuppliers == null && config != null
                ? config.resolveDslStoreSuppliers().orElse(null)
                : dslStoreSuppliers;
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    String storeName() {
        return storeName;
    }

    /** The name, with a suffix; null when there is none. */
    @Nullable
    String name(String suffix) {
        return name == null ? null : name + suffix;
    }

    @Nullable
    Serde<K> keySerde() {
        return keySerde;
    }

    @Nullable
    Serde<V1> valueSerde() {
        return valueSerde;
    }

    @Nullable
    Serde<V2> otherValueSerde() {
        return otherValueSerde;
    }

    boolean isLogged() {
        return loggingEnabled;
    }

    /** Fails where the suppliers do not fit the windows, or each other. */
    void check(JoinWindows windows) {
        check(thisStoreSupplier, windows);
        check(otherStoreSupplier, windows);
        if (thisStoreSupplier != null
                && otherStoreSupplier != null
                && thisStoreSupplier.name().equals(otherStoreSupplier.name())) {
            throw new StreamsException("both stores of the join are named \"" + thisStoreSupplier.name()
                    + "\" (expected: a name of its own for each supplier)");
        }
    }

    private static void check(@Nullable WindowBytesStoreSupplier supplier, JoinWindows windows) {
        if (supplier == null) {
            return;
        }
        if (!supplier.retainDuplicates()) {
            throw new StreamsException("store \"" + supplier.name()
                    + "\" of the join keeps one value per key and time (expected: retainDuplicates = true)");
        }
        long retentionMs = windows.size() + windows.gracePeriodMs();
        if (supplier.retentionPeriod() != retentionMs || supplier.windowSize() != windows.size()) {
            throw new StreamsException("store \"" + supplier.name() + "\" of the join: retention "
                    + supplier.retentionPeriod() + " ms, window size " + supplier.windowSize() + " ms (expected: "
                    + retentionMs + " ms and " + windows.size() + " ms, as " + windows + " needs)");
        }
    }

    /**
     * The store of the first stream's records.
     *
     * @param madeUpName names it where the user did not
     * @param suffix goes behind the user's name
     */
    JoinStoreDefinition<K, V1> store(String madeUpName, String suffix, JoinWindows windows) {
        return new JoinStoreDefinition<>(
                name(thisStoreSupplier, madeUpName, suffix),
                thisStoreSupplier,
                keySerde,
                valueSerde,
                windows,
                choices(kind));
    }

    /** The store of the second stream's records; parameters as for the first. */
    JoinStoreDefinition<K, V2> otherStore(String madeUpName, String suffix, JoinWindows windows) {
        return new JoinStoreDefinition<>(
                name(otherStoreSupplier, madeUpName, suffix),
                otherStoreSupplier,
                keySerde,
                otherValueSerde,
                windows,
                choices(kind));
    }

    private String name(@Nullable WindowBytesStoreSupplier supplier, String madeUpName, String suffix) {
        if (supplier != null) {
            return supplier.name();
        }
        return (storeName == null ? madeUpName : storeName + suffix) + "-store";
    }

    /**
     * The store of the records that still wait for a partner. On disk or in memory as the first stream's store is.
     *
     * @param madeUpName names it where the user did not
     * @param suffix goes behind the user's name
     */
    WaitingStoreDefinition<K, V1, V2> waitingStore(String madeUpName, String suffix) {
        String base =
                thisStoreSupplier != null && !thisStoreSupplier.name().isEmpty() ? thisStoreSupplier.name() : storeName;
        return new WaitingStoreDefinition<>(
                (base == null ? madeUpName : base + suffix) + "-store",
                dslStoreSuppliers == null ? thisStoreSupplier : null,
                keySerde,
                valueSerde,
                otherValueSerde,
                choices(kind));
    }

    private StoreChoices choices(@Nullable DslStoreSuppliers of) {
        return new StoreChoices(of, loggingEnabled, false, Map.copyOf(topicConfig));
    }
}
