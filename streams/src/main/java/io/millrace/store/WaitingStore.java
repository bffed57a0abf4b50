package io.millrace.store;

import io.millrace.metrics.Meters;
import io.millrace.metrics.Spread;
import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a table that wait to go on: at most one per key, in the order of the times by which they wait. A key
 * that changes again keeps its place.
 *
 * <p>All that waits is on the heap. What changed since the last commit is written to the byte store with the next one,
 * from where everything is read again when a task opens the store: what waits survives a crash exactly as far as it was
 * committed. Keys there are the serialized keys, values are {@link WaitingChange}s. Owned by the task's worker.
 *
 * @param <K> the key
 * @param <V> the value
 */
public final class WaitingStore<K, V> implements StateStore, BufferedStore {

    private final StoreSpec spec;
    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;
    private final Map<Bytes, Place> places = new HashMap<>();
    private final NavigableMap<Place, WaitingChange> queue = new TreeMap<>();
    /** Keys to be committed, each with the bytes that it counts for as uncommitted. */
    private final Map<Bytes, Long> dirty = new LinkedHashMap<>();

    private long countedBytes;
    private @Nullable Open<K, V> open;
    private @Nullable Spread counts;
    private @Nullable Spread sizes;

    WaitingStore(StoreSpec spec, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        this.spec = spec;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
    }

