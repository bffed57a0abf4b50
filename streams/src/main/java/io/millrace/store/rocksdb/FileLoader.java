package io.millrace.store.rocksdb;

import io.millrace.store.StoreSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.EnvOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/**
 * Writes sorted entries to a file of RocksDB's own format and has the database take it as it is: neither the
 * write-ahead log nor a memtable sees them, and where no older entries lie in between no compaction either. Thread
 * safe.
 *
 * <p>Files are made in the database's folder under names that RocksDB does not take for its own; what a crash leaves of
 * them is removed when the database is opened again.
 */
final class FileLoader {

    private static final String PREFIX = "load-";

    private final RocksDB rocks;
    private final Path folder;
    private final DBOptions database;
    private final AtomicLong files = new AtomicLong();

    FileLoader(RocksDB rocks, Path folder, DBOptions database) {
        this.rocks = rocks;
        this.folder = folder;
        this.database = database;
    }

    /** @param entries in the order of their keys, each key once; at least one */
    void ingest(ColumnFamilyHandle family, ColumnFamilyOptions options, StoreSlot slot, List<SortedLoad.Entry> entries)
            throws RocksDBException {
        Path file = folder.resolve(PREFIX + files.incrementAndGet() + ".sst");
        try (IngestExternalFileOptions move = new IngestExternalFileOptions().setMoveFiles(true)) {
            write(file, options, new SlotKeys(slot.partition()), entries);
            rocks.ingestExternalFile(family, List.of(file.toString()), move);
        } finally {
            remove(file);
        }
    }

    private void write(Path file, ColumnFamilyOptions options, SlotKeys keys, List<SortedLoad.Entry> entries)
            throws RocksDBException {
        try (EnvOptions env = new EnvOptions();
                Options all = new Options(database, options);
                SstFileWriter writer = new SstFileWriter(env, all)) {
            writer.open(file.toString());
            for (SortedLoad.Entry entry : entries) {
                byte[] value = entry.value;
                if (value == null) {
                    writer.delete(keys.key(entry.key));
                } else {
                    writer.put(keys.key(entry.key), value);
                }
            }
            writer.finish();
        }
    }

    /** Removes what a crash has left; called before the database is opened. */
    static void removeLeftovers(Path folder) throws IOException {
        try (var left = Files.newDirectoryStream(folder, PREFIX + "*.sst")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /** Once the database has taken a file it is not there any more. */
    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it is removed when the database is opened the next time
        }
    }
}
