package io.millrace.dsl;

import io.millrace.engine.operator.TableShape;
import io.millrace.graph.StoreDefinition;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.streams.processor.api.ProcessorSupplier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logical nodes of tables. */
final class TableNodes {

    private TableNodes() {}

    /**
     * A node that makes a table.
     *
     * @param name the node's name
     * @param operator does the work
     * @param shape decides, when the whole program is known, whether there is a store
     * @param store the store, if there is one; null when there is none in any case
     */
    static LogicalNode.Operation operation(
            String name, ProcessorSupplier<?, ?, ?, ?> operator, TableShape shape, @Nullable StoreDefinition store) {
        return new LogicalNode.Operation(
                name,
                () -> operator,
                () -> store == null || shape.storeName() == null ? List.of() : List.of(store),
                List.of(),
                Trait.NONE);
    }
}
