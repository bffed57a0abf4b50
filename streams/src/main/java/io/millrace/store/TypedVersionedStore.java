package io.millrace.store;

import static java.util.Objects.requireNonNull;

import io.millrace.store.StoreMeters.Operation;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.query.MultiVersionedKeyQuery;
import io.millrace.streams.query.QueryResult;
import io.millrace.streams.query.ResultOrder;
import io.millrace.streams.query.VersionedKeyQuery;
import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.VersionedRecord;
import io.millrace.streams.state.VersionedRecordIterator;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A versioned store; {@link VersionHistory} does the work.
 *
 * @param <K> the key
 * @param <V> the value
 */
final class TypedVersionedStore<K, V> extends TypedStore<K, V, Version<V>> implements VersionedKeyValueStore<K, V> {

    private final KeyLayout.Versions versions;
    private @Nullable StoreScope scope;
    private @Nullable VersionHistory<K, V> history;

    TypedVersionedStore(StoreDefinition<K, V, Version<V>> definition, KeyLayout.Versions versions) {
        super(definition);
        this.versions = versions;
    }

    @Override
    StoreCore<K, V, Version<V>> open(StoreHome home, StateStoreContext context) {
        VersionHistory<K, V> opened = new VersionHistory<>(
                versions, home, definition().keyForm(context), definition().valueForm(context));
        scope = home.scope();
        history = opened;
        return opened.core();
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

    /** The history, as long as the store is open. */
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
        long begunNs = core().begin();
        long validTo = history().put(held, value, timestamp);
        core().endPut(begunNs);
        if (validTo == PUT_RETURN_CODE_NOT_PUT && scope != null) {
            scope.recordDropped();
        }
        return validTo;
    }

    @Override
    public @Nullable VersionedRecord<V> delete(K key, long timestamp) {
        long begunNs = core().begin();
        VersionedRecord<V> before = history().isExpired(timestamp) ? null : get(key, timestamp);
        put(key, null, timestamp);
        core().end(Operation.DELETE, begunNs);
        return before;
    }

    @Override
    public @Nullable VersionedRecord<V> get(K key) {
        return get(key, Long.MAX_VALUE);
    }

    /** As in Kafka Streams, a processor is not told until when a value was valid; queries are. */
    @Override
    public @Nullable VersionedRecord<V> get(K key, long asOfTimestamp) {
        long begunNs = core().begin();
        VersionedRecord<V> found = history().at(hold(key), asOfTimestamp);
        core().end(Operation.GET, begunNs);
        return found == null || found.validTo().isEmpty()
                ? found
                : new VersionedRecord<>(found.value(), found.timestamp());
    }

    QueryResult<VersionedRecord<V>> answer(VersionedKeyQuery<K, V> query) {
        long time = query.asOfTimestamp().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        return QueryResult.forResult(history().at(hold(query.key()), time));
    }

    QueryResult<VersionedRecordIterator<V>> answer(MultiVersionedKeyQuery<K, V> query) {
        List<VersionedRecord<V>> found = history()
                .within(
                        hold(query.key()),
                        query.fromTime().map(Instant::toEpochMilli).orElse(0L),
                        query.toTime().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
        if (query.resultOrder() != ResultOrder.ASCENDING) {
            Collections.reverse(found);
        }
        return QueryResult.forResult(new Versions<>(found.iterator()));
    }

    /** Versions that have been read already, so there is nothing to let go of. */
    private record Versions<V>(Iterator<VersionedRecord<V>> found) implements VersionedRecordIterator<V> {

        @Override
        public boolean hasNext() {
            return found.hasNext();
        }

        @Override
        public VersionedRecord<V> next() {
            return found.next();
        }

        @Override
        public void close() {
            // A list has been read: nothing is held.
        }
    }
}
