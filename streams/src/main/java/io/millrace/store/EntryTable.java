package io.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * A hash table of {@link Entry}s: open addressing, linear probing, hashes beside the entries so that a probe that
 * misses touches no entry. Why not a {@code HashMap}: a window's key has three parts, and asking for one must not make
 * an object. Owned by the worker.
 */
final class EntryTable {

    private static final int INITIAL_PLACES = 64;
    private static final int PLACES_MAX = 1 << 30;

    private @Nullable Entry[] places = new Entry[INITIAL_PLACES];
    private int[] hashes = new int[INITIAL_PLACES];
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

    /** Where an entry is, good until the table changes; negative when it is not here. */
    int find(Object key, long start, int sequence, int hash) {
        int mask = places.length - 1;
        int at = hash & mask;
        for (Entry entry = places[at]; entry != null; entry = places[at]) {
            if (hashes[at] == hash && entry.matches(key, start, sequence)) {
                return at;
            }
            at = (at + 1) & mask;
        }
        return -1;
    }

    /** What is at a place, which may be out of date; null when there is nothing. */
    @Nullable
    Entry at(int place) {
        return place < places.length ? places[place] : null;
    }

    /**
     * Adds an entry whose key is not there yet.
     *
     * @return its place
     */
    int add(Entry entry) {
        if (2 * size >= places.length) {
            grow();
        }
        size++;
        return place(entry);
    }

    private int place(Entry entry) {
        int mask = places.length - 1;
        int at = entry.hash & mask;
        while (places[at] != null) {
            at = (at + 1) & mask;
        }
        places[at] = entry;
        hashes[at] = entry.hash;
        return at;
    }

    private void grow() {
        if (places.length == PLACES_MAX) {
            throw new IllegalStateException("a store holds " + size + " entries in memory (expected: fewer than "
                    + PLACES_MAX / 2 + "; lower statestore.cache.max.bytes)");
        }
        @Nullable Entry[] old = places;
        places = new Entry[2 * old.length];
        hashes = new int[places.length];
        for (Entry entry : old) {
            if (entry != null) {
                place(entry);
            }
        }
    }

    /** Removes an entry that is there. */
    void remove(Entry entry) {
        int mask = places.length - 1;
        int hole = entry.hash & mask;
        while (places[hole] != entry) {
            if (places[hole] == null) {
                throw new AssertionError("an entry that is not in the table");
            }
            hole = (hole + 1) & mask;
        }
        size--;
        // Those behind it that a search would no longer find move up.
        int at = hole;
        for (Entry next = next(at); next != null; next = next(at)) {
            at = (at + 1) & mask;
            int home = next.hash & mask;
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                places[hole] = next;
                hashes[hole] = next.hash;
                hole = at;
            }
        }
        places[hole] = null;
    }

    private @Nullable Entry next(int at) {
        return places[(at + 1) & (places.length - 1)];
    }

    void clear() {
        places = new Entry[INITIAL_PLACES];
        hashes = new int[INITIAL_PLACES];
        size = 0;
    }
}
