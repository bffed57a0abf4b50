package io.millrace.graph;

import io.millrace.streams.processor.ConnectedStoreProvider;
import io.millrace.streams.state.StoreBuilder;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What must hold for a user's suppliers of processors. */
public final class Suppliers {

    private Suppliers() {}

    /** Checks that every call returns a new processor: tasks that share one would mix their state. */
    public static void check(Supplier<?> supplier) {
        Object first = supplier.get();
        if (first == supplier.get()) {
            throw new IllegalArgumentException(supplier.getClass().getName() + ".get() returned the same object twice, "
                    + (first == null ? "null" : first.getClass().getName())
                    + " (expected: a new processor on every call, one per task)");
        }
    }

    /** The stores that a supplier brings along. */
    static List<StoreDefinition> stores(ConnectedStoreProvider provider) {
        Set<StoreBuilder<?>> stores = provider.stores();
        return stores == null
                ? List.of()
                : stores.stream().<StoreDefinition>map(GivenStore::new).toList();
    }
}
