package io.millrace.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries one after the other, in one array that is kept: added at the end, taken from the beginning. That an entry has
 * left a stage is not known here: whoever takes it looks. Owned by the worker.
 */
final class EntryList {

    private static final int INITIAL_PLACES = 16;

    /** Always a power of two, so that the beginning can lie anywhere. */
    private @Nullable Entry[] places = new Entry[INITIAL_PLACES];

    private int begin;
    private int count;

    int count() {
        return count;
    }

    void add(Entry entry) {
        if (count == places.length) {
            grow();
        }
        places[(begin + count) & (places.length - 1)] = entry;
        count++;
    }

    /** The entry at a position, counted from the beginning. */
    Entry get(int position) {
        Entry entry = position < count ? places[(begin + position) & (places.length - 1)] : null;
        if (entry == null) {
            throw new IndexOutOfBoundsException(position);
        }
        return entry;
    }

    /** Takes the first one out; null when there is none. */
    @Nullable
    Entry take() {
        if (count == 0) {
            return null;
        }
        Entry entry = places[begin];
        places[begin] = null;
        begin = (begin + 1) & (places.length - 1);
        count--;
        return entry;
    }

    void clear() {
        Arrays.fill(places, null);
        begin = 0;
        count = 0;
    }

    private void grow() {
        @Nullable Entry[] grown = new Entry[2 * places.length];
        for (int i = 0; i < count; i++) {
            grown[i] = get(i);
        }
        places = grown;
        begin = 0;
    }
}
