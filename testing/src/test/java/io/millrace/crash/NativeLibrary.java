package io.millrace.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * RocksDB's native library, unpacked once for all children. Each would unpack its own 17 MB at its start, and one that
 * is killed leaves them behind in the folder for temporary files.
 */
final class NativeLibrary {

    private static final Path FOLDER = unpacked();

    private NativeLibrary() {}

    /** The option of a JVM that has it found. */
    static String option() {
        return "-Djava.library.path=" + FOLDER;
    }

    private static Path unpacked() {
        Path folder = Path.of("target", "native").toAbsolutePath();
        String packed = "/" + Environment.getJniLibraryFileName("rocksdb");
        try (InputStream library = RocksDB.class.getResourceAsStream(packed)) {
            if (library == null) {
                throw new IllegalStateException("RocksDB has no " + packed + " (expected: a library for this machine)");
            }
            Files.createDirectories(folder);
            // Another process may be doing the same, or be loading the one that is there.
            Path own = Files.createTempFile(folder, "unpacked", "");
            Files.copy(library, own, StandardCopyOption.REPLACE_EXISTING);
            Files.move(
                    own,
                    folder.resolve(Environment.getSharedLibraryFileName("rocksdb")),
                    StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
