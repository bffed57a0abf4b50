package io.millrace.engine.operator;

import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.api.ProcessingContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The records of a left or outer join that have found no partner yet, in one task: they go on alone when their window
 * and the grace period are over. Both halves of the join use the same object, and with it the same stream time: the
 * highest timestamp that either half has seen since the task was opened.
 *
 * <p>They lie in a store in the order of their timestamps, those of the second stream first where these are equal; all
 * records of one key, time and stream in one entry. Going over the store is expensive, so it is done only when the
 * earliest one may be due, and at most once per second of wall-clock time. What is taken for the earliest is what the
 * last pass saw last: where records of one stream were still open, that may be later than the truth, and they wait for
 * it. So does Kafka Streams, and it shows in when results appear.
 *
 * <p>A timestamp later than all that were added tells that there is no entry, without asking the store.
 *
 * <p>Owned by the thread of the task.
 *
 * @param <K> key type
 */
public final class WaitingRecords<K> {

    /** The application's setting for how often to look, in milliseconds; Kafka Streams has the same under this name. */
    private static final String INTERVAL_CONFIG = "__emit.interval.ms.kstreams.outer.join.spurious.results.fix__";

    private static final long DEFAULT_INTERVAL_MS = 1000;
    private static final long NONE = Long.MAX_VALUE;

    private final KeyValueStore<WaitingKey<K>, WaitingValues> store;
    private final ProcessingContext context;
    private final long intervalMs;
    private long streamTime = -1;
    private long earliest = NONE;
    private long latestOfFirst = -1;
    private long latestOfSecond = -1;
    private long nextPassMs;

    private WaitingRecords(KeyValueStore<WaitingKey<K>, WaitingValues> store, ProcessingContext context) {
        this.store = store;
        this.context = context;
        Object interval = context.appConfigs().get(INTERVAL_CONFIG);
        this.intervalMs = interval == null ? DEFAULT_INTERVAL_MS : Long.parseLong(interval.toString());
        takeUp();
    }

    /** Finds what the task left here when it was closed. */
    private void takeUp() {
        try (KeyValueIterator<WaitingKey<K>, WaitingValues> first = store.all();
                KeyValueIterator<WaitingKey<K>, WaitingValues> last = store.reverseAll()) {
            if (first.hasNext()) {
                earliest = first.next().key.timestamp();
                latestOfFirst = last.next().key.timestamp();
                latestOfSecond = latestOfFirst;
            }
        }
    }

    /** Takes a record that goes on alone. */
    interface Emission<K> {

        void emit(K key, long timestamp, boolean ofFirst, Object value);
    }

    /** Takes notice of the time of a record. */
    void observe(long timestamp) {
        streamTime = Math.max(streamTime, timestamp);
    }

    long streamTime() {
        return streamTime;
    }

    /** Adds a record. */
    void add(K key, long timestamp, boolean ofFirst, Object value) {
        WaitingKey<K> waitingKey = new WaitingKey<>(timestamp, ofFirst, key);
        WaitingValues before = mayHold(timestamp, ofFirst) ? store.get(waitingKey) : null;
        List<Object> values = new ArrayList<>(before == null ? List.of() : before.values());
        values.add(value);
        store.put(waitingKey, new WaitingValues(ofFirst, values));
        earliest = Math.min(earliest, timestamp);
        if (ofFirst) {
            latestOfFirst = Math.max(latestOfFirst, timestamp);
        } else {
            latestOfSecond = Math.max(latestOfSecond, timestamp);
        }
    }

    private boolean mayHold(long timestamp, boolean ofFirst) {
        return timestamp <= (ofFirst ? latestOfFirst : latestOfSecond);
    }

    /** Removes all records of a key, time and stream: they have a partner. */
    void remove(K key, long timestamp, boolean ofFirst) {
        if (mayHold(timestamp, ofFirst)) {
            WaitingKey<K> waitingKey = new WaitingKey<>(timestamp, ofFirst, key);
            if (store.get(waitingKey) != null) {
                store.put(waitingKey, null);
            }
        }
    }

    /**
     * Lets those go on whose windows are over, if it is time to look.
     *
     * @param side the half that asks; its window decides whether any may be due
     */
    void emitClosed(JoinSide side, Emission<K> emission) {
        // Where nothing is known to wait, the sum overflows, and a pass is made: it begins the interval, as in Kafka
        // Streams.
        if (earliest + side.afterMs() + side.graceMs() >= streamTime) {
            return;
        }
        long nowMs = context.currentSystemTimeMs();
        if (nowMs < nextPassMs) {
            return;
        }
        nextPassMs = nowMs + intervalMs;
        earliest = NONE;
        try (KeyValueIterator<WaitingKey<K>, WaitingValues> entries = store.all()) {
            pass(entries, side, emission);
        }
    }

    private void pass(KeyValueIterator<WaitingKey<K>, WaitingValues> entries, JoinSide side, Emission<K> emission) {
        boolean firstIsOpen = false;
        boolean secondIsOpen = false;
        while (entries.hasNext()) {
            KeyValue<WaitingKey<K>, WaitingValues> entry = entries.next();
            WaitingKey<K> key = entry.key;
            earliest = key.timestamp();
            if (firstIsOpen && secondIsOpen) {
                return;
            }
            if (isOpen(key, side)) {
                firstIsOpen |= key.ofFirst();
                secondIsOpen |= !key.ofFirst();
                if (firstIsOpen && secondIsOpen && entry.value.values().size() > 1) {
                    return; // "earliest" stays that of the second record here, not of the next entry
                }
            } else {
                for (Object value : entry.value.values()) {
                    emission.emit(key.key(), key.timestamp(), key.ofFirst(), value);
                }
                store.put(key, null);
            }
        }
    }

    private boolean isOpen(WaitingKey<K> key, JoinSide side) {
        long waitMs = key.ofFirst() == side.isFirst() ? side.afterMs() : side.beforeMs();
        return key.timestamp() + waitMs + side.graceMs() >= streamTime;
    }

    /**
     * Gives both halves of a join in one task the same object. Shared by all tasks, thread safe.
     *
     * @param <K> key type
     */
    public static final class Shared<K> {

        private final String storeName;
        private final Map<KeyValueStore<WaitingKey<K>, WaitingValues>, WaitingRecords<K>> byStore =
                new ConcurrentHashMap<>();

        /** Of the join with this store. */
        public Shared(String storeName) {
            this.storeName = storeName;
        }

        /** The object of a processor's task: tasks differ in their store. */
        WaitingRecords<K> of(ProcessingContext context) {
            KeyValueStore<WaitingKey<K>, WaitingValues> store = context.getStateStore(storeName);
            return byStore.computeIfAbsent(store, opened -> new WaitingRecords<>(opened, context));
        }

        void release(WaitingRecords<K> waiting) {
            byStore.remove(waiting.store);
        }
    }
}
