package io.millrace.log.embedded;

import io.millrace.base.BigEndian;
import io.millrace.log.LogException;
import io.millrace.store.ByteCursor;
import io.millrace.store.rocksdb.Family;
import io.millrace.store.rocksdb.RocksBatch;
import io.millrace.store.rocksdb.RocksDatabase;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The batches on disk: {@code int32 topic ‖ int32 partition ‖ int64 base offset -> batch}. Keys compare like the
 * numbers do, so a partition is one run of keys in offset order. Thread safe; every batch that is read is checked.
 */
final class LogTable {

    private static final int KEY_BYTES = 16;

    private final RocksDatabase database;
    private final Family family;

    LogTable(RocksDatabase database) {
        this.database = database;
        this.family = database.family("log");
    }

    void put(RocksBatch into, Batch batch) {
        into.put(family, key(batch.partition(), batch.baseOffset()), batch.bytes());
    }

    void remove(RocksBatch into, Batch batch) {
        into.delete(family, key(batch.partition(), batch.baseOffset()));
    }

    /** Removes the batches whose base offsets are in a range. */
    void removeRange(RocksBatch into, Partition partition, long from, long to) {
        into.deleteRange(family, key(partition, from), key(partition, to));
    }

    /** Removes all of a topic. */
    void removeTopic(RocksBatch into, int topicId) {
        byte[] from = new byte[Integer.BYTES];
        byte[] to = new byte[Integer.BYTES];
        BigEndian.putInt(from, 0, topicId);
        BigEndian.putInt(to, 0, topicId + 1);
        into.deleteRange(family, from, to);
    }

    /**
     * Reads batches that end at or before {@code end}, from the one that holds {@code position} or, if none does, from
     * the first after it.
     *
     * @param aligned whether the position is known not to lie inside a batch
     * @param bytesMax when this much was read, no further batch is begun
     */
    void read(Partition partition, long position, long end, boolean aligned, int bytesMax, Collection<Batch> into) {
        long from = aligned ? position : baseOf(partition, position);
        int bytes = 0;
        try (ByteCursor cursor = database.scan(family, key(partition, from), key(partition, end), true)) {
            while (bytes < bytesMax && cursor.next()) {
                Batch batch = batch(partition, cursor);
                if (batch.endOffset() > end) {
                    return;
                }
                bytes += batch.bytes().length;
                into.add(batch);
            }
        }
    }

    /** The base offset of the batch that holds a position; the position itself when none does. */
    long baseOf(Partition partition, long position) {
        Batch floor = lastBefore(partition, position + 1);
        return floor == null || floor.endOffset() <= position ? position : floor.baseOffset();
    }

    /** The batch with the greatest base offset before {@code offset}. */
    @Nullable
    Batch lastBefore(Partition partition, long offset) {
        try (ByteCursor cursor = database.scan(family, key(partition, 0), key(partition, offset), false)) {
            return cursor.next() ? batch(partition, cursor) : null;
        }
    }

    /** The batch with the smallest base offset from {@code from}, before {@code to}. */
    @Nullable
    Batch first(Partition partition, long from, long to) {
        try (ByteCursor cursor = database.scan(family, key(partition, from), key(partition, to), true)) {
            return cursor.next() ? batch(partition, cursor) : null;
        }
    }

    private static Batch batch(Partition partition, ByteCursor cursor) {
        long baseOffset = BigEndian.getLong(cursor.key(), 2 * Integer.BYTES);
        byte[] bytes = cursor.value();
        try {
            BatchFormat.check(bytes);
        } catch (LogException e) {
            throw new LogException(
                    "partition " + partition.name() + ", offset " + baseOffset
                            + ": the batch on disk cannot be read; the disk or the file system has damaged it",
                    e);
        }
        return new Batch(partition, bytes, baseOffset);
    }

    private static byte[] key(Partition partition, long offset) {
        byte[] key = new byte[KEY_BYTES];
        BigEndian.putInt(key, 0, partition.topic().id());
        BigEndian.putInt(key, Integer.BYTES, partition.number());
        BigEndian.putLong(key, 2 * Integer.BYTES, offset);
        return key;
    }
}
