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
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Where one broker of a cluster lives.
 *
 * @param id its number, from 1
 * @param port where it listens for clients
 * @param advertisedPort where it tells clients to reach it: the same, or that of a proxy
 * @param brokerPort where the other nodes fetch records
 * @param controllerPort where the controllers reach each other
 * @param folder its data, its configuration and its log
 */
record BrokerNode(int id, int port, int advertisedPort, int brokerPort, int controllerPort, Path folder) {

    private static final int PORTS = 3;
    private static final String LOOPBACK = "127.0.0.1:";

    /** The most copies that a topic has unless it says otherwise, as in production. */
    private static final int COPIES_MAX = 3;

    /**
     * Nodes with free ports.
     *
     * @param firstPort where the first listens for clients, the others at the ports after it; 0 for any
     * @param advertised makes the port that clients are told out of a node's own
     */
    static List<BrokerNode> nodes(Path folder, int count, int firstPort, IntUnaryOperator advertised) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            // All are open at once, so that they differ.
            for (int i = 0; i < count; i++) {
                open(sockets, firstPort == 0 ? 0 : firstPort + i);
            }
            for (int i = count; i < PORTS * count; i++) {
                open(sockets, 0);
            }
            List<BrokerNode> nodes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int port = sockets.get(i).getLocalPort();
                nodes.add(new BrokerNode(
                        i + 1,
                        port,
                        advertised.applyAsInt(port),
                        sockets.get(count + i).getLocalPort(),
                        sockets.get(2 * count + i).getLocalPort(),
                        count == 1 ? folder : folder.resolve("node-" + (i + 1))));
            }
            return nodes;
        } finally {
            sockets.forEach(BrokerNode::close);
        }
    }

    private static void open(List<ServerSocket> sockets, int port) {
        try {
            sockets.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no port for a broker" + (port == 0 ? "" : " at " + port + " (expected: a free port)") + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients reach it. */
    String address() {
        return LOOPBACK + advertisedPort;
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
                        .map(node -> node.id + "@" + LOOPBACK + node.controllerPort)
                        .collect(Collectors.joining(",")));
        String brokers = ",BROKERS://" + LOOPBACK + brokerPort;
        lines.put(
                "listeners", "PLAINTEXT://" + LOOPBACK + port + brokers + ",CONTROLLER://" + LOOPBACK + controllerPort);
        lines.put("advertised.listeners", "PLAINTEXT://" + address() + brokers);
        lines.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,BROKERS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        lines.put("inter.broker.listener.name", "BROKERS");
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
