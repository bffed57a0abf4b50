package io.millrace.conformance.program;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.ReadOnlyKeyValueStore;
import io.millrace.streams.state.ReadOnlyWindowStore;
import io.millrace.streams.state.WindowStoreIterator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down what a store holds, in the order in which it gives it. */
final class Stores {

    private Stores() {}

    static List<String> contents(StateStore store, boolean cached) {
        List<String> lines = new ArrayList<>();
        lines.add(store.persistent() ? "persistent" : "in memory");
        if (store instanceof ReadOnlyKeyValueStore<?, ?> keyValues) {
            addAll(keyValues.all(), lines);
        } else if (store instanceof ReadOnlyWindowStore<?, ?> windows) {
            addWindows(windows, cached, lines);
        } else {
            lines.add("of a kind that the harness does not know: "
                    + store.getClass().getSimpleName());
        }
        return lines;
    }

    /**
     * Key by key: reads without a key show expired windows as long as the original has not deleted their files, and
     * those in memory go by time there. With a cache only the newest windows, since the original also finds expired
     * ones in the cache.
     */
    private static <K> void addWindows(ReadOnlyWindowStore<K, ?> store, boolean cached, List<String> lines) {
        Map<String, K> keys = new TreeMap<>();
        long newest = 0;
        try (KeyValueIterator<Windowed<K>, ?> entries = store.all()) {
            while (entries.hasNext()) {
                Windowed<K> window = entries.next().key;
                keys.put(Texts.object(window.key()), window.key());
                newest = Math.max(newest, window.window().start());
            }
        }
        Instant from = Instant.ofEpochMilli(cached ? newest : 0);
        keys.forEach((text, key) -> {
            try (WindowStoreIterator<?> windows = store.fetch(key, from, Instant.ofEpochMilli(Long.MAX_VALUE))) {
                windows.forEachRemaining(
                        entry -> lines.add(text + " from " + entry.key + " -> " + Texts.object(entry.value)));
            }
        });
    }

    private static void addAll(KeyValueIterator<?, ?> entries, List<String> lines) {
        try (entries) {
            while (entries.hasNext()) {
                KeyValue<?, ?> entry = entries.next();
                lines.add(Texts.object(entry.key) + " -> " + Texts.object(entry.value));
            }
        }
    }
}
