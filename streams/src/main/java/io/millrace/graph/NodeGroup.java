package io.millrace.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connected part of the graph.
 *
 * <p>Two nodes are in one group when one is the parent of the other or when both use the same store, directly or
 * through others. Groups are found by joining sets of nodes (union-find): every node points to a leader, joined sets
 * share one. The numbers are part of task ids and so of offsets, topics and folders: they must not change.
 *
 * @param id the group's number: its place in the order of the groups' first nodes
 * @param nodes its nodes, in the order in which they were added
 * @param global whether it fills a global store; such a group has a number but runs no tasks
 */
public record NodeGroup(int id, List<Node> nodes, boolean global) {

    public NodeGroup {
        nodes = List.copyOf(nodes);
    }

    static List<NodeGroup> of(Collection<Node> nodes, Collection<StoreNode> stores) {
        Map<String, String> leaders = new HashMap<>();
        for (Node node : nodes) {
            leaders.put(node.name(), node.name());
            node.parents().forEach(parent -> join(leaders, parent, node.name()));
        }
        for (StoreNode store : stores) {
            store.processors().forEach(user -> join(leaders, store.processors().get(0), user));
        }
        Map<String, List<Node>> byLeader = new LinkedHashMap<>();
        for (Node node : nodes) {
            byLeader.computeIfAbsent(leader(leaders, node.name()), any -> new ArrayList<>())
                    .add(node);
        }
        List<NodeGroup> groups = new ArrayList<>();
        for (List<Node> members : byLeader.values()) {
            groups.add(new NodeGroup(groups.size(), members, members.stream().anyMatch(NodeGroup::isGlobal)));
        }
        return List.copyOf(groups);
    }

    private static boolean isGlobal(Node node) {
        return node instanceof Node.Source source && source.global();
    }

    private static void join(Map<String, String> leaders, String one, String other) {
        leaders.put(leader(leaders, other), leader(leaders, one));
    }

    private static String leader(Map<String, String> leaders, String name) {
        String at = name;
        for (String next = leaders.get(at); next != null && !next.equals(at); next = leaders.get(at)) {
            at = next;
        }
        leaders.put(name, at);
        return at;
    }
}
