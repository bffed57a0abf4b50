package io.millrace.log;

import io.millrace.testing.broker.BrokerCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One broker for all tests of this process. It lives below {@code target/brokers}; what it logs stays there, its data
 * does not.
 */
public final class SharedBroker {

    /** The rack that it is in. */
    public static final String RACK = "rack-1";

    private static final Map<String, String> SETTINGS = Map.of(
            "broker.rack", RACK,
            "message.max.bytes", "8388608",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.num.partitions", "4",
            // Topics come and go with each test.
            "file.delete.delay.ms", "1000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500",
            // Records have whatever time a test gives them, and half a minute after its start a broker begins to
            // delete those that are older than a week.
            "log.retention.ms", "-1");

    private static BrokerCluster broker;

    private SharedBroker() {}

    /** Its address. Starts it when it is first asked for. */
    public static synchronized String address() {
        if (broker == null) {
            Path folder = Path.of(
                            "target",
                            "brokers",
                            "shared-" + ProcessHandle.current().pid())
                    .toAbsolutePath();
            broker = BrokerCluster.start(classPath(), folder, 1, 0, SETTINGS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                broker.close();
                delete(folder.resolve("data"));
            }));
        }
        return broker.bootstrapServers();
    }

    /** The broker's jars, as the module {@code broker} has written them down. */
    public static String classPath() {
        String file = System.getProperty("millrace.broker.classpath", "");
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the broker's class path is not in '" + file
                            + "' (expected: written by the module broker; run ./mvnw -q -pl broker process-classes)",
                    e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
