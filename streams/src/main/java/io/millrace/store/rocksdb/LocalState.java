package io.millrace.store.rocksdb;

import io.millrace.store.SplitDatabase;
import io.millrace.store.StateDatabase;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.errors.ProcessorStateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The state of an application whose log does not carry it: a folder with a database for stores on disk, and the heap
 * for the others.
 *
 * <p>Batches are written to RocksDB's write-ahead log and not synced. The end of the process loses none of them; a loss
 * of power may lose the last ones, but always whole batches and always the last, because recovery stops at the first
 * gap, and RocksDB syncs older parts of its log before it keeps files that depend on them. Each batch holds its
 * positions in the changelogs, so what was lost is exactly what is restored.
 */
public final class LocalState {

    /** The least that a database can be opened with. */
    private static final long MEMORY_BYTES_TO_LOOK = 8 << 20;

    private static final FormatFolder FORMAT = new FormatFolder("state", "millrace state, format ", 1);

    private LocalState() {}

    /**
     * Opens the state in a folder, which is made if it is missing.
     *
     * @param memoryBytes what RocksDB's blocks and memtables together may take, at least 8 MiB
     * @param tuning how users want stores to be kept
     * @throws io.millrace.streams.errors.LockException when another instance uses the folder
     * @throws ProcessorStateException when the folder is damaged, of another version, or holds something else
     */
    public static StateDatabase open(Path folder, long memoryBytes, StoreTuning tuning) {
        return new SplitDatabase(RocksDatabase.open(FORMAT.prepare(folder), memoryBytes, tuning), new MemoryDatabase());
    }

    /**
     * Removes the state in a folder; it is restored at the next start. Does nothing when there is none.
     *
     * @throws io.millrace.streams.errors.LockException when an instance uses the folder
     * @throws ProcessorStateException when the folder holds something else, or cannot be removed
     */
    public static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        // Opening it proves that it is ours and that nobody uses it.
        RocksDatabase.open(FORMAT.prepare(folder), MEMORY_BYTES_TO_LOOK).close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ProcessorStateException(
                    "state folder " + folder + ": cannot be removed (expected: files this user may delete)", e);
        }
    }
}
