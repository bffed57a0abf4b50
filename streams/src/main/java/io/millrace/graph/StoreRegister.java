package io.millrace.graph;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.errors.TopologyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stores of a graph under construction, and who uses them. Part of {@link GraphBuilder} and owned by it. The
 * {@code check...} methods change nothing, so that they can all be called before the first change.
 */
final class StoreRegister {

    private final Map<String, Node> nodes;
    private final Map<String, StoreNode> stores = new LinkedHashMap<>();

    /** Stores whose users are kept in the given nodes. */
    StoreRegister(Map<String, Node> nodes) {
        this.nodes = nodes;
    }

    Map<String, StoreNode> nodes() {
        return stores;
    }

    /** Checks that there is no other store of this name. The same store may be added again. */
    void check(StoreDefinition store) {
        StoreNode known = stores.get(requireNonNull(store.name(), "name of the store: null (expected: a name)"));
        if (known != null && (known.global() || !known.definition().equals(store))) {
            throw nameIsTaken(known);
        }
    }

    /** Checks that there is no store of this name. */
    void checkIsNew(StoreDefinition store) {
        StoreNode known = stores.get(requireNonNull(store.name(), "name of the store: null (expected: a name)"));
        if (known != null) {
            throw nameIsTaken(known);
        }
    }

    /** Checks that a store is there and may be connected to a processor. */
    void checkKnown(String processor, String store) {
        StoreNode known = stores.get(store);
        if (known == null) {
            throw new TopologyException("store \"" + store + "\", to be connected to processor \"" + processor
                    + "\", is not added yet (expected: addStateStore first)");
        }
        if (known.global()) {
            throw new TopologyException("store \"" + store + "\" is global and cannot be connected to processor \""
                    + processor + "\" (expected: use it without; every processor may read it)");
        }
    }

    /** Checks that a node may use stores. */
    void checkUser(String processor, String store) {
        Node user = nodes.get(requireNonNull(processor, "processor: null (expected: a name)"));
        if (user == null) {
            throw new TopologyException("processor \"" + processor + "\", to be connected to store \"" + store
                    + "\", is not added yet (expected: addProcessor first)");
        }
        if (!(user instanceof Node.Processor)) {
            throw new TopologyException("store \"" + store + "\" cannot be connected to \"" + processor
                    + "\", a source or sink (expected: a processor)");
        }
    }

    void add(StoreDefinition store) {
        stores.putIfAbsent(store.name(), new StoreNode(store, List.of(), null, false));
    }

    void addFilled(StoreDefinition store, String processor, String topic, boolean global) {
        stores.put(store.name(), new StoreNode(store, List.of(), topic, global));
        connect(processor, store.name());
    }

    void connect(String processor, String storeName) {
        StoreNode store = requireNonNull(stores.get(storeName));
        Node.Processor user = (Node.Processor) requireNonNull(nodes.get(processor));
        if (!user.stores().contains(storeName)) {
            nodes.put(
                    processor,
                    new Node.Processor(processor, user.supplier(), user.parents(), with(user.stores(), storeName)));
            stores.put(
                    storeName,
                    new StoreNode(
                            store.definition(),
                            with(store.processors(), processor),
                            store.sourceTopic(),
                            store.global()));
        }
    }

    private static List<String> with(List<String> names, String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return longer;
    }

    private static TopologyException nameIsTaken(StoreNode known) {
        return new TopologyException("a different " + (known.global() ? "global store" : "store")
                + " has already been added with the name \"" + known.name()
                + "\" (expected: a name of its own for every store)");
    }
}
