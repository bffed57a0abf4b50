package io.millrace.dsl;

import io.millrace.engine.operator.SuppressLimits;
import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableSuppressOperator;
import io.millrace.engine.operator.TableViews;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.store.WaitingStoreBuilder;
import io.millrace.streams.errors.TopologyException;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.internals.BufferRules;
import io.millrace.streams.kstream.internals.SuppressionRules;
import java.time.Duration;
import java.util.Map;

/** The node of a suppressed table. */
final class Suppression {

    private static final String PREFIX = "KTABLE-SUPPRESS-";

    private Suppression() {}

    /** The suppressed table. In contrast to other operations, one with a name takes no numbers of the counter. */
    static <K, V> DslTable<K, V> of(DslTable<K, V> table, Suppressed<? super K> suppressed) {
        if (!(Dsl.given(suppressed, "suppressed") instanceof SuppressionRules<?> rules)) {
            throw new IllegalArgumentException("suppressed of class "
                    + suppressed.getClass().getName()
                    + " (expected: what Suppressed made; others are not supported)");
        }
        if (table.shape().isVersioned()) {
            throw new TopologyException(
                    "suppress: the table is versioned, by its own store or that of a table it is made"
                            + " of (expected: a table without versions)");
        }
        Dsl dsl = table.place().dsl();
        String given = rules.name();
        String name = given == null ? dsl.names().node(PREFIX) : given;
        SuppressLimits limits = limits(dsl, table.place().vertex(), rules);
        String storeName = given == null ? dsl.names().store(PREFIX) : given + "-store";
        Map<String, String> logConfig = rules.buffer().logConfig();
        WaitingStoreBuilder<K, V> store = new WaitingStoreBuilder<>(storeName, table.keySerde(), table.valueSerde());
        if (logConfig == null) {
            store.withLoggingDisabled();
        } else {
            store.withLoggingEnabled(logConfig);
            if (given == null) {
                dsl.unnamed().addStore(storeName, true);
            }
        }
        table.shape().requestOldValues(true);
        Place next =
                table.place().then(new LogicalNode.Operation(name, new TableSuppressOperator<>(name, store, limits)));
        return new DslTable<>(
                next,
                table.keySerde(),
                table.valueSerde(),
                TableShape.mapped(table.shape(), null),
                TableViews.suppressed(storeName, table.view()),
                null);
    }

    private static SuppressLimits limits(Dsl dsl, int vertex, SuppressionRules<?> rules) {
        Duration timeToWait = rules.timeToWait();
        BufferRules buffer = rules.buffer();
        return new SuppressLimits(
                timeToWait == null ? dsl.draft().graceMs(vertex) : timeToWait.toMillis(),
                timeToWait == null,
                buffer.maxRecords(),
                buffer.maxBytes(),
                rules.emitsEarly());
    }
}
