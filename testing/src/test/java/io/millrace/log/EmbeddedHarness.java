package io.millrace.log;

import io.millrace.base.Seams;
import io.millrace.log.embedded.EmbeddedLogStorage;
import io.millrace.log.embedded.EmbeddedSettings;
import io.millrace.store.StateDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Opens an embedded log in a folder of its own, which is removed in the end. */
public final class EmbeddedHarness implements LogHarness {

    private static final long MEMORY_BYTES = 32L << 20;

    private final Path folder;
    private EmbeddedLogStorage log;

    /** In a new folder. */
    public EmbeddedHarness() {
        try {
            folder = Files.createTempDirectory("millrace-contract");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Log open() {
        log = EmbeddedLogStorage.open(folder.resolve("log"), EmbeddedSettings.ofMemory(MEMORY_BYTES), Seams.system());
        return log;
    }

    @Override
    public Log reopen() {
        return open();
    }

    @Override
    public void turn() {}

    @Override
    public StateDatabase state() {
        return log.state();
    }

    @Override
    public void close() {
        log.close();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