    /** Where a change waits: by time, then by key. */
    private record Place(long timeMs, Bytes key) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int byTime = Long.compare(timeMs, other.timeMs);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }

    /** What the store has while it is open. */
    private record Open<K, V>(
            StoreScope scope,
            StoreSlot slot,
            Codec<K> keys,
            Codec<V> values,
            @Nullable ChangelogWriter changelog) {}

    /**
     * A change that goes on.
     *
     * @param context of the record that it was
     */
    public record Due<K, V>(
            K key, @Nullable V newValue, @Nullable V oldValue, RecordContext context) {}

    /**
     * The value that those behind last saw.
     *
     * @param value null for none
     */
    public record Prior<V>(@Nullable V value) {}

    @Override
    @SuppressWarnings("unchecked") // a user who names no serde promises that the default one fits
    public void init(StateStoreContext context, StateStore root) {
        if (!(context instanceof StoreScope scope)) {
            throw new IllegalStateException("store " + name() + ": opened outside of a task (expected: by the engine)");
        }
        String topic = context.applicationId() + "-" + name() + "-changelog";
        StoreSlot slot = scope.slot(name());
        open = new Open<>(
                scope,
                slot,
                new Codec<>(topic, keySerde != null ? keySerde : (Serde<K>) context.keySerde()),
                new Codec<>(topic, valueSerde != null ? valueSerde : (Serde<V>) context.valueSerde()),
                spec.logging() ? scope.changelog(name()) : null);
        try (ByteCursor committed = scope.open(slot, spec.residence()).scan(null, null, true)) {
            while (committed.next()) {
                keep(Bytes.wrap(committed.key()), WaitingChange.of(committed.value()));
            }
        }
        scope.register(this);
        Meters details = scope.details(spec);
        if (details != null) {
            counts = details.spread("suppression-buffer-count", "changes that wait");
            sizes = details.spread("suppression-buffer-size", "bytes of the changes that wait");
        }
    }

    private void measure() {
        if (counts != null && sizes != null) {
            counts.add((double) queue.size());
            sizes.add((double) countedBytes);
        }
    }

    private Open<K, V> open() {
        Open<K, V> opened = open;
        if (opened == null) {
            throw new InvalidStateStoreException(
                    "store " + name() + ": not open (expected: use between init() and close())");
        }
        return opened;
    }

    /**
     * Takes a change; its context is that of the current record.
     *
     * @param timeMs by which it waits, unless the key waits already
     */
    public void put(long timeMs, K key, @Nullable V newValue, @Nullable V oldValue) {
        Open<K, V> now = open();
        RecordContext context = now.scope.currentRecord();
        Headers headers = context.headers();
        Bytes serializedKey = key(now, headers, key);
        byte[] old = oldValue == null ? null : now.values.bytes(headers, oldValue);
        byte[] newest = newValue == null ? null : now.values.bytes(headers, newValue);
        Place place = places.get(serializedKey);
        WaitingChange waiting = place == null ? null : queue.get(place);
        WaitingChange change = waiting == null
                ? new WaitingChange(timeMs, old, old, newest, context)
                : new WaitingChange(waiting.timeMs(), waiting.prior(), old, newest, context);
        keep(serializedKey, change);
        touch(serializedKey, serializedKey.get().length + change.countedBytes());
        measure();
    }

    private static <K> Bytes key(Open<K, ?> now, Headers headers, K key) {
        byte[] bytes = now.keys.bytes(headers, key);
        if (bytes == null) {
            throw new IllegalArgumentException("key: serialized to null (expected: bytes)");
        }
        return Bytes.wrap(bytes);
    }

    private void keep(Bytes key, WaitingChange change) {
        Place place = places.computeIfAbsent(key, fresh -> new Place(change.timeMs(), fresh));
        WaitingChange replaced = queue.put(place, change);
        countedBytes += counted(key, change) - (replaced == null ? 0 : counted(key, replaced));
    }

    private static long counted(Bytes key, WaitingChange change) {
        return key.get().length + change.countedBytes();
    }

    private void touch(Bytes key, long bytes) {
        Long before = dirty.put(key, bytes);
        open().scope.memory().uncommitted(bytes - (before == null ? 0 : before));
    }

    /** How many changes wait. */
    public int size() {
        return queue.size();
    }

    /** How many bytes they count for. */
    public long countedBytes() {
        return countedBytes;
    }

    /** By which time the first one waits; {@code Long.MAX_VALUE} when none does. */
    public long firstTimeMs() {
        return queue.isEmpty() ? Long.MAX_VALUE : queue.firstKey().timeMs();
    }

    /** The first one. Only when there is one. */
    public Due<K, V> first() {
        Open<K, V> now = open();
        Headers headers = now.scope.currentRecord().headers();
        Map.Entry<Place, WaitingChange> first = queue.firstEntry();
        WaitingChange change = first.getValue();
        return new Due<>(
                now.keys.object(headers, first.getKey().key().get()),
                value(now, headers, change.newest()),
                value(now, headers, change.old()),
                change.context());
    }

    private static <V> @Nullable V value(Open<?, V> now, Headers headers, byte @Nullable [] bytes) {
        return bytes == null ? null : now.values.object(headers, bytes);
    }

    /** Takes the first one out. Only when there is one. */
    public void removeFirst() {
        Map.Entry<Place, WaitingChange> first = queue.pollFirstEntry();
        Bytes key = first.getKey().key();
        places.remove(key);
        countedBytes -= counted(key, first.getValue());
        touch(key, key.get().length);
        measure();
    }

    /** What those behind last saw of a key that waits; null when it does not. */
    public @Nullable Prior<V> prior(K key) {
        Open<K, V> now = open();
        Headers headers = now.scope.currentRecord().headers();
        Place place = places.get(key(now, headers, key));
        WaitingChange change = place == null ? null : queue.get(place);
        return change == null ? null : new Prior<>(value(now, headers, change.prior()));
    }

    @Override
    public String name() {
        return spec.name();
    }

    /** Holds nothing back as a cache does: what waits goes on when the operator says so. */
    @Override
    public boolean emit() {
        return false;
    }

    @Override
    public void seal(StateChanges changes) {
        Open<K, V> now = open();
        long sealedBytes = 0;
        for (Map.Entry<Bytes, Long> entry : dirty.entrySet()) {
            Place place = places.get(entry.getKey());
            WaitingChange change = place == null ? null : queue.get(place);
            byte[] key = entry.getKey().get();
            byte[] value = change == null ? null : change.bytes();
            changes.put(now.slot, key, value);
            if (now.changelog != null) {
                now.changelog.append(
                        key,
                        value,
                        (change == null ? now.scope.currentRecord() : change.context()).timestamp(),
                        change == null ? List.of() : WaitingChangelog.HEADERS);
            }
            sealedBytes += entry.getValue();
        }
        dirty.clear();
        now.scope.memory().uncommitted(-sealedBytes);
    }

    @Override
    public void applied() {}

    /** The engine commits by {@link #seal}. */
    @Override
    public void commit(Map<TopicPartition, @Nullable Long> changelogOffsets) {}

    @Override
    public void close() {
        Open<K, V> opened = open;
        if (opened != null) {
            open = null;
            long uncommitted =
                    dirty.values().stream().mapToLong(Long::longValue).sum();
            opened.scope.memory().uncommitted(-uncommitted);
            dirty.clear();
            places.clear();
            queue.clear();
            countedBytes = 0;
        }
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open != null;
    }
}
