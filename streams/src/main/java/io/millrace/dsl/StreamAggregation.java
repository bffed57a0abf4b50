package io.millrace.dsl;

import io.millrace.engine.operator.TableShape;
import io.millrace.graph.StoreDefinition;
import io.millrace.planner.logical.Repartition;
import io.millrace.streams.processor.api.ProcessorSupplier;
import java.util.Set;
import java.util.function.Function;
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
            Function<TableShape, ProcessorSupplier<?, ?, ?, ?>> operator) {
        Place before = isKeyChanged ? repartitioned(store.name(), isStoreNamed) : place;
        return before.then(TableNodes.operation(name, operator.apply(shape), shape, store));
    }

    private Place repartitioned(String storeName, boolean isStoreNamed) {
        String given = grouped.name();
        Dsl dsl = place.dsl();
        // Made in any case: it takes numbers of the counter.
        Repartition node = new Repartitioning<>(
                        given == null ? storeName : given,
                        given != null || isStoreNamed,
                        grouped.keySerde(),
                        grouped.valueSerde())
                .node(dsl);
        Place known = shared;
        if (known != null && given != null) {
            dsl.draft().connect(known.vertex(), place.vertex());
            return known;
        }
        Place next = new Place(dsl, node.name(), dsl.draft().add(node, place.vertex()), Set.of(node.name()));
        shared = next;
        return next;
    }
}
