package io.millrace.store;

import io.millrace.store.StoreMeters.Operation;
import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.query.Position;
import io.millrace.streams.query.PositionBound;
import io.millrace.streams.query.Query;
import io.millrace.streams.query.QueryConfig;
import io.millrace.streams.query.QueryResult;
import io.millrace.streams.state.HeadersBytesStore;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A store as users and the engine get it: closed, open, closed again. What both shapes have in common.
 *
 * <p>Within the engine (the context is a {@link StoreScope}) the store joins the commit cycle. Opened with any other
 * context, in a user's unit test, it keeps its entries on the heap and registers itself to be restored.
 *
 * @param <K> the key
 * @param <V> the value alone
 * @param <S> what users see as the value
 */
abstract sealed class TypedStore<K, V, S> implements StateStore
        permits TypedKeyValueStore, TypedWindowStore, TypedSessionStore, TypedVersionedStore {

    private final StoreDefinition<K, V, S> definition;
    private @Nullable StoreCore<K, V, S> core;

    TypedStore(StoreDefinition<K, V, S> definition) {
        this.definition = definition;
    }

    /** The open store around a home. */
    abstract StoreCore<K, V, S> open(StoreHome home, StateStoreContext context);

    /** The bytes that a user brought along, opened; null when the bytes are ours. */
    abstract @Nullable UserBytes openUserBytes(StateStoreContext context, StateStore root);

    /** The key in the byte store of a changelog record; null when its window has expired. */
    abstract byte @Nullable [] restoredKey(byte[] changelogKey);

    final StoreDefinition<K, V, S> definition() {
        return definition;
    }

    final StoreSpec spec() {
        return definition.spec();
    }

    @Override
    public final String name() {
        return spec().name();
    }

    @Override
    public final void init(StateStoreContext context, StateStore root) {
        // Whoever only reads needs no bytes of the user's: the slot holds the same entries.
        boolean readsOnly = context instanceof StoreScope asked && asked.readsOnly();
        UserBytes userBytes = readsOnly ? null : openUserBytes(context, root);
        if (context instanceof StoreScope scope) {
            StoreHome within = StoreHome.in(scope, spec(), userBytes);
            StoreMeters meters = within.meters();
            long begunNs = meters == null ? 0 : meters.begin();
            StoreCore<K, V, S> opened = open(within, context);
            opened.end(Operation.RESTORE, begunNs);
            core = opened;
            scope.register(opened);
            return;
        }
        StoreHome home = StoreHome.alone(spec(), userBytes);
        core = open(home, context);
        if (userBytes == null) {
            context.register(root, (key, value) -> restoreAlone(home, key, value));
        }
    }

    /** A changelog carries values without timestamps, and this interface carries none either: they are unknown then. */
    private void restoreAlone(StoreHome home, byte[] changelogKey, byte @Nullable [] value) {
        byte[] key = restoredKey(changelogKey);
        if (key != null) {
            home.putAlone(
                    key,
                    switch (spec().values()) {
                        case PLAIN -> value;
                        case TIMESTAMPED -> UnknownTimestamp.before(value);
                        case HEADERS -> HeadersBytesStore.convertFromPlainToHeaderFormat(value);
                        case UNTIMED_HEADERS -> HeadersBytesStore.convertToHeaderFormat(value);
                    });
        }
    }

    /** The open store. */
    final StoreCore<K, V, S> core() {
        StoreCore<K, V, S> opened = core;
        if (opened == null) {
            throw new InvalidStateStoreException("store " + name()
                    + ": not open (expected: use between init() and close(), by the processors connected to it)");
        }
        return opened;
    }

    /**
     * Answers from what this very store sees: in a processor that includes what is not committed yet, in a query from
     * outside it does not.
     */
    @Override
    public final <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        Position position = getPosition();
        QueryResult<R> result = StoreQueries.isReached(position, positionBound, partition())
                ? StoreQueries.answer(this, query)
                : QueryResult.notUpToBound(position, positionBound, partition());
        result.setPosition(position);
        if (config.isCollectExecutionInfo()) {
            result.addExecutionInfo("answered by store " + name() + " ("
                    + getClass().getName() + "), partition " + partition() + ", at " + position);
        }
        return result;
    }

    private int partition() {
        return core().slot().partition();
    }

    @Override
    public final Position getPosition() {
        return core().position();
    }

    /** The engine commits by itself; a store on its own moves what was written to its byte store. */
    @Override
    public final void commit(Map<TopicPartition, @Nullable Long> changelogOffsets) {
        core().commitAlone();
    }

    @Override
    public final boolean persistent() {
        return spec().residence() == StateDatabase.Residence.DISK;
    }

    @Override
    public final boolean isOpen() {
        return core != null;
    }

    @Override
    public final void close() {
        StoreCore<K, V, S> opened = core;
        if (opened != null) {
            core = null;
            opened.close();
        }
    }
}
