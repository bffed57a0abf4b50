package io.millrace.dsl;

import io.millrace.engine.operator.PassThroughOperator;
import io.millrace.engine.operator.TableShape;
import io.millrace.graph.StoreDefinition;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.processor.api.ProcessorSupplier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a cogroup, each with its aggregator. An aggregation over them is a step per stream, all with one
 * store, and a step where their changes come together.
 *
 * @param <K> key type
 * @param <VOut> type of the aggregate
 */
final class Cogrouping<K, VOut> {

    static final String AGGREGATE = "COGROUPKSTREAM-AGGREGATE-";
    private static final String MERGE = "COGROUPKSTREAM-MERGE-";

    private final Dsl dsl;
    private final Map<DslGroupedStream<K, ?>, Aggregator<? super K, Object, VOut>> streams = new LinkedHashMap<>();
    private final Map<DslGroupedStream<K, ?>, Place> places = new HashMap<>();

    Cogrouping(Dsl dsl) {
        this.dsl = dsl;
    }

    /** Makes the step of one stream. */
    interface OperatorMaker<K, VOut> {

        ProcessorSupplier<?, ?, ?, ?> operator(TableShape shape, Aggregator<? super K, Object, VOut> aggregator);
    }

    void add(DslGroupedStream<K, ?> stream, Aggregator<? super K, Object, VOut> aggregator) {
        streams.put(stream, aggregator);
    }

    /**
     * The place where the changes come together.
     *
     * @param name the user's name for the aggregation; null for none
     */
    Place aggregate(
            @Nullable String name,
            StoreDefinition store,
            boolean isStoreNamed,
            TableShape shape,
            OperatorMaker<K, VOut> maker) {
        for (DslGroupedStream<K, ?> stream : streams.keySet()) {
            places.put(stream, stream.aggregation().cogrouped(store.name(), isStoreNamed, places.get(stream)));
        }
        Set<String> sources = new HashSet<>();
        List<Integer> steps = new ArrayList<>();
        for (Map.Entry<DslGroupedStream<K, ?>, Aggregator<? super K, Object, VOut>> entry : streams.entrySet()) {
            Place before = Dsl.given(places.get(entry.getKey()), "place of a stream");
            String stepName = dsl.names().suffixedOr(name, "-cogroup-agg-" + steps.size(), AGGREGATE);
            ProcessorSupplier<?, ?, ?, ?> operator = maker.operator(shape, entry.getValue());
            Place step = before.then(TableNodes.operation(stepName, operator, shape, store));
            sources.addAll(step.sources());
            steps.add(step.vertex());
        }
        dsl.draft().copartition(sources);
        LogicalNode merge = new LogicalNode.Operation(
                dsl.names().suffixedOr(name, "-cogroup-merge", MERGE), new PassThroughOperator<>());
        return new Place(dsl, merge.name(), dsl.draft().add(merge, steps), sources);
    }
}
