package io.millrace.dsl;

import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableSourceOperator;
import io.millrace.engine.operator.TableViews;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A table of a topic or a stream. It has a store if the user named one, or if a later step needs to read it.
 *
 * @param name the node's name
 * @param settings what the store would be
 * @param shape whether there is one, which later steps decide
 */
record SourceTable<K, V>(
        String name, MaterializedSettings<K, V, KeyValueStore<Bytes, byte[]>> settings, TableShape shape) {

    SourceTable(String name, MaterializedSettings<K, V, KeyValueStore<Bytes, byte[]>> settings) {
        this(
                name,
                settings,
                TableShape.source(settings.name(), settings.isNamed()).keeping(settings.historyMs()));
    }

    LogicalNode.Operation operation() {
        return TableNodes.operation(name, new TableSourceOperator<K, V>(shape), shape, settings.keyValueStore());
    }

    DslTable<K, V> table(Place place, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new DslTable<>(place, keySerde, valueSerde, shape, TableViews.ofStore(shape), settings.queryableName());
    }

    /** The same, but for the name of its store, which it tells also where the user did not give it. */
    DslTable<K, V> tellingTable(Place place, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new DslTable<>(place, keySerde, valueSerde, shape, TableViews.ofStore(shape), settings.name());
    }
}
