package io.millrace.store.rocksdb;

import io.millrace.streams.errors.LockException;
import io.millrace.streams.errors.ProcessorStateException;
import io.millrace.streams.errors.StreamsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Turns what RocksDB throws into exceptions that say what to do. Stateless. */
final class RocksErrors {

    private RocksErrors() {}

    /** An error while a database is opened. */
    static StreamsException onOpen(Path folder, RocksDBException error) {
        if (isLocked(error)) {
            return new LockException(
                    "state folder " + folder + ": in use by another process or by another instance in this one"
                            + " (expected: one user at a time; stop the other one, or set another state.dir)",
                    error);
        }
        return onUse(folder, "open", error);
    }

    /** An error while an open database is used. */
    static StreamsException onUse(Path folder, String action, RocksDBException error) {
        if (isDiskFull(error.getStatus())) {
            return new DiskFullException(
                    "state folder " + folder + ": no space left to " + action
                            + " (expected: free space; make room, nothing is lost)",
                    error);
        }
        if (isDamaged(error.getStatus())) {
            return new ProcessorStateException(
                    "state folder " + folder + ": damaged or not written by Millrace, cannot " + action
                            + " (expected: files as Millrace wrote them; restore the folder from a copy, or remove it"
                            + " if its content can be rebuilt). RocksDB says: " + error.getMessage(),
                    error);
        }
        return new ProcessorStateException(
                "state folder " + folder + ": cannot " + action + ". RocksDB says: " + error.getMessage(), error);
    }

    private static boolean isDiskFull(@Nullable Status status) {
        return status != null && status.getSubCode() == Status.SubCode.NoSpace;
    }

    private static boolean isDamaged(@Nullable Status status) {
        return status != null
                && (status.getCode() == Status.Code.Corruption || status.getCode() == Status.Code.InvalidArgument);
    }

    /** RocksDB has no code of its own for a lock that is held; both of its sentences name the file. */
    private static boolean isLocked(RocksDBException error) {
        String message = String.valueOf(error.getMessage());
        return message.contains("lock hold by current process") || message.contains("While lock file:");
    }
}
