package io.millrace.testing.broker;

import io.millrace.base.Threads;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka broker as a child process of this one; alone, or a node of a {@link BrokerCluster}.
 *
 * <p>It is broker and controller in one (KRaft), listens on two ports of the loopback interface, keeps its data below a
 * folder, and logs to {@code broker.log} there. {@link #close} stops it by its process handle, by force when it does
 * not stop in time. It also ends when this process does, in whatever way. The folder stays.
 *
 * <p>Owned by one thread, except for {@link #close}, which any may call, also twice.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    /** Clusters know nothing of each other, so all may have the same id. */
    private static final String CLUSTER_ID = new Uuid(0x6d696c6c72616365L, 1).toString();

    private static final List<String> GENEROUS = List.of("-Xmx1g");
    /** Several share one machine: little memory, and no time spent on compiling well. */
    private static final List<String> FRUGAL = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final BrokerNode node;
    private final List<String> command;
    private Process process;

    private BrokerProcess(BrokerNode node, List<String> command) throws IOException {
        this.node = node;
        this.command = command;
        this.process = run();
    }

    /**
     * Starts a broker that is alone and waits, for three minutes at most, until it answers.
     *
     * @param classPath where {@code kafka.Kafka} and all it needs are found, separated as in {@code java.class.path}
     * @param folder a folder for its data, its configuration and its log; what is there from an earlier start is kept
     * @param settings the broker's configuration where it differs from a single node's, for example
     *     {@code num.partitions}
     * @throws IllegalStateException if it does not come up; the message names the file that tells why
     */
    public static BrokerProcess start(String classPath, Path folder, Map<String, String> settings) {
        return BrokerCluster.start(classPath, folder, 1, 0, settings).node(1);
    }

    static BrokerProcess launch(String classPath, BrokerNode node, List<BrokerNode> all, Map<String, String> settings) {
        try {
            Files.createDirectories(node.folder());
            Files.write(configuration(node), node.configuration(all, settings));
            String withMain =
                    String.join(File.pathSeparator, classPath, classesOf(BrokerMain.class), classesOf(Threads.class));
            return new BrokerProcess(node, command(withMain, node, all.size() == 1 ? GENEROUS : FRUGAL));
        } catch (IOException e) {
            throw new UncheckedIOException("No broker in " + node.folder() + ": " + e.getMessage(), e);
        }
    }

    private static Path configuration(BrokerNode node) {
        return node.folder().resolve("server.properties");
    }

    private static String classesOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where " + type.getName() + " comes from", e);
        }
    }

    private static List<String> command(String classPath, BrokerNode node, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath,
                BrokerMain.class.getName(),
                configuration(node).toString()));
        return List.copyOf(command);
    }

    private Process run() throws IOException {
        List<String> withArguments = new ArrayList<>(command);
        if (!Files.exists(node.folder().resolve("data").resolve("meta.properties"))) {
            withArguments.add(CLUSTER_ID);
        }
        return new ProcessBuilder(withArguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(node).toFile()))
                .start();
    }

    private static Path log(BrokerNode node) {
        return node.folder().resolve("broker.log");
    }

    /** The address for clients. */
    public String bootstrapServers() {
        return node.address();
    }

    /** The file that it logs to. */
    public Path log() {
        return log(node);
    }

    /** The broker's process, for its id and its CPU time. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        ends();
    }

    /** Starts it again, with the same ports and the same data. It must have ended. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("broker " + node.id() + " is running (expected: ended)");
        }
        try {
            process = run();
        } catch (IOException e) {
            throw new UncheckedIOException("No broker in " + node.folder() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!ends()) {
            process.destroyForcibly();
            ends();
        }
    }

    private boolean ends() {
        try {
            return process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
