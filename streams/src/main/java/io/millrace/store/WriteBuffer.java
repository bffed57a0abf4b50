package io.millrace.store;

import io.millrace.streams.processor.RecordContext;
import org.jspecify.annotations.Nullable;

/**
 * Everything that lies between a typed store and its byte store: what was written and is not committed, and copies of
 * what was read. Owned by the worker.
 *
 * <p>An entry is dirty from its update to the next {@link #seal}, sealed until the commit that took it is
 * {@link #applied}, and clean from then on. Only clean entries can be dropped: a key that is not here reads the same in
 * the byte store. The clean ones are ordered by use, the dirty ones by their last update.
 *
 * <p>Where updates are held back, the dirty entries that have not been emitted are the last ones of the dirty list,
 * because an update moves its entry to the end; {@code nextHeld} is the first of them. So emission goes on correctly
 * while it causes further updates.
 *
 * <p>The entry touched last is remembered, so that reading a key and writing it again looks it up once.
 */
final class WriteBuffer {

    private final StoreMemory memory;
    private final KeyOrder order;
    private final EntryTable table = new EntryTable();
    private final EntryList clean = new EntryList(Entry.Stage.CLEAN);
    private final EntryList dirty = new EntryList(Entry.Stage.DIRTY);
    private final EntryList sealed = new EntryList(Entry.Stage.SEALED);
    private @Nullable OrderedIndex index;
    private @Nullable Entry nextHeld;
    private @Nullable Entry last;
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
        Entry touched = last;
        if (touched != null && touched.matches(key, start, sequence)) {
            return touched;
        }
        Entry found = table.find(key, start, sequence, EntryTable.hash(key, start, sequence));
        if (found != null) {
            last = found;
            if (found.stage == Entry.Stage.CLEAN) {
                clean.remove(found);
                clean.append(found);
            }
        }
        return found;
    }

    /** Keeps what was read from the byte store. */
    Entry keepRead(Object key, long start, int sequence, @Nullable Object value) {
        Entry entry = newEntry(key, start, sequence);
        entry.value = value;
        entry.sizeBytes = entry.measure();
        clean.append(entry);
        memory.use(entry.sizeBytes);
        dropClean();
        return entry;
    }

    /** Takes an update that goes into the next commit and has been forwarded by others. */
    void update(Object key, long start, int sequence, @Nullable Object value) {
        Entry entry = find(key, start, sequence);
        if (entry == null) {
            entry = newEntry(key, start, sequence);
        }
        entry.toBeSealed = true;
        setDirty(entry, value);
    }

    /** Takes an update that is held back until it is emitted. */
    void holdBack(Object key, long start, @Nullable Object value, RecordContext record) {
        Entry entry = find(key, start, 0);
        if (entry == null) {
            entry = newEntry(key, start, 0);
        } else if (!entry.held) {
            entry.oldKnown = true;
            entry.oldValue = entry.value;
        }
        entry.held = true;
        entry.record = record;
        setDirty(entry, value);
        if (nextHeld == null) {
            nextHeld = entry;
        }
    }

    private Entry newEntry(Object key, long start, int sequence) {
        Entry entry = new Entry(key, start, sequence, EntryTable.hash(key, start, sequence));
        table.add(entry);
        last = entry;
        return entry;
    }

    private void setDirty(Entry entry, @Nullable Object value) {
        long dirtyBefore = dirty.sizeBytes();
        long sizeBefore = entry.sizeBytes;
        unlink(entry);
        entry.value = value;
        if (index != null && entry.orderedKey == null) {
            index.add(storeKey(entry), entry);
        }
        entry.sizeBytes = entry.measure();
        dirty.append(entry);
        memory.use(entry.sizeBytes - sizeBefore);
        memory.uncommitted(dirty.sizeBytes() - dirtyBefore);
        dropClean();
    }

    private void unlink(Entry entry) {
        switch (entry.stage) {
            case NONE -> {}
            case CLEAN -> clean.remove(entry);
            case SEALED -> sealed.remove(entry);
            case DIRTY -> {
                if (nextHeld == entry) {
                    nextHeld = entry.after;
                }
                dirty.remove(entry);
            }
        }
    }

    /** Drops clean entries while there are too many, the one used longest ago first, but never the one in use. */
    private void dropClean() {
        while (memory.isOverCacheLimit()) {
            Entry eldest = clean.first();
            if (eldest == null || eldest == last) {
                return;
            }
            clean.remove(eldest);
            table.remove(eldest);
            memory.use(-eldest.sizeBytes);
        }
    }

    /** Whether anything is held back. */
    boolean holds() {
        return nextHeld != null;
    }

    /** The update that has been held back longest; from now on it counts as emitted. Null when there is none. */
    @Nullable
    Entry takeHeld() {
        Entry entry = nextHeld;
        if (entry != null) {
            nextHeld = entry.after;
            entry.held = false;
        }
        return entry;
    }

    /** Takes each entry of a commit. */
    interface Sealing {

        /** An entry whose value has to be committed. */
        void seal(Entry entry);
    }

    /** Hands all that is dirty over to a commit. */
    void seal(Sealing sealing) {
        memory.uncommitted(-dirty.sizeBytes());
        for (Entry entry = dirty.first(); entry != null; entry = dirty.first()) {
            if (entry.toBeSealed) {
                entry.toBeSealed = false;
                sealing.seal(entry);
            }
            dirty.remove(entry);
            sealed.append(entry);
        }
    }

    /** What was sealed is in the byte store. */
    void applied() {
        generation++;
        for (Entry entry = sealed.first(); entry != null; entry = sealed.first()) {
            sealed.remove(entry);
            if (index != null) {
                index.remove(entry);
            }
            entry.record = null;
            entry.oldValue = null;
            entry.oldKnown = false;
            int before = entry.sizeBytes;
            entry.sizeBytes = entry.measure();
            memory.use(entry.sizeBytes - before);
            clean.append(entry);
        }
        last = null;
        dropClean();
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
        addAll(made, dirty);
        addAll(made, sealed);
        index = made;
        return made;
    }

    private void addAll(OrderedIndex made, EntryList list) {
        for (Entry entry = list.first(); entry != null; entry = entry.after) {
            made.add(storeKey(entry), entry);
        }
    }

    /** The key of an entry in the byte store. */
    byte[] storeKey(Entry entry) {
        byte[] known = entry.orderedKey;
        return known != null ? known : order.storeKey(entry.key, entry.start, entry.sequence);
    }

    /** The dirty entries, in the order of their last updates. */
    EntryList dirty() {
        return dirty;
    }

    /** The entries in the commit that is under way. */
    EntryList sealed() {
        return sealed;
    }

    /** Forgets everything. */
    void clear() {
        memory.uncommitted(-dirty.sizeBytes());
        memory.use(-(dirty.sizeBytes() + sealed.sizeBytes() + clean.sizeBytes()));
        for (EntryList list : new EntryList[] {clean, dirty, sealed}) {
            for (Entry entry = list.first(); entry != null; entry = list.first()) {
                list.remove(entry);
            }
        }
        table.clear();
        index = null;
        nextHeld = null;
        last = null;
    }
}
