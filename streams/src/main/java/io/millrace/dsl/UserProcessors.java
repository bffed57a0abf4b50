package io.millrace.dsl;

import io.millrace.graph.Suppliers;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.ProcessorSupplier;
import java.util.List;

/** The nodes of {@code process} and {@code processValues}. */
final class UserProcessors {

    private UserProcessors() {}

    static LogicalNode free(ProcessorSupplier<?, ?, ?, ?> supplier, Named named, String[] stores) {
        Suppliers.check(Dsl.given(supplier, "processorSupplier"));
        // Kafka Streams forgets that a processor may change keys and so may move a repartition before it; we do not.
        return new LogicalNode.Operation(
                name(named), () -> supplier, List::of, List.of(stores), LogicalNode.Trait.MAY_CHANGE_KEYS);
    }

    static LogicalNode fixedKey(FixedKeyProcessorSupplier<?, ?, ?> supplier, Named named, String[] stores) {
        Suppliers.check(Dsl.given(supplier, "processorSupplier"));
        return new LogicalNode.FixedKeyOperation(name(named), supplier, List.of(stores));
    }

    private static String name(Named named) {
        return Dsl.given(Names.of(named), "name");
    }
}
