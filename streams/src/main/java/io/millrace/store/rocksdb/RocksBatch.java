package io.millrace.store.rocksdb;

import io.millrace.store.StateChanges;
import io.millrace.store.StoreSlot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes that are written all or nothing, in the order in which they were added. Holds only heap memory until it is
 * written. Not thread safe. A failed {@link #write} changed nothing and may be tried again; after one that succeeded
 * the batch is of no more use.
 */
public final class RocksBatch implements AutoCloseable {

    private final RocksDatabase database;
    private final BatchBytes bytes = new BatchBytes();
    private final List<StateChanges> stateChanges = new ArrayList<>(1);
    private byte @Nullable [] finished;
    private boolean written;

    RocksBatch(RocksDatabase database) {
        this.database = database;
    }

    /** Sets a key. The value must not be changed until the batch is written. */
    public void put(Family family, byte[] key, byte[] value) {
        open().put(family.id(), null, key, value);
    }

    /** Removes a key. */
    public void delete(Family family, byte[] key) {
        open().delete(family.id(), null, key);
    }

    /** Removes every key from {@code from} (inclusive) to {@code to} (exclusive). */
    public void deleteRange(Family family, byte[] from, byte[] to) {
        open().deleteRange(family.id(), null, from, to);
    }

    /** Adds changes of state. */
    public void changes(StateChanges changes) {
        open();
        changes.forEach(new SlotWriter());
        stateChanges.add(changes);
    }

    /** About how many bytes it holds. */
    public long sizeBytes() {
        return bytes.sizeBytes();
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return bytes.count() == 0;
    }

    /**
     * Writes everything in one step.
     *
     * @param syncWal whether it, and all that was written before, is to survive the loss of power when this returns;
     *     otherwise it survives the end of the process
     * @throws DiskFullException when there is no room; nothing was changed, try again later
     */
    public void write(boolean syncWal) {
        if (written) {
            throw new IllegalStateException(
                    "batch: already written (expected: one write, repeated only after it failed)");
        }
        if (finished == null) {
            finished = bytes.finish();
        }
        database.write(finished, syncWal, stateChanges);
        written = true;
    }

    /** Drops what was not written. */
    @Override
    public void close() {
        written = true;
        finished = null;
    }

    private BatchBytes open() {
        if (written || finished != null) {
            throw new IllegalStateException("batch: already handed over (expected: additions before the first write)");
        }
        return bytes;
    }

    /** Looks up family and prefix only when the slot changes: changes come store by store. */
    private final class SlotWriter implements StateChanges.Visitor {
        private @Nullable StoreSlot current;
        private int family;
        private byte[] prefix = new byte[0];

        @Override
        public void put(StoreSlot slot, byte[] key, byte @Nullable [] value) {
            turnTo(slot);
            if (value == null) {
                bytes.delete(family, prefix, key);
            } else {
                bytes.put(family, prefix, key, value);
            }
        }

        @Override
        public void deleteRange(StoreSlot slot, byte[] from, byte[] to) {
            turnTo(slot);
            bytes.deleteRange(family, prefix, from, to);
        }

        private void turnTo(StoreSlot slot) {
            if (!slot.equals(current)) {
                family = database.family(slot).id();
                prefix = new SlotKeys(slot.partition()).prefix();
            }
            current = slot;
        }
    }
}
