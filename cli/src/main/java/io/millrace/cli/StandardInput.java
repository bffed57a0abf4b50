package io.millrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes files of what comes from standard input. A pipe can be read only once, so what was taken from it must be kept
 * somewhere until it is counted; in a file of the state folder it can be read again after a crash, and recounted. Each
 * run has a file of its own.
 *
 * <p>A thread of its own copies; the files are read by the main thread. When it cannot write, it stops, and the main
 * thread finds out through {@link #requireWorking}.
 */
final class StandardInput {

    private final Path folder;
    private volatile boolean open;
    private volatile @Nullable IOException failure;

    StandardInput(Path folder) {
        this.folder = folder;
    }

    /** The files of this run and those before it. */
    List<Path> files() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new Failure(folder + ": cannot be read (" + e + ")", e);
        }
    }

    /** Begins to copy. */
    void copy(InputStream input) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(String.format(Locale.ROOT, "%06d.txt", files().size() + 1));
            OutputStream copy = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            open = true;
            Thread thread = new Thread(() -> copy(input, copy), "standard-input");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            throw new Failure(folder + ": cannot be written (" + e + ")", e);
        }
    }

    private void copy(InputStream input, OutputStream file) {
        try (file) {
            input.transferTo(file);
        } catch (IOException e) {
            failure = e;
        } finally {
            open = false;
        }
    }

    /** Whether more may come. */
    boolean isOpen() {
        return open;
    }

    void requireWorking() {
        IOException failed = failure;
        if (failed != null) {
            throw new Failure(
                    "standard input: cannot be copied to " + folder + " (" + failed.getMessage()
                            + "); what was copied is safe and is counted when the demo is started again",
                    failed);
        }
    }
}
