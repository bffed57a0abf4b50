package io.millrace.store;

import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.query.FailureReason;
import io.millrace.streams.query.KeyQuery;
import io.millrace.streams.query.MultiVersionedKeyQuery;
import io.millrace.streams.query.Position;
import io.millrace.streams.query.PositionBound;
import io.millrace.streams.query.Query;
import io.millrace.streams.query.QueryResult;
import io.millrace.streams.query.RangeQuery;
import io.millrace.streams.query.ResultOrder;
import io.millrace.streams.query.TimestampedKeyQuery;
import io.millrace.streams.query.TimestampedRangeQuery;
import io.millrace.streams.query.VersionedKeyQuery;
import io.millrace.streams.query.WindowKeyQuery;
import io.millrace.streams.query.WindowRangeQuery;
import io.millrace.streams.spi.ShownValues;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.WindowStore;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What our stores answer to the queries of {@code io.millrace.streams.query}: which query fits which kind of store, and
 * what it reads there. Stateless; runs on the thread of whoever asks.
 */
final class StoreQueries {

    private StoreQueries() {}

    /**
     * Whether a position has got as far as a bound.
     *
     * @param partition the one partition, of every topic, that counts; {@link StoreSlot#GLOBAL} if all do
     */
    static boolean isReached(Position position, PositionBound bound, int partition) {
        Position wanted = bound.position();
        for (String topic : wanted.getTopics()) {
            Map<Integer, Long> reached = position.getPartitionPositions(topic);
            for (Map.Entry<Integer, Long> needed :
                    wanted.getPartitionPositions(topic).entrySet()) {
                boolean counts = partition == StoreSlot.GLOBAL || needed.getKey() == partition;
                if (counts && reached.getOrDefault(needed.getKey(), -1L) < needed.getValue()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The answer of a store. What the store throws is a failed answer. */
    static <R> QueryResult<R> answer(StateStore store, Query<R> query) {
        try {
            return read(store, query);
        } catch (InvalidStateStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            return QueryResult.forFailure(
                    FailureReason.STORE_EXCEPTION,
                    "store " + store.name() + " failed to answer a "
                            + query.getClass().getName() + ": " + e);
        }
    }

    @SuppressWarnings("unchecked") // each kind of query says what its result is; keys are the user's promise
    private static <R> QueryResult<R> read(StateStore store, Query<R> query) {
        if (store instanceof KeyValueStore<?, ?> keyValues) {
            return (QueryResult<R>) readKeyValues((KeyValueStore<Object, Object>) keyValues, query);
        }
        if (store instanceof WindowStore<?, ?> windows) {
            return (QueryResult<R>) readWindows((WindowStore<Object, Object>) windows, query);
        }
        if (store instanceof SessionStore<?, ?> sessions
                && query instanceof WindowRangeQuery<?, ?> ofKey
                && ofKey.getKey().isPresent()) {
            return (QueryResult<R>) QueryResult.forResult(new ShownEntries<>(
                    ((SessionStore<Object, Object>) sessions)
                            .fetch(ofKey.getKey().orElseThrow()),
                    ShownValues.PLAIN.of(sessions)));
        }
        if (store instanceof TypedVersionedStore<?, ?> versions) {
            return (QueryResult<R>) readVersions((TypedVersionedStore<Object, Object>) versions, query);
        }
        return QueryResult.forUnknownQueryType(query, store);
    }

    @SuppressWarnings("unchecked") // as above
    private static QueryResult<?> readVersions(TypedVersionedStore<Object, Object> store, Query<?> query) {
        if (query instanceof VersionedKeyQuery<?, ?> one) {
            return store.answer((VersionedKeyQuery<Object, Object>) one);
        }
        if (query instanceof MultiVersionedKeyQuery<?, ?> several) {
            return store.answer((MultiVersionedKeyQuery<Object, Object>) several);
        }
        return QueryResult.forUnknownQueryType((Query<Object>) query, store);
    }

    @SuppressWarnings("unchecked") // as above
    private static QueryResult<?> readKeyValues(KeyValueStore<Object, Object> store, Query<?> query) {
        if (query instanceof KeyQuery<?, ?> one) {
            return QueryResult.forResult(shown(store.get(one.getKey()), ShownValues.PLAIN.of(store)));
        }
        if (query instanceof RangeQuery<?, ?> range) {
            return QueryResult.forResult(new ShownEntries<>(
                    range(
                            store,
                            range.getLowerBound().orElse(null),
                            range.getUpperBound().orElse(null),
                            range.resultOrder()),
                    ShownValues.PLAIN.of(store)));
        }
        if (!ShownValues.TIMESTAMPED.canBeSeenIn(store)) {
            return QueryResult.forUnknownQueryType((Query<Object>) query, store);
        }
        if (query instanceof TimestampedKeyQuery<?, ?> one) {
            return QueryResult.forResult(shown(store.get(one.key()), ShownValues.TIMESTAMPED.of(store)));
        }
        if (query instanceof TimestampedRangeQuery<?, ?> range) {
            return QueryResult.forResult(new ShownEntries<>(
                    range(
                            store,
                            range.lowerBound().orElse(null),
                            range.upperBound().orElse(null),
                            range.resultOrder()),
                    ShownValues.TIMESTAMPED.of(store)));
        }
        return QueryResult.forUnknownQueryType((Query<Object>) query, store);
    }

    private static @Nullable Object shown(@Nullable Object found, Function<Object, Object> form) {
        return found == null ? null : form.apply(found);
    }

    private static KeyValueIterator<Object, Object> range(
            KeyValueStore<Object, Object> store, @Nullable Object from, @Nullable Object to, ResultOrder order) {
        return order == ResultOrder.DESCENDING ? store.reverseRange(from, to) : store.range(from, to);
    }

    @SuppressWarnings("unchecked") // as above
    private static QueryResult<?> readWindows(WindowStore<Object, Object> store, Query<?> query) {
        if (query instanceof WindowKeyQuery<?, ?> ofKey) {
            return QueryResult.forResult(new ShownEntries.OfWindows<>(
                    store.fetch(
                            ofKey.getKey(),
                            ofKey.getTimeFrom().orElseThrow(),
                            ofKey.getTimeTo().orElseThrow()),
                    answered(store)));
        }
        if (query instanceof WindowRangeQuery<?, ?> range && range.getTimeFrom().isPresent()) {
            return QueryResult.forResult(new ShownEntries<>(
                    store.fetchAll(
                            range.getTimeFrom().orElseThrow(), range.getTimeTo().orElseThrow()),
                    answered(store)));
        }
        return QueryResult.forUnknownQueryType((Query<Object>) query, store);
    }

    /** Windows are answered with their times where the store keeps them, and never with headers. */
    private static Function<Object, Object> answered(WindowStore<Object, Object> store) {
        return (ShownValues.TIMESTAMPED.canBeSeenIn(store) ? ShownValues.TIMESTAMPED : ShownValues.PLAIN).of(store);
    }
}
