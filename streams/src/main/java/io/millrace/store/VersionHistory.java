package io.millrace.store;

import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.VersionedRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of keys as entries of an open store: an entry per version, its key in the byte store is that of a window
 * which starts when the version <em>ends</em>. The latest version of a key has no end yet and lies behind all times.
 *
 * <p>So the version at a time is the first entry behind that time, the latest one is a single get, and versions that
 * ended before the retention lie together and go by the removal of a range, as expired windows do.
 *
 * <p>The times of a key's versions must not be forgotten while they can matter, deletions included. A deletion is the
 * end of the version before it; where there is none, or a later deletion follows, an entry without a value stands for
 * it: from the deletion until the next version, or, while nothing follows, from the deletion until the deletion. Like
 * every other version it expires, so deleted keys leave nothing behind.
 *
 * <p>The changelog gets every update in the order in which they came, those that came too late included, as in Kafka
 * Streams: the key, the value, and as the record's time that from which the version is valid.
 *
 * <p>Owned by the worker.
 *
 * @param <K> the key
 * @param <V> the value
 */
final class VersionHistory<K, V> implements StoreCore.Shape {

    /** The end of a version that has none. */
    private static final long OPEN = Long.MAX_VALUE;

    private static final long NONE = VersionedKeyValueStore.PUT_RETURN_CODE_VALID_TO_UNDEFINED;

    private final WindowKeys windowKeys;
    private final WindowRetention retention;
    private final long retentionMs;
    private final StoreCore<K, V, Version<V>> core;
    private final @Nullable ChangelogWriter changelog;
    private final List<Update> unlogged = new ArrayList<>();

    VersionHistory(KeyLayout.Versions versions, StoreHome home, KeyForm<K> keys, ValueForm<V, Version<V>> values) {
        windowKeys = WindowKeys.ofWindows(versions.segmentIntervalMs());
        retentionMs = versions.retentionMs();
        retention = new WindowRetention(retentionMs, windowKeys, home.spec().residence());
        retention.load(home.committed());
        changelog = home.changelog();
        core = new StoreCore<>(
                home.unlogged(),
                keys,
                values,
                (key, end, sequence) -> windowKeys.storeKey(keys.heldBytes(key), end, sequence),
                this);
    }

    /** What holds the entries. */
    StoreCore<K, V, Version<V>> core() {
        return core;
    }

    @Override
    public boolean isVisible(long end) {
        return true;
    }

    @Override
    public void seal(StoreSlot slot, StateChanges changes) {
        retention.seal(slot, changes);
        if (changelog != null) {
            for (Update update : unlogged) {
                changelog.append(update.key, update.value, update.time, List.of());
            }
            unlogged.clear();
        }
    }

    @Override
    public void release() {
        unlogged.clear();
    }

    /** Whether a time lies before all that the store is asked to know. */
    boolean isExpired(long time) {
        return time < retention.observedMs() - retentionMs;
    }

    /** What the changelog is told. */
    private static final class Update {
        private final byte[] key;
        private final byte @Nullable [] value;
        private final long time;

        private Update(byte[] key, byte @Nullable [] value, long time) {
            this.key = key;
            this.value = value;
            this.time = time;
        }
    }

    /** A version that has ended. */
    private record Ended<V>(Version<V> version, long validTo) {}

    /** The latest version; null when the key has no value now. */
    @Nullable
    Version<V> latest(Object key) {
        return core.get(key, OPEN, 0);
    }

    /**
     * The value of a time, with the time until which it was valid if that is over; null when the key had no value then,
     * or when that is too long ago to be known.
     */
    @Nullable
    VersionedRecord<V> at(Object key, long time) {
        Version<V> latest = latest(key);
        if (latest != null && latest.validFrom() <= time) {
            return shown(latest, OPEN);
        }
        Ended<V> ended = isExpired(time) ? null : firstEndingAfter(key, time);
        return ended == null || ended.version.validFrom() > time ? null : shown(ended.version, ended.validTo);
    }

