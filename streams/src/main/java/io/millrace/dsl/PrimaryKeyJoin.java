package io.millrace.dsl;

import io.millrace.engine.operator.TableJoinOperator;
import io.millrace.engine.operator.TableJoiner;
import io.millrace.engine.operator.TableMergeOperator;
import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableViewSupplier;
import io.millrace.engine.operator.TableViews;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.LogicalNode.TableJoin.Side;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.streams.state.KeyValueStore;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The join of two tables by key: a node for each side and one that merges what they send. */
final class PrimaryKeyJoin {

    private PrimaryKeyJoin() {}

    /**
     * The joined table. It has a store if the user spoke of one, named or not.
     *
     * @param givenName the user's base name of the nodes; null for none
     * @param settings what the user said of the store; null for nothing
     */
    static <K, V, VO, VR> DslTable<K, VR> of(
            DslTable<K, V> left,
            DslTable<K, VO> right,
            TableJoiner<V, VO, VR> joiner,
            @Nullable String givenName,
            @Nullable MaterializedSettings<K, VR, KeyValueStore<Bytes, byte[]>> settings) {
        Dsl dsl = left.place().dsl();
        String merge = dsl.names().nodeOr(givenName, "KTABLE-MERGE-");
        Set<String> sources = left.place().copartitionWith(right.place());
        requestOldValues(left, right, joiner);
        String storeName = settings == null ? null : settings.name();
        TableShape shape = TableShape.joined(left.shape(), right.shape(), storeName);
        if (settings != null) {
            shape.keeping(settings.historyMs());
        }
        Serde<K> keys = settings == null
                ? left.keySerde()
                : settings.defaulting(left.keySerde(), null).keySerde();
        String leftName = dsl.names().suffixedOr(givenName, "-join-this", "KTABLE-JOINTHIS-");
        String rightName = dsl.names().suffixedOr(givenName, "-join-other", "KTABLE-JOINOTHER-");
        LogicalNode node = new LogicalNode.TableJoin(
                side(left, leftName, new TableJoinOperator<>(shape, left.shape(), joiner, right.view()), right.view()),
                side(
                        right,
                        rightName,
                        new TableJoinOperator<>(shape, right.shape(), joiner.reversed(), left.view()),
                        left.view()),
                TableNodes.operation(
                        merge,
                        new TableMergeOperator<K, VR>(shape),
                        shape,
                        settings == null ? null : settings.keyValueStore()));
        int vertex = dsl.draft()
                .add(node, List.of(left.place().vertex(), right.place().vertex()));
        return new DslTable<>(
                new Place(dsl, merge, vertex, sources),
                keys,
                settings == null ? null : settings.valueSerde(),
                shape,
                TableViews.joined(shape, joiner, left.view(), right.view()),
                storeName);
    }

    /** A table whose entries can be in the result alone has to say what was, so that a change of nothing is known. */
    private static void requestOldValues(DslTable<?, ?> left, DslTable<?, ?> right, TableJoiner<?, ?, ?> joiner) {
        if (!joiner.needsRight()) {
            left.shape().requestOldValues(true);
        }
        if (!joiner.needsLeft()) {
            right.shape().requestOldValues(true);
        }
    }

    private static Side side(
            DslTable<?, ?> table, String name, TableJoinOperator<?, ?, ?, ?> operator, TableViewSupplier<?, ?> other) {
        return new Side(
                table.place().name(),
                new LogicalNode.Operation(name, () -> operator, List::of, other.storeNames(), Trait.NONE));
    }
}
