package io.millrace.store.rocksdb;

import io.millrace.store.HeapStore;
import io.millrace.store.SortedBytes;
import io.millrace.store.StateChanges;
import io.millrace.store.StoreSlot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings slots that are read from the heap up to date with changes that have been written. Works on the side and
 * publishes at the end, so that a reader sees all of a slot's changes or none. One use, one thread.
 */
final class HeapChanges implements StateChanges.Visitor {

    private final Map<StoreSlot, HeapStore> stores;
    private final Map<StoreSlot, SortedBytes> changed = new HashMap<>();

    HeapChanges(Map<StoreSlot, HeapStore> stores) {
        this.stores = stores;
    }

    @Override
    public void put(StoreSlot slot, byte[] key, byte @Nullable [] value) {
        SortedBytes entries = entries(slot);
        if (entries != null) {
            changed.put(slot, value == null ? entries.without(key) : entries.with(key, value));
        }
    }

    @Override
    public void deleteRange(StoreSlot slot, byte[] from, byte[] to) {
        SortedBytes entries = entries(slot);
        if (entries != null) {
            changed.put(slot, entries.withoutRange(from, to));
        }
    }

    private @Nullable SortedBytes entries(StoreSlot slot) {
        SortedBytes entries = changed.get(slot);
        if (entries != null) {
            return entries;
        }
        HeapStore store = stores.get(slot);
        return store == null ? null : store.entries();
    }

    void publish() {
        changed.forEach((slot, entries) -> {
            HeapStore store = stores.get(slot);
            if (store != null) {
                store.entries(entries);
            }
        });
    }
}
