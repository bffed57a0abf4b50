package io.millrace.dsl;

import io.millrace.engine.operator.TableShape;
import io.millrace.graph.StoreDefinition;
import io.millrace.planner.logical.Repartition;
import io.millrace.streams.processor.api.ProcessorSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all aggregations of one grouped stream share: if the key was changed, the records go through a topic first. If
 * the user named the grouping, its aggregations share one topic, else each has its own, named after its store.
 *
 * @param <K> key type
 * @param <V> value type
 */
final class StreamAggregation<K, V> {

    private final Place place;
    private final GroupedSettings<K, V> grouped;
    private final boolean isKeyChanged;
    private @Nullable Place shared;

    StreamAggregation(Place place, GroupedSettings<K, V> grouped, boolean isKeyChanged) {
        this.place = place;
        this.grouped = grouped;
        this.isKeyChanged = isKeyChanged;
    }

    /** The place after an aggregation. */
    Place then(
            String name,
            StoreDefinition store,
            boolean isStoreNamed,
            TableShape shape,
            ProcessorSupplier<?, ?, ?, ?> operator) {
        Place before = isKeyChanged ? repartitioned(store.name(), isStoreNamed) : place;
        return before.then(TableNodes.operation(name, operator, shape, store));
    }

    private Place repartitioned(String storeName, boolean isStoreNamed) {
        // Made in any case: it takes numbers of the counter.
        Repartition node = repartition(storeName, isStoreNamed);
        Place known = shared;
        if (known != null && grouped.name() != null) {
            place.dsl().draft().connect(known.vertex(), place.vertex());
            return known;
        }
        Place next = place.through(node);
        shared = next;
        return next;
    }

    /**
     * The place of the records for aggregations over several streams, which share a topic of their own.
     *
     * @param known where the records are found for aggregations of the same streams before; null for the first one
     */
    Place cogrouped(String storeName, boolean isStoreNamed, @Nullable Place known) {
        if (!isKeyChanged) {
            return place;
        }
        // As above.
        Repartition node = repartition(storeName, isStoreNamed);
        return known == null ? place.through(node) : known;
    }

    private Repartition repartition(String storeName, boolean isStoreNamed) {
        String given = grouped.name();
        return new Repartitioning<>(
                        given == null ? storeName : given,
                        given != null || isStoreNamed,
                        grouped.keySerde(),
                        grouped.valueSerde())
                .node(place.dsl());
    }
}