    /** The values that were valid at any moment between two, both included, the earliest first. */
    List<VersionedRecord<V>> within(Object key, long from, long to) {
        List<VersionedRecord<V>> found = new ArrayList<>();
        if (!isExpired(to)) {
            byte[] bytes = core.keys().heldBytes(key);
            WindowRanges ranges = new WindowRanges(
                    windowKeys, WindowRanges.Asked.one(bytes, true), Math.max(from, 0) + 1, retention.observedMs());
            try (LiveScan<Version<V>> scan = new LiveScan<>(core, ranges, ranges, true)) {
                while (scan.next()) {
                    add(scan.value(), windowKeys.time(scan.key()), to, found);
                }
            }
        }
        add(latest(key), OPEN, to, found);
        return found;
    }

    private static <V> void add(@Nullable Version<V> version, long end, long to, List<VersionedRecord<V>> found) {
        VersionedRecord<V> shown = version == null || version.validFrom() > to ? null : shown(version, end);
        if (shown != null) {
            found.add(shown);
        }
    }

    /** A version as users see it; null for one that stands for a deletion. */
    static <V> @Nullable VersionedRecord<V> shown(Version<V> version, long end) {
        V value = version.value();
        if (value == null) {
            return null;
        }
        return end == OPEN
                ? new VersionedRecord<>(value, version.validFrom())
                : new VersionedRecord<>(value, version.validFrom(), end);
    }

    /** Adds a version, unless it is expired. Returns what {@link VersionedKeyValueStore#put} does. */
    long put(Object key, @Nullable V value, long time) {
        if (changelog != null) {
            byte[] bytes = value == null ? null : core.values().codec.bytes(value);
            unlogged.add(new Update(core.keys().heldBytes(key), bytes, time));
        }
        if (isExpired(time)) {
            return VersionedKeyValueStore.PUT_RETURN_CODE_NOT_PUT;
        }
        retention.observe(time);
        Object latest = core.held(key, OPEN, 0);
        if (latest == null) {
            return putBeforeEnds(key, value, time, NONE);
        }
        long latestFrom = core.values().timestamp(latest, NONE);
        if (time < latestFrom) {
            return putBeforeEnds(key, value, time, latestFrom);
        }
        if (time > latestFrom) {
            core.putHeld(key, time, 0, latest);
        }
        putLatest(key, value, time);
        return NONE;
    }

    private void putLatest(Object key, @Nullable V value, long time) {
        core.put(key, OPEN, 0, value == null ? null : new Version<>(time, value));
        if (value == null && core.held(key, time, 0) == null) {
            core.put(key, time, 0, new Version<>(time, null));
        }
    }

    /** Adds a version that does not end the latest one, which begins at {@code latestFrom}; -1 if there is none. */
    private long putBeforeEnds(Object key, @Nullable V value, long time, long latestFrom) {
        Version<V> added = new Version<>(time, value);
        Ended<V> after = firstEndingAfter(key, time);
        if (after == null && latestFrom == NONE) {
            putLatest(key, value, time);
            return NONE;
        }
        if (after == null || after.version.validFrom() > time) {
            long next = after == null ? latestFrom : after.version.validFrom();
            core.put(key, next, 0, added);
            return next;
        }
        if (after.version.validFrom() < time) {
            core.put(key, time, 0, after.version);
        }
        core.put(key, after.validTo, 0, added);
        return after.validTo;
    }

    private @Nullable Ended<V> firstEndingAfter(Object key, long time) {
        if (time >= retention.observedMs()) {
            return null;
        }
        byte[] bytes = core.keys().heldBytes(key);
        WindowRanges ranges =
                new WindowRanges(windowKeys, WindowRanges.Asked.one(bytes, true), time + 1, retention.observedMs());
        try (LiveScan<Version<V>> scan = new LiveScan<>(core, ranges, ranges, true)) {
            if (!scan.next()) {
                return null;
            }
            Version<V> version = scan.value();
            return version == null ? null : new Ended<>(version, windowKeys.time(scan.key()));
        }
    }
}
