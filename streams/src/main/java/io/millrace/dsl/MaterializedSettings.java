package io.millrace.dsl;

import io.millrace.engine.operator.TableShape;
import io.millrace.graph.StoreDefinition;
import io.millrace.streams.TopologyConfig;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.SessionBytesStoreSupplier;
import io.millrace.streams.state.VersionedBytesStoreSupplier;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What the user wrote into a {@link Materialized}: a copy, so that defaults can be put in. */
final class MaterializedSettings<K, V, S extends StateStore> extends Materialized<K, V, S> {

    private final @Nullable TopologyConfig config;
    private final boolean isNamed;

    /** The user's settings. */
    MaterializedSettings(Dsl dsl, Materialized<K, V, S> materialized) {
        super(Dsl.given(materialized, "materialized"));
        this.config = dsl.config();
        this.isNamed = givenName() != null;
    }

    /** The user's settings, with a made up name if there is none; takes a number of the counter only then. */
    MaterializedSettings(Dsl dsl, Materialized<K, V, S> materialized, String prefix) {
        this(dsl, materialized);
        if (!isNamed) {
            storeName = dsl.names().store(prefix);
            dsl.unnamed().addStore(storeName, loggingEnabled);
        }
    }

    /** Whether the user named the store; only then others may ask for it. */
    boolean isNamed() {
        return isNamed;
    }

    /** The name that the user or the counter gave. */
    String name() {
        return Dsl.given(givenName(), "name of the store");
    }

    /** The name under which the store can be queried; null when it cannot. */
    @Nullable
    String queryableName() {
        return isNamed ? name() : null;
    }

    @Nullable
    Serde<K> keySerde() {
        return keySerde;
    }

    @Nullable
    Serde<V> valueSerde() {
        return valueSerde;
    }

    /** Puts in serdes where the user gave none. */
    MaterializedSettings<K, V, S> defaulting(@Nullable Serde<K> keys, @Nullable Serde<V> values) {
        keySerde = Dsl.first(keySerde, keys);
        valueSerde = Dsl.first(valueSerde, values);
        return this;
    }

    /** How far back the store can be asked, as {@link TableShape#historyMs} has it. */
    long historyMs() {
        return (Object) storeSupplier instanceof VersionedBytesStoreSupplier versioned
                ? versioned.historyRetentionMs()
                : TableShape.NO_HISTORY;
    }

    /** A table's store. */
    StoreDefinition keyValueStore() {
        return new KeyValueDefinition<>(
                name(), (KeyValueBytesStoreSupplier) (Object) storeSupplier, keySerde, valueSerde, choices());
    }

    /** A store of one value per key and window. */
    StoreDefinition windowStore(TimeWindowing windows, EmitStrategy strategy) {
        return new WindowDefinition<>(
                name(),
                (WindowBytesStoreSupplier) (Object) storeSupplier,
                keySerde,
                valueSerde,
                windows,
                strategy,
                retentionMs(windows.neededRetentionMs()),
                choices());
    }

    /** A store of one value per key and session. */
    StoreDefinition sessionStore(SessionWindows windows, EmitStrategy strategy) {
        return new SessionDefinition<>(
                name(),
                (SessionBytesStoreSupplier) (Object) storeSupplier,
                keySerde,
                valueSerde,
                strategy,
                retentionMs(windows.inactivityGap() + windows.gracePeriodMs()),
                choices());
    }

    private long retentionMs(long neededMs) {
        long retentionMs = retention == null ? neededMs : retention.toMillis();
        if (retentionMs < neededMs) {
            throw new IllegalArgumentException("retention of store \"" + name() + "\": " + retentionMs
                    + " ms (expected: >= " + neededMs + " ms, as long as its windows may change)");
        }
        return retentionMs;
    }

    private StoreChoices choices() {
        return new StoreChoices(
                dslStoreSuppliers == null && config != null
                        ? config.resolveDslStoreSuppliers().orElse(null)
                        : dslStoreSuppliers,
                loggingEnabled,
                cachingEnabled,
                topicConfig);
    }

    private @Nullable String givenName() {
        return storeSupplier == null ? storeName : storeSupplier.name();
    }
}
