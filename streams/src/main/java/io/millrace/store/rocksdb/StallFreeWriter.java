package io.millrace.store.rocksdb;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Writes to RocksDB and waits out its write stalls here, never inside of it. Thread safe.
 *
 * <p>Why: RocksDB stops writes while flushes are behind. If such a flush then fails because the disk is full, RocksDB
 * tries to recover by itself, and for that waits until the writers under way are done - while the writer that it has
 * stopped waits for the recovery. Neither ever goes on, however much room is made. (RocksDB exempts the recovery from
 * other errors from this wait, but not the one from a full disk; seen with version 11.8.1.)
 *
 * <p>So writes carry the option that makes RocksDB refuse rather than wait, and are repeated after a millisecond. A
 * refused write has changed nothing. Once a flush has failed RocksDB answers with the error instead of a refusal, so
 * this ends at the latest with the flush.
 */
final class StallFreeWriter {

    /** Short beside a flush, and long enough that asking again costs nothing. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Lock lock = new ReentrantLock();
    private final Condition never = lock.newCondition();
    private final RocksDB rocks;

    StallFreeWriter(RocksDB rocks) {
        this.rocks = rocks;
    }

    /** Writes. An interrupt does not end it; the thread is interrupted again when it is done. */
    void write(WriteOptions options, WriteBatch batch) throws RocksDBException {
        boolean interrupted = false;
        try {
            while (!isTaken(options, batch)) {
                interrupted |= rest();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isTaken(WriteOptions options, WriteBatch batch) throws RocksDBException {
        try {
            rocks.write(options, batch);
            return true;
        } catch (RocksDBException e) {
            if (isStall(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isStall(RocksDBException error) {
        return error.getStatus() != null && error.getStatus().getCode() == Status.Code.Incomplete;
    }

    /** Returns whether the thread was interrupted meanwhile. */
    private boolean rest() {
        lock.lock();
        try {
            long left = REST_NANOS;
            while (left > 0) {
                left = never.awaitNanos(left);
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }
}
