package io.millrace.store;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.VersionedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A versioned store: see {@link VersionHistory} for how versions lie, {@link WindowRetention} for how long.
 *
 * @param <K> the key
 * @param <V> the value
 */
final class TypedVersionedStore<K, V> extends TypedStore<K, V, Version<V>>
        implements VersionedKeyValueStore<K, V>, StoreCore.Shape {

    private final KeyLayout.Versions versions;
    private final WindowKeys windowKeys;
    private final WindowRetention retention;
    private @Nullable StoreScope scope;
    private @Nullable VersionHistory<K, V> history;

    TypedVersionedStore(StoreDefinition<K, V, Version<V>> definition, KeyLayout.Versions versions) {
        super(definition);
        this.versions = versions;
        this.windowKeys = new WindowKeys(versions.segmentIntervalMs());
        this.retention = new WindowRetention(
                new KeyLayout.Windows(versions.retentionMs(), versions.segmentIntervalMs(), 0, false),
                windowKeys,
                definition.spec().residence());
    }

    @Override
    StoreCore<K, V, Version<V>> open(StoreHome home, StateStoreContext context) {
        scope = home.scope();
        retention.load(home.committed());
        KeyForm<K> keys = definition().keyForm(context);
        StoreCore<K, V, Version<V>> core = new StoreCore<>(
                home,
                keys,
                definition().valueForm(context),
                (key, end, sequence) -> windowKeys.storeKey(keys.heldBytes(key), end, sequence),
                this);
        history = new VersionHistory<>(core, windowKeys, retention);
        return core;
    }

    @Override
    @Nullable
    UserBytes openUserBytes(StateStoreContext context, StateStore root) {
        return null;
    }

    @Override
    byte @Nullable [] restoredKey(byte[] changelogKey) {
        throw new UnsupportedOperationException("store " + name()
                + ": cannot be restored through a callback without timestamps (expected: put what it should hold)");
    }

    @Override
    public boolean isVisible(long end) {
        return true;
    }

    @Override
    public void seal(StoreSlot slot, StateChanges changes) {
        retention.seal(slot, changes);
    }

    private boolean isExpired(long time) {
        return time < retention.observedMs() - versions.retentionMs();
    }

    /** The open store's history and the key as it is held there. */
    private VersionHistory<K, V> history() {
        core();
        return requireNonNull(history);
    }

    private Object hold(K key) {
        return core().keys().hold(requireNonNull(key, "key: null (expected: a key)"));
    }

    @Override
    public long put(K key, @Nullable V value, long timestamp) {
        Object held = hold(key);
        if (timestamp < 0) {
            throw new IllegalArgumentException(
                    "timestamp of a version in store " + name() + ": " + timestamp + " (expected: >= 0)");
        }
        if (isExpired(timestamp)) {
            if (scope != null) {
                scope.recordDropped();
            }
            return PUT_RETURN_CODE_NOT_PUT;
        }
        retention.observe(timestamp);
        return history().put(held, value, timestamp);
    }

    @Override
    public @Nullable VersionedRecord<V> delete(K key, long timestamp) {
        VersionedRecord<V> before = isExpired(timestamp) ? null : get(key, timestamp);
        put(key, null, timestamp);
        return before;
    }

    @Override
    public @Nullable VersionedRecord<V> get(K key) {
        return shown(history().latest(hold(key)));
    }

    @Override
    public @Nullable VersionedRecord<V> get(K key, long asOfTimestamp) {
        Object held = hold(key);
        if (!isExpired(asOfTimestamp)) {
            return shown(history().at(held, asOfTimestamp));
        }
        Version<V> latest = history().latest(held);
        return latest != null && latest.validFrom() <= asOfTimestamp ? shown(latest) : null;
    }

    private static <V> @Nullable VersionedRecord<V> shown(@Nullable Version<V> version) {
        V value = version == null ? null : version.value();
        return version == null || value == null ? null : new VersionedRecord<>(value, version.validFrom());
    }
}
