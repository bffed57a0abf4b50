package io.millrace.crash;

import io.millrace.store.ByteStore;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StoreSlot;
import io.millrace.store.memory.MemoryDatabase;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/** A state database that can lose the batches that were applied last, whole ones, as RocksDB does without syncing. */
final class ForgetfulDisk implements StateDatabase {

    private static final int BATCHES_LOST_MAX = 5;

    private final MemoryDatabase database = new MemoryDatabase();
    private final ArrayDeque<MemoryDatabase.Snapshot> before = new ArrayDeque<>();

    /** Loses some batches, or none. */
    void loseSome(SplittableRandom chance) {
        for (int lost = chance.nextInt(before.size() + 1); lost > 0; lost--) {
            database.restore(before.removeLast());
        }
    }

    private void remember() {
        before.addLast(database.snapshot());
        if (before.size() > BATCHES_LOST_MAX) {
            before.removeFirst();
        }
    }

    @Override
    public void apply(StateChanges changes) {
        if (!changes.isEmpty()) {
            remember();
            database.apply(changes);
        }
    }

    @Override
    public void clear(StoreSlot slot) {
        remember();
        database.clear(slot);
    }

    @Override
    public ByteStore open(StoreSlot slot, Residence residence) {
        return database.open(slot, residence);
    }

    @Override
    public void release(StoreSlot slot) {
        database.release(slot);
    }

    @Override
    public void close() {}
}
