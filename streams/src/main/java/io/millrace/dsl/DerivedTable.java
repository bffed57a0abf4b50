package io.millrace.dsl;

import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableViewSupplier;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A table that is computed from another one, value by value. It has a store only if the user named one: a
 * {@code Materialized} without a name only says which serdes go on.
 *
 * @param name the node's name
 * @param settings what the user said of the store; null for nothing
 */
record DerivedTable<K, V>(String name, @Nullable MaterializedSettings<K, V, KeyValueStore<Bytes, byte[]>> settings) {

    /** Makes the names; takes a number of the counter for a store that the user speaks of but does not name. */
    static <K, V> DerivedTable<K, V> of(
            Dsl dsl,
            @Nullable Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized,
            String prefix,
            @Nullable Named named) {
        MaterializedSettings<K, V, KeyValueStore<Bytes, byte[]>> settings =
                materialized == null ? null : new MaterializedSettings<>(dsl, materialized);
        if (settings != null && !settings.isNamed()) {
            dsl.names().store(prefix);
        }
        return new DerivedTable<>(dsl.names().nodeOr(named == null ? null : Names.of(named), prefix), settings);
    }

    @Nullable
    String storeName() {
        return settings == null ? null : settings.queryableName();
    }

    @Nullable
    Serde<K> keySerde() {
        return settings == null ? null : settings.keySerde();
    }

    @Nullable
    Serde<V> valueSerde() {
        return settings == null ? null : settings.valueSerde();
    }

    LogicalNode.Operation operation(ProcessorSupplier<?, ?, ?, ?> operator, TableShape shape) {
        if (settings != null) {
            shape.keeping(settings.historyMs());
        }
        return TableNodes.operation(
                name, operator, shape, settings == null || !settings.isNamed() ? null : settings.keyValueStore());
    }

    DslTable<K, V> table(
            Place place,
            @Nullable Serde<K> keys,
            @Nullable Serde<V> values,
            TableShape shape,
            TableViewSupplier<K, V> view) {
        return new DslTable<>(place, keys, values, shape, view, storeName());
    }
}
