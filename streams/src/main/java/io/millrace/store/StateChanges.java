package io.millrace.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes of state that are applied together, in the order in which they were added. Filled by one thread, then handed
 * on and not changed any more.
 */
public final class StateChanges {

    /** Estimated cost of an entry besides its bytes. */
    private static final int ENTRY_OVERHEAD_BYTES = 32;

    private final List<Change> changes = new ArrayList<>();
    private long sizeBytes;

    /** Sets a key, or removes it when the value is null. Neither array is changed afterwards. */
    public void put(StoreSlot slot, byte[] key, byte @Nullable [] value) {
        add(new Change(slot, Kind.PUT, key, value));
    }

    /** Removes every key from {@code from} (inclusive) to {@code to} (exclusive). */
    public void deleteRange(StoreSlot slot, byte[] from, byte[] to) {
        add(new Change(slot, Kind.DELETE_RANGE, from, to));
    }

    private void add(Change change) {
        changes.add(change);
        sizeBytes += change.first.length + (change.second == null ? 0 : change.second.length) + ENTRY_OVERHEAD_BYTES;
    }

    /** Those of some slots, in the same order; a copy. */
    public StateChanges of(Predicate<StoreSlot> chosen) {
        StateChanges part = new StateChanges();
        for (Change change : changes) {
            if (chosen.test(change.slot)) {
                part.add(change);
            }
        }
        return part;
    }

    /** How many there are. */
    public int count() {
        return changes.size();
    }

    /** Whether there is nothing to apply. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** About how many bytes it holds. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Goes over the changes in order. */
    public void forEach(Visitor visitor) {
        for (Change change : changes) {
            switch (change.kind) {
                case PUT -> visitor.put(change.slot, change.first, change.second);
                case DELETE_RANGE -> visitor.deleteRange(change.slot, change.first, change.end());
            }
        }
    }

    /** Takes each change. */
    public interface Visitor {

        /** A key is set, or removed when the value is null. */
        void put(StoreSlot slot, byte[] key, byte @Nullable [] value);

        /** A range of keys is removed. */
        void deleteRange(StoreSlot slot, byte[] from, byte[] to);
    }

    private enum Kind {
        PUT,
        DELETE_RANGE
    }

    private static final class Change {
        private final StoreSlot slot;
        private final Kind kind;
        private final byte[] first;
        private final byte @Nullable [] second;

        private Change(StoreSlot slot, Kind kind, byte[] first, byte @Nullable [] second) {
            this.slot = slot;
            this.kind = kind;
            this.first = first;
            this.second = second;
        }

        private byte[] end() {
            if (second == null) {
                throw new AssertionError("a range without an end");
            }
            return second;
        }
    }
}
