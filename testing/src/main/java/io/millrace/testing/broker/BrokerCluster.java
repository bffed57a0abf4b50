package io.millrace.testing.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Kafka brokers as child processes of this one: one for most tests, three where brokers are to fail.
 *
 * <p>Topics have as many copies as there are nodes, three at most, and accept records while all copies but one are
 * there. Owned by one thread, except for {@link #close}, which any may call, also twice.
 */
public final class BrokerCluster implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final int LOOKS_MAX = 10_000;

    private final List<BrokerProcess> nodes;

    private BrokerCluster(List<BrokerProcess> nodes) {
        this.nodes = nodes;
    }

    /**
     * Starts brokers and waits, for three minutes at most, until all of them are there.
     *
     * @param classPath where {@code kafka.Kafka} and all it needs are found, separated as in {@code java.class.path}
     * @param folder a folder for data, configuration and logs; what is there from an earlier start is kept
     * @param count how many
     * @param port where clients reach the first, the others at the ports after it; 0 for any free ports
     * @param settings the brokers' configuration where it differs from ours
     * @throws IllegalStateException if they do not come up; the message names the file that tells why
     */
    public static BrokerCluster start(
            String classPath, Path folder, int count, int port, Map<String, String> settings) {
        return start(classPath, folder, count, port, settings, own -> own);
    }

    /**
     * Starts brokers behind proxies: clients are told other ports than those that the brokers listen at. The brokers
     * themselves reach each other past the proxies.
     *
     * @param advertised asked once per broker, in order, before it starts: the port that clients are told, for the port
     *     of this machine that the broker will listen at
     * @see #start(String, Path, int, int, Map)
     */
    public static BrokerCluster start(
            String classPath,
            Path folder,
            int count,
            int port,
            Map<String, String> settings,
            IntUnaryOperator advertised) {
        return launch(classPath, BrokerNode.nodes(folder, count, port, advertised), number -> settings);
    }

    /**
     * Starts one broker in each of some racks, at free ports.
     *
     * @param racks the brokers' {@code broker.rack}, in the order of their numbers
     * @see #start(String, Path, int, int, Map)
     */
    public static BrokerCluster inRacks(
            String classPath, Path folder, List<String> racks, Map<String, String> settings) {
        return launch(classPath, BrokerNode.nodes(folder, racks.size(), 0, own -> own), number -> {
            Map<String, String> its = new HashMap<>(settings);
            its.put("broker.rack", racks.get(number));
            return its;
        });
    }

    private static BrokerCluster launch(
            String classPath, List<BrokerNode> nodes, IntFunction<Map<String, String>> settings) {
        List<BrokerProcess> started = new ArrayList<>();
        BrokerCluster cluster = new BrokerCluster(started);
        try {
            for (int i = 0; i < nodes.size(); i++) {
                started.add(BrokerProcess.launch(classPath, nodes.get(i), nodes, settings.apply(i)));
            }
            cluster.awaitAll();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The addresses for clients. */
    public String bootstrapServers() {
        return nodes.stream().map(BrokerProcess::bootstrapServers).collect(Collectors.joining(","));
    }

    /** The broker of this number, from 1. */
    public BrokerProcess node(int number) {
        return nodes.get(number - 1);
    }

    /** Waits, without a limit, until all brokers have ended. */
    public void awaitEnd() {
        nodes.stream().map(node -> node.handle().onExit()).forEach(CompletableFuture::join);
    }

    private void awaitAll() {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                // Until the broker listens, connections are refused at once.
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
                20L,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                100L,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) START_MAX.toMillis());
        try (Admin admin = Admin.create(settings)) {
            for (int i = 0; i < LOOKS_MAX; i++) {
                if (admin.describeCluster()
                                .nodes()
                                .get(START_MAX.toMillis(), TimeUnit.MILLISECONDS)
                                .size()
                        == nodes.size()) {
                    return;
                }
                if (nodes.stream().anyMatch(node -> node.handle().onExit().isDone())) {
                    throw failure("A broker has ended");
                }
            }
            throw failure("Not all of " + nodes.size() + " brokers have found each other");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("Interrupted while the brokers started");
        } catch (ExecutionException | TimeoutException e) {
            throw failure("The brokers do not answer at " + bootstrapServers());
        }
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException(what + " (expected: up within three minutes). See "
                + nodes.stream().map(node -> node.log().toString()).collect(Collectors.joining(", ")));
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.handle().destroy());
        nodes.forEach(BrokerProcess::close);
    }
}
