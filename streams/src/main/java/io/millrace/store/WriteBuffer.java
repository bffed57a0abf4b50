package io.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * Everything that lies between a typed store and its byte store: what was written and is not committed, and copies of
 * what was read. Owned by the worker.
 *
 * <p>An entry is dirty from its update to the next {@link #seal}, sealed until the commit that took it is
 * {@link #applied}, and clean from then on. Only clean entries can be dropped: a key that is not here reads the same in
 * the byte store. They are considered for it in the order in which they became clean, and one that was used since it
 * was last considered is passed over once.
 *
 * <p>Where updates are held back, {@link HeldBack} knows in which order they are emitted. The place of the entry
 * touched last is remembered, so that reading a key and writing it again looks it up once.
 *
 * <p>The usual update, of a key that is here already, moves nothing and makes nothing.
 */
final class WriteBuffer {

    private static final int NOWHERE = Integer.MAX_VALUE;

    private final StoreMemory memory;
    private final KeyOrder order;
    private final EntryTable table = new EntryTable();
    private final EntryList dirty = new EntryList();
    private final EntryList sealed = new EntryList();
    private final EntryList candidates = new EntryList();
    private final HeldBack heldBack = new HeldBack();
    private @Nullable OrderedIndex index;
    private int lastPlace = NOWHERE;
    private long usedBytes;
    private long dirtyBytes;
    private long generation;

    WriteBuffer(StoreMemory memory, KeyOrder order) {
        this.memory = memory;
        this.order = order;
    }

    /** Where an entry lies in the byte store. */
    interface KeyOrder {

        /** The key there of a key that is held. */
        byte[] storeKey(Object key, long start, int sequence);
    }

    /** What is known of a key; null when nothing is. */
    @Nullable
    Entry find(Object key, long start, int sequence) {
        Entry touched = table.at(lastPlace);
        if (touched != null && touched.matches(key, start, sequence)) {
            return touched;
        }
        int place = table.find(key, start, sequence, EntryTable.hash(key, start, sequence));
        if (place < 0) {
            return null;
        }
        lastPlace = place;
        Entry found = table.at(place);
        if (found != null && !found.used) {
            found.used = true;
        }
        return found;
    }

    /** Keeps what was read from the byte store. */
    Entry keepRead(Object key, long start, int sequence, @Nullable Object value) {
        Entry entry = newEntry(key, start, sequence);
        entry.value = value;
        measure(entry);
        becomeClean(entry);
        dropClean();
        return entry;
    }

    /**
     * Takes an update that goes into the next commit and has been forwarded by others.
     *
     * @return the entry, to be told which record caused the update where that is logged
     */
    Entry update(Object key, long start, int sequence, @Nullable Object value) {
        Entry entry = find(key, start, sequence);
        if (entry == null) {
            entry = newEntry(key, start, sequence);
        }
        entry.toBeSealed = true;
        setDirty(entry, value);
        return entry;
    }

    /**
     * Takes an update that is held back until it is emitted.
     *
     * @return the entry, to be told which record caused the update
     */
    HeldRecord holdBack(Object key, long start, @Nullable Object value) {
        Entry entry = find(key, start, 0);
        if (entry == null) {
            entry = newEntry(key, start, 0);
        } else if (!entry.held) {
            entry.oldKnown = true;
            entry.oldValue = entry.value;
        }
        heldBack.updated(entry);
        setDirty(entry, value);
        return entry;
    }

    private Entry newEntry(Object key, long start, int sequence) {
        Entry entry = new Entry(key, start, sequence, EntryTable.hash(key, start, sequence));
        entry.used = true;
        lastPlace = table.add(entry);
        return entry;
    }

    private void setDirty(Entry entry, @Nullable Object value) {
        entry.value = value;
        if (index != null && entry.orderedKey == null) {
            index.add(storeKey(entry), entry);
        }
        int grownBytes = measure(entry);
        if (entry.stage == Entry.DIRTY) {
            uncommitted(grownBytes);
        } else {
            entry.stage = Entry.DIRTY;
            dirty.add(entry);
            uncommitted(entry.sizeBytes);
        }
        dropClean();
    }

    private void uncommitted(long bytes) {
        if (bytes != 0) {
            dirtyBytes += bytes;
            memory.uncommitted(bytes);
        }
    }

    /** Measures an entry and says by how much it has grown. */
    private int measure(Entry entry) {
        int grownBytes = entry.measure() - entry.sizeBytes;
        if (grownBytes != 0) {
            entry.sizeBytes += grownBytes;
            use(grownBytes);
        }
        return grownBytes;
    }

    private void use(long bytes) {
        usedBytes += bytes;
        memory.use(bytes);
    }

    private void becomeClean(Entry entry) {
        entry.stage = Entry.CLEAN;
        if (!entry.isCandidate) {
            entry.isCandidate = true;
            candidates.add(entry);
        }
    }

    /** Drops clean entries while there is too much, but none that was used just now. */
    private void dropClean() {
        int usedInARow = 0;
        while (memory.isOverCacheLimit() && usedInARow <= candidates.count()) {
            Entry entry = candidates.take();
            if (entry == null) {
                return;
            }
            if (entry.stage != Entry.CLEAN) {
                entry.isCandidate = false;
            } else if (entry.used) {
                entry.used = entry == table.at(lastPlace);
                candidates.add(entry);
                usedInARow++;
            } else {
                table.remove(entry);
                entry.stage = Entry.NONE;
                use(-entry.sizeBytes);
                usedInARow = 0;
            }
        }
    }

    /** Whether anything is held back. */
    boolean holds() {
        return !heldBack.isEmpty();
    }

    /** The update that has been held back longest; from now on it counts as emitted. Null when there is none. */
    @Nullable
    Entry takeHeld() {
        return heldBack.take();
    }

    /** Takes entries, one after the other. */
    interface Visitor {

        /** The next one. */
        void visit(Entry entry);
    }

    /** Hands all that is dirty over to a commit; the visitor is shown those whose value has to be committed. */
    void seal(Visitor visitor) {
        uncommitted(-dirtyBytes);
        for (Entry entry = dirty.take(); entry != null; entry = dirty.take()) {
            if (entry.toBeSealed) {
                entry.toBeSealed = false;
                visitor.visit(entry);
            }
            entry.stage = Entry.SEALED;
            sealed.add(entry);
        }
    }

    /** What was sealed is in the byte store; what was updated meanwhile is dirty again and stays so. */
    void applied() {
        generation++;
        for (Entry entry = sealed.take(); entry != null; entry = sealed.take()) {
            if (entry.stage == Entry.SEALED) {
                settle(entry);
            }
        }
        lastPlace = NOWHERE;
        dropClean();
    }

    private void settle(Entry entry) {
        if (index != null) {
            index.remove(entry);
        }
        entry.forgetRecord();
        entry.oldKnown = false;
        if (entry.oldValue != null) {
            entry.oldValue = null;
        }
        measure(entry);
        becomeClean(entry);
    }

    /** Changes whenever entries have moved from here to the byte store. */
    long generation() {
        return generation;
    }

    /** The entries that may differ from the byte store, in its order. */
    OrderedIndex ordered() {
        OrderedIndex known = index;
        if (known != null) {
            return known;
        }
        OrderedIndex made = new OrderedIndex();
        forEachPending(entry -> made.add(storeKey(entry), entry));
        index = made;
        return made;
    }

    /** The key of an entry in the byte store. */
    byte[] storeKey(Entry entry) {
        byte[] known = entry.orderedKey;
        return known != null ? known : order.storeKey(entry.key, entry.start, entry.sequence);
    }

    /** How many entries may differ from the byte store, those counted twice that are in a commit and changed again. */
    long pending() {
        return (long) dirty.count() + sealed.count();
    }

    /** Goes over the entries that may differ from the byte store. */
    void forEachPending(Visitor visitor) {
        for (int i = 0; i < sealed.count(); i++) {
            if (sealed.get(i).stage == Entry.SEALED) {
                visitor.visit(sealed.get(i));
            }
        }
        for (int i = 0; i < dirty.count(); i++) {
            visitor.visit(dirty.get(i));
        }
    }

    /** How much all entries take. */
    long usedBytes() {
        return usedBytes;
    }

    /** Forgets everything. */
    void clear() {
        uncommitted(-dirtyBytes);
        use(-usedBytes);
        dirty.clear();
        sealed.clear();
        candidates.clear();
        heldBack.clear();
        table.clear();
        index = null;
        lastPlace = NOWHERE;
    }
}
