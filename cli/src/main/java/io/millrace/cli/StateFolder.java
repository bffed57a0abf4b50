package io.millrace.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo keeps everything: the embedded log, what came from standard input, and a file with the two settings
 * that cannot be changed once counting has begun.
 *
 * @param path the folder
 * @param partitions of each topic
 * @param windowSeconds length of the windows
 */
record StateFolder(Path path, int partitions, int windowSeconds) {

    private static final String FILE = "demo.properties";
    private static final String UNFINISHED = "demo.properties.new";
    private static final int PARTITIONS = 4;
    private static final int WINDOW_SECONDS = 10;

    /** The folder when the user names none: the same for the same inputs, so that started again the demo goes on. */
    static Path standard(Inputs.Named named) {
        CRC32 sum = new CRC32();
        named.paths().forEach(path -> sum.update((path + "\n").getBytes(StandardCharsets.UTF_8)));
        Path first = named.paths().isEmpty() ? null : named.paths().get(0).getFileName();
        String name = (first == null ? "text" : first) + (named.standardInput() ? "-stdin-" : "-");
        return Path.of(System.getProperty("user.home"), ".millrace", "demo", name + Long.toHexString(sum.getValue()));
    }

    /**
     * Makes the folder, or checks that it goes with the options.
     *
     * @param partitions as asked for, null if not
     * @param windowSeconds as asked for, null if not
     */
    static StateFolder prepare(Path path, @Nullable Integer partitions, @Nullable Integer windowSeconds) {
        try {
            if (Files.exists(path.resolve(FILE))) {
                StateFolder kept = load(path);
                requireSame(path, "--partitions", partitions, kept.partitions);
                requireSame(path, "--window", windowSeconds, kept.windowSeconds);
                return kept;
            }
            requireNothingElse(path);
            StateFolder made = new StateFolder(
                    path,
                    partitions == null ? PARTITIONS : partitions,
                    windowSeconds == null ? WINDOW_SECONDS : windowSeconds);
            made.store();
            return made;
        } catch (IOException e) {
            throw new Failure(
                    "state folder " + path + ": cannot be made or read (" + reason(e) + "); name another with --state",
                    e);
        }
    }

    Duration window() {
        return Duration.ofSeconds(windowSeconds);
    }

    /** The folder for what came from standard input. */
    Path standardInput() {
        return path.resolve("stdin");
    }

    private static StateFolder load(Path path) throws IOException {
        Properties kept = new Properties();
        try (Reader file = Files.newBufferedReader(path.resolve(FILE))) {
            kept.load(file);
        }
        return new StateFolder(path, number(path, kept, "partitions"), number(path, kept, "window.seconds"));
    }

    private static int number(Path path, Properties kept, String name) {
        String text = String.valueOf(kept.getProperty(name));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failure(
                    "state folder " + path + ": its file " + FILE + " says " + name + "=" + text
                            + " (expected: a number; name another folder with --state)",
                    e);
        }
    }

    private static void requireSame(Path path, String option, @Nullable Integer asked, int kept) {
        if (asked != null && asked != kept) {
            throw new Failure(option + ": " + asked + " (expected: " + kept + ", as the counts in " + path
                    + " were begun; leave the option out, or name another folder with --state)");
        }
    }

    private static void requireNothingElse(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            List<String> others = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(UNFINISHED))
                    .sorted()
                    .limit(3)
                    .toList();
            if (!others.isEmpty()) {
                throw new Failure("state folder " + path + ": holds something else, such as " + others
                        + " (expected: a new or empty folder, or one that the demo has made)");
            }
        }
    }

    private void store() throws IOException {
        Files.createDirectories(path);
        Properties kept = new Properties();
        kept.setProperty("partitions", String.valueOf(partitions));
        kept.setProperty("window.seconds", String.valueOf(windowSeconds));
        Path unfinished = path.resolve(UNFINISHED);
        try (Writer file = Files.newBufferedWriter(unfinished)) {
            kept.store(file, "How the counts in this folder were begun. Made by: millrace demo");
        }
        Files.move(unfinished, path.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason()
                : e.toString();
    }
}
