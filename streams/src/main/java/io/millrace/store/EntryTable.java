package io.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * A hash table of {@link Entry}s, which are their own nodes. Why not a {@code HashMap}: a window's key has three parts,
 * and asking for one must not make an object. Owned by the worker.
 */
final class EntryTable {

    private static final int INITIAL_PLACES = 64;
    private static final int PLACES_MAX = 1 << 30;

    private @Nullable Entry[] places = new Entry[INITIAL_PLACES];
    private int size;

    static int hash(Object key, long start, int sequence) {
        int hash = key.hashCode() + 31 * Long.hashCode(start) + sequence;
        // Places are chosen by the low bits; numbers as keys differ in any bits.
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }

    int size() {
        return size;
    }

    @Nullable
    Entry find(Object key, long start, int sequence, int hash) {
        Entry at = places[hash & (places.length - 1)];
        while (at != null && (at.hash != hash || !at.matches(key, start, sequence))) {
            at = at.chained;
        }
        return at;
    }

    /** Adds an entry whose key is not there yet. */
    void add(Entry entry) {
        if (size >= places.length - (places.length >> 2) && places.length < PLACES_MAX) {
            grow();
        }
        place(entry);
        size++;
    }

    private void place(Entry entry) {
        int place = entry.hash & (places.length - 1);
        entry.chained = places[place];
        places[place] = entry;
    }

    private void grow() {
        @Nullable Entry[] old = places;
        places = new Entry[2 * old.length];
        for (Entry first : old) {
            Entry at = first;
            while (at != null) {
                Entry next = at.chained;
                place(at);
                at = next;
            }
        }
    }

    /** Removes an entry that is there. */
    void remove(Entry entry) {
        int place = entry.hash & (places.length - 1);
        Entry at = places[place];
        if (at == entry) {
            places[place] = entry.chained;
        } else {
            while (at != null && at.chained != entry) {
                at = at.chained;
            }
            if (at == null) {
                throw new AssertionError("an entry that is not in the table: " + entry.key);
            }
            at.chained = entry.chained;
        }
        entry.chained = null;
        size--;
    }

    void clear() {
        places = new Entry[INITIAL_PLACES];
        size = 0;
    }
}
