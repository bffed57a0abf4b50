package io.millrace.testing.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where one broker of a cluster lives.
 *
 * @param id its number, from 1
 * @param port where clients reach it
 * @param controllerPort where the other nodes reach it
 * @param folder its data, its configuration and its log
 */
record BrokerNode(int id, int port, int controllerPort, Path folder) {

    /** The most copies that a topic has unless it says otherwise, as in production. */
    private static final int COPIES_MAX = 3;

    /**
     * Nodes with free ports.
     *
     * @param firstPort where clients reach the first; 0 for any
     */
    static List<BrokerNode> nodes(Path folder, int count, int firstPort) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            // All are open at once, so that they differ.
            for (int i = 0; i < 2 * count; i++) {
                sockets.add(new ServerSocket(i == 0 ? firstPort : 0, 1, loopback));
            }
            List<BrokerNode> nodes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                nodes.add(new BrokerNode(
                        i + 1,
                        sockets.get(2 * i).getLocalPort(),
                        sockets.get(2 * i + 1).getLocalPort(),
                        count == 1 ? folder : folder.resolve("node-" + (i + 1))));
            }
            return nodes;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no port for a broker" + (firstPort == 0 ? "" : " at " + firstPort + " (expected: a free port)")
                            + ": " + e.getMessage(),
                    e);
        } finally {
            sockets.forEach(BrokerNode::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** The lines of its configuration: a node that is broker and controller in one. */
    List<String> configuration(List<BrokerNode> all, Map<String, String> settings) {
        String copies = Integer.toString(Math.min(COPIES_MAX, all.size()));
        String inSync = Integer.toString(Math.max(1, Math.min(COPIES_MAX, all.size()) - 1));
        Map<String, String> lines = new TreeMap<>();
        lines.put("process.roles", "broker,controller");
        lines.put("node.id", Integer.toString(id));
        lines.put(
                "controller.quorum.voters",
                all.stream()
                        .map(node -> node.id + "@127.0.0.1:" + node.controllerPort)
                        .collect(Collectors.joining(",")));
        lines.put("listeners", "PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controllerPort);
        lines.put("controller.listener.names", "CONTROLLER");
        lines.put("log.dirs", folder.resolve("data").toString());
        lines.put("auto.create.topics.enable", "false");
        lines.put("default.replication.factor", copies);
        lines.put("min.insync.replicas", inSync);
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            lines.put(topic + ".replication.factor", copies);
        }
        lines.put("transaction.state.log.min.isr", inSync);
        lines.put("share.coordinator.state.topic.min.isr", inSync);
        // A group of one member need not wait for others.
        lines.put("group.initial.rebalance.delay.ms", "0");
        lines.putAll(settings);
        return lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue())
                .toList();
    }
}
