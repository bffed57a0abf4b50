package io.millrace.engine.operator;

import io.millrace.store.EmittingStore;
import io.millrace.streams.state.ValueAndTimestamp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/** The contents of a test's store, with the rules of holding back: the last update per key, in order of last update. */
final class EmittingMap<K, V> implements EmittingStore<K, V> {

    /** The record of a key's last update. */
    private record Cause(Headers headers, long timestamp) {}

    private final OperatorKit kit;
    private final boolean holdsBack;
    private final Map<K, ValueAndTimestamp<V>> entries = new HashMap<>();
    private final Map<K, ValueAndTimestamp<V>> emitted = new HashMap<>();
    private final Map<K, Cause> pending = new LinkedHashMap<>();
    private Emission<K, V> listener;
    private boolean withOldValue;

    EmittingMap(OperatorKit kit, boolean holdsBack) {
        this.kit = kit;
        this.holdsBack = holdsBack;
    }

    @Override
    public boolean emitTo(Emission<K, V> listener, boolean withOldValue) {
        this.listener = listener;
        this.withOldValue = withOldValue;
        return holdsBack;
    }

    ValueAndTimestamp<V> get(K key) {
        return entries.get(key);
    }

    void put(K key, ValueAndTimestamp<V> entry) {
        if (entry == null) {
            entries.remove(key);
        } else {
            entries.put(key, entry);
        }
        pending.remove(key);
        pending.put(key, new Cause(kit.currentHeaders(), kit.currentTimestamp()));
    }

    void emit() {
        if (holdsBack && listener != null) {
            Map<K, Cause> updates = new LinkedHashMap<>(pending);
            pending.clear();
            updates.forEach(this::emit);
        }
    }

    private void emit(K key, Cause cause) {
        ValueAndTimestamp<V> before = emitted.get(key);
        ValueAndTimestamp<V> now = entries.get(key);
        if (before == null && now == null) {
            return;
        }
        emitted.put(key, now);
        kit.current(cause.headers(), cause.timestamp());
        listener.emit(
                key,
                ValueAndTimestamp.getValueOrNull(now),
                withOldValue ? ValueAndTimestamp.getValueOrNull(before) : null,
                now == null ? cause.timestamp() : now.timestamp());
    }
}
