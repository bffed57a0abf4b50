package io.millrace.store;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries that may differ from the byte store, ordered by their keys there. Made when a store is first read in
 * order, kept from then on. Read by position, never through an iterator, so that users may write while they iterate.
 */
final class OrderedIndex {

    private final TreeMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);

    void add(byte[] key, Entry entry) {
        entry.orderedKey = key;
        entries.put(key, entry);
    }

    void remove(Entry entry) {
        if (entry.orderedKey != null) {
            entries.remove(entry.orderedKey);
            entry.orderedKey = null;
        }
    }

    /** The first entry at a key or behind it; null key: the first of all. */
    @Nullable
    Entry from(byte @Nullable [] key) {
        return entry(key == null ? entries.firstEntry() : entries.ceilingEntry(key));
    }

    /** The last entry before a key; null key: the last of all. */
    @Nullable
    Entry before(byte @Nullable [] key) {
        return entry(key == null ? entries.lastEntry() : entries.lowerEntry(key));
    }

    private static @Nullable Entry entry(Map.@Nullable Entry<byte[], Entry> found) {
        return found == null ? null : found.getValue();
    }
}
