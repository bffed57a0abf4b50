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
            if (cached) {
                lines.add("not compared: the original also finds expired windows in the cache");
            } else {
                addWindows(windows, lines);
            }
        } else {
            lines.add("not for reading");
        }
        return lines;
    }

    /**
     * Key by key: reads without a key show expired windows as long as the original has not deleted their files, and
     * those in memory go by time there.
     */
    private static <K> void addWindows(ReadOnlyWindowStore<K, ?> store, List<String> lines) {
        Map<String, K> keys = new TreeMap<>();
        try (KeyValueIterator<Windowed<K>, ?> entries = store.all()) {
            entries.forEachRemaining(entry -> keys.put(Texts.object(entry.key.key()), entry.key.key()));
        }
        keys.forEach((text, key) -> {
            Instant end = Instant.ofEpochMilli(Long.MAX_VALUE);
            try (WindowStoreIterator<?> windows = store.fetch(key, Instant.EPOCH, end)) {
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
