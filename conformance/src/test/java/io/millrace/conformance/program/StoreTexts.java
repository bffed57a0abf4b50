package io.millrace.conformance.program;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.ReadOnlyKeyValueStore;
import io.millrace.streams.state.ReadOnlySessionStore;
import io.millrace.streams.state.ReadOnlyWindowStore;
import io.millrace.streams.state.SessionStoreWithHeaders;
import io.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.VersionedRecord;
import io.millrace.streams.state.WindowStoreIterator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes down what a store holds, in the order in which it gives it. */
public final class StoreTexts {

    /** Stands above windows that were read through a cache, where the original also finds expired ones. */
    public static final String CACHED_WINDOWS = "windows, through the cache";

    /** Stands in place of the contents of a store that has nothing to read it with. */
    public static final String UNREADABLE = "not for reading";

    /** The keys that records have. */
    private static final List<String> KEYS = List.of("a", "b", "c", "k0", "k1", "k2");

    /** Stores that only the engine reads; what it keeps there is its own matter. */
    private static final Pattern ENGINES_OWN = Pattern.compile("SUBSCRIPTION-STATE-STORE|-subscription-store");

    private static final int MOST_VERSIONS = 100;

    private StoreTexts() {}

    static List<String> contents(StateStore store, boolean cached) {
        List<String> lines = new ArrayList<>();
        boolean isForUsers = !ENGINES_OWN.matcher(store.name()).find();
        boolean hasHeaders = store instanceof TimestampedKeyValueStoreWithHeaders<?, ?>
                || store instanceof SessionStoreWithHeaders<?, ?>;
        if (isForUsers && hasHeaders) {
            lines.add("with headers");
        }
        lines.add(store.persistent() ? "persistent" : "in memory");
        if (store instanceof ReadOnlyKeyValueStore<?, ?> keyValues) {
            addAll(keyValues.all(), lines);
        } else if (store instanceof ReadOnlyWindowStore<?, ?> windows) {
            if (cached) {
                lines.add(CACHED_WINDOWS);
            }
            addWindows(windows, lines);
        } else if (store instanceof ReadOnlySessionStore<?, ?> sessions) {
            if (cached) {
                lines.add(CACHED_WINDOWS);
            }
            addSessions(sessions, lines);
        } else if (store instanceof VersionedKeyValueStore<?, ?> versions) {
            addVersions(versions, lines);
        } else {
            lines.add(UNREADABLE);
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

    private static <K> void addSessions(ReadOnlySessionStore<K, ?> store, List<String> lines) {
        Map<String, K> keys = new TreeMap<>();
        try (KeyValueIterator<Windowed<K>, ?> entries = store.fetch(null, null)) {
            entries.forEachRemaining(entry -> keys.put(Texts.object(entry.key.key()), entry.key.key()));
        }
        keys.forEach((text, key) -> addAll(store.fetch(key), lines));
    }

    /** Of each key the versions up to the last time at which it was deleted. */
    @SuppressWarnings("unchecked") // keys are texts
    private static void addVersions(VersionedKeyValueStore<?, ?> store, List<String> lines) {
        VersionedKeyValueStore<String, ?> versions = (VersionedKeyValueStore<String, ?>) store;
        for (String key : KEYS) {
            VersionedRecord<?> version = versions.get(key);
            for (int i = 0; version != null && i < MOST_VERSIONS; i++) {
                lines.add(key + " -> " + Texts.object(version.value()) + " @" + version.timestamp() + " until "
                        + version.validTo());
                version = versions.get(key, version.timestamp() - 1);
            }
        }
    }

    /** What the engine keeps of its own is hidden, and may come in one list or in several entries. */
    private static void addAll(KeyValueIterator<?, ?> entries, List<String> lines) {
        try (entries) {
            while (entries.hasNext()) {
                KeyValue<?, ?> entry = entries.next();
                String line = Texts.object(entry.key) + " -> " + Texts.object(entry.value);
                if (!line.equals(lines.get(lines.size() - 1))) {
                    lines.add(line);
                }
            }
        }
    }
}
