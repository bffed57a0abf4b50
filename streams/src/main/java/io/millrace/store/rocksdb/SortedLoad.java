package io.millrace.store.rocksdb;

import io.millrace.store.StateChanges;
import io.millrace.store.StoreSlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sorts out which of many changes can be handed to RocksDB as files of sorted entries: those of slots with many new
 * values and no ranges. One use, one thread.
 */
final class SortedLoad implements StateChanges.Visitor {

    /** Below this a file is not worth its index, its filter and its place in the manifest. */
    static final int ENTRIES_MIN = 10_000;

    private static final Comparator<Entry> BY_KEY = (one, other) -> Arrays.compareUnsigned(one.key, other.key);

    private final Map<StoreSlot, List<Entry>> entries = new LinkedHashMap<>();
    private final Set<StoreSlot> ranged = new HashSet<>();

    /** A key with its new value; null when it is removed. */
    static final class Entry {
        final byte[] key;
        final byte @Nullable [] value;

        Entry(byte[] key, byte @Nullable [] value) {
            this.key = key;
            this.value = value;
        }
    }

    @Override
    public void put(StoreSlot slot, byte[] key, byte @Nullable [] value) {
        entries.computeIfAbsent(slot, any -> new ArrayList<>()).add(new Entry(key, value));
    }

    @Override
    public void deleteRange(StoreSlot slot, byte[] from, byte[] to) {
        ranged.add(slot);
    }

    /** The slots that files can be made of, each with its entries in the order of keys, the newest of each key. */
    Map<StoreSlot, List<Entry>> files() {
        Map<StoreSlot, List<Entry>> files = new LinkedHashMap<>();
        entries.forEach((slot, its) -> {
            if (its.size() >= ENTRIES_MIN && !ranged.contains(slot)) {
                files.put(slot, newest(its));
            }
        });
        return files;
    }

    private static List<Entry> newest(List<Entry> its) {
        its.sort(BY_KEY); // keeps the order of equal keys
        List<Entry> newest = new ArrayList<>(its.size());
        for (int i = 0; i < its.size(); i++) {
            if (i + 1 == its.size() || BY_KEY.compare(its.get(i), its.get(i + 1)) != 0) {
                newest.add(its.get(i));
            }
        }
        return newest;
    }
}
