package io.millrace.testing.broker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka broker, alone, as a child process of this one.
 *
 * <p>It is broker and controller in one (KRaft), listens on two free ports of the loopback interface, keeps its data
 * below the folder given, and logs to {@code broker.log} there. {@link #start} formats the storage and returns when the
 * broker answers; {@link #close} stops it by its process handle, by force when it does not stop in time. The folder
 * stays.
 *
 * <p>A caller that may be killed should also close it from a shutdown hook: nothing else ends the child. Owned by one
 * thread, except for {@link #close}, which any may call, also twice.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration FORMAT_MAX = Duration.ofSeconds(60);
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    /** Every broker is alone, so all may have the same id. */
    private static final String CLUSTER_ID = new Uuid(0x6d696c6c72616365L, 1).toString();

    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and waits, for a minute at most, until it answers.
     *
     * @param classPath where {@code kafka.Kafka} and all it needs are found, separated as in {@code java.class.path}
     * @param folder an empty or missing folder for its data, its configuration and its log
     * @param settings the broker's configuration where it differs from a single node's, for example
     *     {@code num.partitions}
     * @throws IllegalStateException if it does not come up; the message names the file that tells why
     */
    public static BrokerProcess start(String classPath, Path folder, Map<String, String> settings) {
        try {
            Files.createDirectories(folder);
            int[] ports = freePorts();
            Path configuration = folder.resolve("server.properties");
            Files.write(configuration, configuration(folder, ports, settings));
            format(classPath, folder, configuration);
            Process process = java(classPath, folder, "kafka.Kafka", configuration.toString());
            BrokerProcess broker = new BrokerProcess(process, "127.0.0.1:" + ports[0]);
            broker.awaitAnswer(folder);
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException("No broker in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The address for clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The broker's process, for its id and its CPU time. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        if (!ends(process, STOP_MAX)) {
            process.destroyForcibly();
        }
    }

    private static List<String> configuration(Path folder, int[] ports, Map<String, String> settings) {
        List<String> lines = new ArrayList<>(List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + ports[1],
                "listeners=PLAINTEXT://127.0.0.1:" + ports[0] + ",CONTROLLER://127.0.0.1:" + ports[1],
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + folder.resolve("data"),
                "auto.create.topics.enable=false",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                // A group of one member need not wait for others.
                "group.initial.rebalance.delay.ms=0"));
        settings.forEach((name, value) -> lines.add(name + "=" + value));
        return lines;
    }

    private static void format(String classPath, Path folder, Path configuration) throws IOException {
        Process format = java(
                classPath,
                folder,
                "kafka.tools.StorageTool",
                "format",
                "-t",
                CLUSTER_ID,
                "-c",
                configuration.toString());
        if (!ends(format, FORMAT_MAX) || format.exitValue() != 0) {
            format.destroyForcibly();
            throw failure("The broker's storage was not formatted", folder);
        }
    }

    private static Process java(String classPath, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath));
        command.addAll(List.of(arguments));
        File log = folder.resolve("broker.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /** Both are open at once, so that they differ. */
    private static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback)) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }

    private void awaitAnswer(Path folder) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) START_MAX.toMillis());
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(START_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw failure("Interrupted while the broker started", folder);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw failure("The broker does not answer at " + bootstrapServers, folder);
        }
    }

    private static IllegalStateException failure(String what, Path folder) {
        return new IllegalStateException(
                what + " (expected: done within a minute). See " + folder.resolve("broker.log"));
    }

    private static boolean ends(Process process, Duration max) {
        try {
            return process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
