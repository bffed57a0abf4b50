package io.millrace.store.memory;

import io.millrace.store.ByteCursor;
import io.millrace.store.ByteStore;
import io.millrace.store.SortedBytes;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StoreSlot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * State on the heap, gone with the process. Batches are atomic, also to readers on other threads: the whole content is
 * one immutable value behind one reference. Thread safe.
 */
public final class MemoryDatabase implements StateDatabase {

    private volatile Snapshot content = new Snapshot(Map.of());
    private volatile boolean closed;

    /** All content at one moment; worth nothing but to be {@linkplain #restore(Snapshot) restored}. */
    public static final class Snapshot {
        private final Map<StoreSlot, SortedBytes> slots;

        private Snapshot(Map<StoreSlot, SortedBytes> slots) {
            this.slots = slots;
        }

        private SortedBytes slot(StoreSlot slot) {
            return slots.getOrDefault(slot, SortedBytes.empty());
        }
    }

    /** The content as it is now, that is after the last batch. Costs nothing. */
    public Snapshot snapshot() {
        return content;
    }

    /** Goes back to a snapshot of this database or goes on from that of another one. */
    public synchronized void restore(Snapshot snapshot) {
        content = snapshot;
    }

    @Override
    public ByteStore open(StoreSlot slot, Residence residence) {
        requireOpen();
        return new Slot(slot);
    }

    @Override
    public void release(StoreSlot slot) {}

    @Override
    public synchronized void apply(StateChanges changes) {
        requireOpen();
        if (changes.isEmpty()) {
            return;
        }
        Map<StoreSlot, SortedBytes> slots = new HashMap<>(content.slots);
        changes.forEach(new StateChanges.Visitor() {
            @Override
            public void put(StoreSlot slot, byte[] key, byte @Nullable [] value) {
                SortedBytes before = slots.getOrDefault(slot, SortedBytes.empty());
                slots.put(slot, value == null ? before.without(key) : before.with(key, value));
            }

            @Override
            public void deleteRange(StoreSlot slot, byte[] from, byte[] to) {
                slots.put(slot, slots.getOrDefault(slot, SortedBytes.empty()).withoutRange(from, to));
            }
        });
        content = new Snapshot(slots);
    }

    @Override
    public synchronized void clear(StoreSlot slot) {
        requireOpen();
        Map<StoreSlot, SortedBytes> slots = new HashMap<>(content.slots);
        slots.remove(slot);
        content = new Snapshot(slots);
    }

    @Override
    public void close() {
        closed = true;
    }

    private SortedBytes entries(StoreSlot slot) {
        requireOpen();
        return content.slot(slot);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("state database on the heap: closed (expected: open while it is used)");
        }
    }

    private final class Slot implements ByteStore {
        private final StoreSlot slot;

        private Slot(StoreSlot slot) {
            this.slot = slot;
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            byte[] value = entries(slot).get(key);
            return value == null ? null : value.clone();
        }

        @Override
        public ByteCursor scan(byte @Nullable [] from, byte @Nullable [] to, boolean forward) {
            return entries(slot).scan(from, to, forward);
        }

        @Override
        public long approximateEntries() {
            return entries(slot).size();
        }
    }
}
