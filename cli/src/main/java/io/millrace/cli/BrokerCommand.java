package io.millrace.cli;

import io.millrace.testing.broker.BrokerCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace broker}: Apache Kafka brokers in processes of their own, until Ctrl-C. */
@Command(
        name = "broker",
        description = "Runs one or several Apache Kafka brokers, to try things on. For clients on this machine only.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Its topics stay in the folder. Started again with the same folder it has them still.",
            "Exit codes: 2 it could not be started or ended by itself, 130 stopped with Ctrl-C."
        })
final class BrokerCommand implements Callable<Integer> {

    /** The file that names the broker's jars, which {@code ./millrace} builds. */
    static final String CLASS_PATH_FILE = "millrace.broker.classpath";

    private static final int PORT_MAX = 65_535;
    /** As many as a machine can carry beside other work. */
    private static final int NODES_MAX = 5;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where its topics, its configuration and its log are (default: ~/.millrace/broker).")
    private @Nullable Path folder;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "Where clients reach it; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "How many brokers, at --port and the ports after it (default: ${DEFAULT-VALUE}).",
                "With three, topics have three copies, and one broker may be killed."
            })
    private int nodes;

    @Option(names = "--debug", description = "Show where an error comes from.")
    private boolean debug;

    /** Made by picocli too, hence not private. */
    BrokerCommand() {}

    @Override
    public Integer call() {
        if (port < 0 || port > PORT_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--port: " + port + " (expected: 1 to " + PORT_MAX + ", or 0 for any)");
        }
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--nodes: " + nodes + " (expected: 1 to " + NODES_MAX + ")");
        }
        // Clients of the cluster complain while it is not there yet.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", debug ? "warn" : "off");
        Path home = (folder == null ? Path.of(System.getProperty("user.home"), ".millrace", "broker") : folder)
                .toAbsolutePath()
                .normalize();
        try (BrokerCluster broker = start(home)) {
            // Holds the end of the JVM until the broker has closed its files.
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "interrupt"));
            PrintWriter out = spec.commandLine().getOut();
            out.println("bootstrap.servers=" + broker.bootstrapServers());
            out.println("Data and log in " + home + ". Stop with Ctrl-C.");
            for (int node = 1; nodes > 1 && node <= nodes; node++) {
                out.println("Broker " + node + " is process "
                        + broker.node(node).handle().pid() + ".");
            }
            out.flush();
            broker.awaitEnd();
            throw new Failure(
                    "the broker has ended; its log tells why: " + broker.node(1).log());
        }
    }

    private BrokerCluster start(Path home) {
        try {
            return BrokerCluster.start(classPath(), home, nodes, port, Map.of());
        } catch (IllegalStateException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    private static String classPath() {
        String file = System.getProperty(CLASS_PATH_FILE, "");
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new Failure(
                    "the broker's jars are not known: '" + file
                            + "' cannot be read (expected: made by ./millrace broker, which runs this command)",
                    e);
        }
    }
}
