package io.millrace.benchmarks.compare;

import io.millrace.testing.broker.BrokerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The broker that contenders take turns on, and a folder for everything that is kept meanwhile. Leaves nothing behind,
 * also on Ctrl-C.
 */
final class Broker implements AutoCloseable {
    /** Names a file with the class path of a broker; without it, its jars are on that of this process. */
    private static final String CLASS_PATH_FILE = "millrace.broker.classpath";

    private final Path folder;
    private final PrintStream out;
    private final BrokerProcess process;
    private final Thread cleaner = new Thread(this::end, "clean-up");

    private Broker(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
        this.process = start(folder.resolve("broker"));
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /** Starts it, in a new folder below the given one. */
    static Broker startBelow(Path parent, String purpose, PrintStream out) throws IOException {
        return new Broker(Files.createTempDirectory(parent, "millrace-" + purpose + "-"), out);
    }

    static BrokerProcess start(Path folder) {
        return BrokerProcess.start(classPath(), folder, Map.of());
    }

    private static String classPath() {
        String file = System.getProperty(CLASS_PATH_FILE);
        try {
            return file == null
                    ? System.getProperty("java.class.path")
                    : Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the class path of a broker is not in " + file, e);
        }
    }

    String servers() {
        return process.bootstrapServers();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // the process is being ended, and the hook runs already
        }
        end();
    }

    private void end() {
        process.close();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            out.println("Not deleted: " + folder + ": " + e);
        }
    }
}
