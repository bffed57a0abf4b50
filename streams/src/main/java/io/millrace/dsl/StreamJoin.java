package io.millrace.dsl;

import io.millrace.engine.operator.JoinSide;
import io.millrace.engine.operator.KeepForJoinOperator;
import io.millrace.engine.operator.PassThroughOperator;
import io.millrace.engine.operator.SelfJoinOperator;
import io.millrace.engine.operator.StreamJoinOperator;
import io.millrace.engine.operator.WaitingRecords;
import io.millrace.graph.StoreDefinition;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.LogicalNode.Operation;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.processor.api.ProcessorSupplier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the nodes of a join of two streams together: for each stream one that keeps its records and one that joins them,
 * and one where the results of both meet. Names, and the numbers that they take, are those of Kafka Streams.
 *
 * @param kind whose records go on without a partner
 * @param windows how far apart in time two records may be
 * @param joiner makes the results
 * @param settings what else the user said
 */
record StreamJoin<K, V1, V2, VOut>(
        JoinKind kind,
        JoinWindows windows,
        ValueJoinerWithKey<? super K, ? super V1, ? super V2, ? extends VOut> joiner,
        StreamJoinedSettings<K, V1, V2> settings) {

    /** The place after the join of the streams that stand at two places. */
    Place after(Place stream, Place otherStream) {
        settings.check(windows);
        Set<String> sources = stream.copartitionWith(otherStream);
        Names names = stream.dsl().names();
        String keeper = names.suffixedOr(settings.name(), "-this-windowed", "KSTREAM-WINDOWED-");
        String otherKeeper = names.suffixedOr(settings.name(), "-other-windowed", "KSTREAM-WINDOWED-");
        String half = names.node(kind.keepsSecond() ? "KSTREAM-OUTERTHIS-" : "KSTREAM-JOINTHIS-");
        String otherHalf = names.node(kind.keepsFirst() ? "KSTREAM-OUTEROTHER-" : "KSTREAM-JOINOTHER-");
        String merged = names.suffixedOr(settings.name(), "-merge", "KSTREAM-MERGE-");

        String suffix = kind.keepsSecond() ? "-outer-this-join" : "-this-join";
        String otherSuffix = kind.keepsFirst() ? "-outer-other-join" : "-other-join";
        JoinStoreDefinition<K, V1> store = settings.store(half, suffix, windows);
        JoinStoreDefinition<K, V2> otherStore = settings.otherStore(otherHalf, otherSuffix, windows);
        List<StoreDefinition> waiting = waitingStore(half);
        tellUnnamed(stream.dsl().unnamed(), List.of(store, otherStore), waiting);
        boolean waits = new JoinWindowsSettings(windows).waits();
        WaitingRecords.Shared<K> shared = waits && !waiting.isEmpty()
                ? new WaitingRecords.Shared<>(waiting.get(0).name())
                : null;

        stream.then(operation(keeper, new KeepForJoinOperator<>(store.name()), store, null));
        otherStream.then(operation(otherKeeper, new KeepForJoinOperator<>(otherStore.name()), otherStore, null));
        JoinSide first = JoinSide.first(windows, kind.keepsFirst());
        JoinSide second = JoinSide.second(windows, kind.keepsSecond());
        StoreDefinition used = shared == null ? null : waiting.get(0);
        LogicalNode.StreamJoin node = new LogicalNode.StreamJoin(
                keeper,
                otherKeeper,
                operation(
                        first(settings.name(suffix), half),
                        new StreamJoinOperator<>(first, otherStore.name(), shared, joiner),
                        otherStore,
                        used),
                operation(
                        first(settings.name(otherSuffix), otherHalf),
                        new StreamJoinOperator<>(second, store.name(), shared, reversed()),
                        store,
                        used),
                new Operation(merged, new PassThroughOperator<>()),
                ofOneStream(merged, store));
        int vertex = stream.dsl().draft().add(node, List.of(stream.vertex(), otherStream.vertex()));
        return new Place(stream.dsl(), merged, vertex, sources);
    }

    /** Empty in an inner join, where no record waits. */
    private List<StoreDefinition> waitingStore(String half) {
        if (kind == JoinKind.INNER) {
            return List.of();
        }
        String number = half.substring(half.lastIndexOf('-') + 1);
        String suffix = kind == JoinKind.OUTER ? "-outer-shared-join" : "-left-shared-join";
        return List.of(settings.waitingStore("KSTREAM-OUTERSHARED-" + number, suffix));
    }

    private void tellUnnamed(UnnamedResources unnamed, List<StoreDefinition> kept, List<StoreDefinition> waiting) {
        if (settings.storeName() == null) {
            kept.forEach(store -> unnamed.addStore(store.name(), settings.isLogged()));
            waiting.forEach(store -> unnamed.addStore(store.name(), settings.isLogged()));
        }
    }

    private static Operation operation(
            String name,
            ProcessorSupplier<?, ?, ?, ?> operator,
            StoreDefinition store,
            @Nullable StoreDefinition second) {
        List<StoreDefinition> stores = second == null ? List.of(store) : List.of(store, second);
        return new Operation(name, () -> operator, () -> stores, List.of(), Trait.NONE);
    }

    private Operation ofOneStream(String name, StoreDefinition store) {
        ProcessorSupplier<?, ?, ?, ?> operator = new SelfJoinOperator<>(store.name(), windows, selfJoiner());
        return new Operation(
                name,
                () -> operator,
                () -> List.of(store),
                List.of(),
                kind == JoinKind.INNER ? Trait.NONE : Trait.WANTS_NULL_KEYS);
    }

    private ValueJoinerWithKey<K, V2, V1, VOut> reversed() {
        return (key, otherValue, value) -> joiner.apply(key, value, otherValue);
    }

    @SuppressWarnings("unchecked") // only used where both streams are one, and so are their types
    private ValueJoinerWithKey<K, V1, V1, VOut> selfJoiner() {
        return (ValueJoinerWithKey<K, V1, V1, VOut>) joiner;
    }

    private static String first(@Nullable String given, String madeUp) {
        return given == null ? madeUp : given;
    }
}
