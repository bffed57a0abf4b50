package io.millrace.query;

import io.millrace.plan.Plan;
import io.millrace.streams.StoreQueryParameters;
import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.errors.InvalidStateStorePartitionException;
import io.millrace.streams.errors.StateStoreMigratedException;
import io.millrace.streams.errors.UnknownStateStoreException;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.query.FailureReason;
import io.millrace.streams.query.QueryConfig;
import io.millrace.streams.query.QueryResult;
import io.millrace.streams.query.StateQueryRequest;
import io.millrace.streams.query.StateQueryResult;
import io.millrace.streams.state.QueryableStoreType;
import io.millrace.streams.state.internals.StateStoreProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stores that this instance holds: in the first form as read-only stores, in the second as answers to
 * queries. Thread safe; runs on the thread of whoever asks.
 */
public final class StoreReader {

    private final Plan plan;
    private final Set<String> globals;
    private final Supplier<List<Replica>> replicas;

    /**
     * @param plan what is run
     * @param replicas the tasks that the instance has at the moment, those that fill global stores included
     */
    public StoreReader(Plan plan, Supplier<List<Replica>> replicas) {
        this.plan = plan;
        this.globals = plan.globalStoreNames();
        this.replicas = replicas;
    }

    /**
     * Throws if the topology has no store of this name.
     *
     * @throws UnknownStateStoreException names those that there are
     */
    private void requireKnown(String store) {
        if (!plan.stores().containsKey(store)) {
            throw new UnknownStateStoreException(
                    "store: " + store + " (expected: one of " + plan.stores().keySet() + ")");
        }
    }

    /** A store as what the parameters say; finds its partitions anew for every read. */
    public <T> T store(StoreQueryParameters<T> parameters) {
        requireKnown(parameters.storeName());
        QueryableStoreType<T> type = parameters.queryableStoreType();
        T reading = type.create(new Provider(parameters), parameters.storeName());
        open(parameters, type); // says at once what every read would say
        return reading;
    }

    private <T> List<T> open(StoreQueryParameters<?> parameters, QueryableStoreType<T> type) {
        String name = parameters.storeName();
        Integer partition = globals.contains(name) ? null : parameters.partition();
        List<T> opened = new ArrayList<>();
        for (Replica replica : holders(name)) {
            if ((replica.active() || parameters.staleStoresEnabled())
                    && (partition == null || partition == replica.partition())) {
                replica.stores().read(name).ifPresent(store -> opened.add(as(type, store)));
            }
        }
        if (opened.isEmpty()) {
            throw missing(name, partition);
        }
        return opened;
    }

    private static InvalidStateStoreException missing(String name, @Nullable Integer partition) {
        String hint = " is not at work here (expected: a running instance that holds it; it may still be starting, or"
                + " have moved: try again, or find its owner by the metadata)";
        return partition == null
                ? new StateStoreMigratedException("store " + name + hint)
                : new InvalidStateStorePartitionException("partition " + partition + " of store " + name + hint);
    }

    @SuppressWarnings("unchecked") // the type has accepted the store
    private static <T> T as(QueryableStoreType<T> type, StateStore store) {
        if (!type.accepts(store)) {
            throw new InvalidStateStoreException("store " + store.name() + " is a "
                    + store.getClass().getName() + ", which cannot be read as "
                    + type.getClass().getName() + " (expected: a queryable type that fits the store)");
        }
        return (T) store;
    }

    /** The tasks with a store, in the order of their partitions; active ones first. */
    private List<Replica> holders(String store) {
        return replicas.get().stream()
                .filter(replica -> replica.stores().has(store))
                .sorted(Comparator.comparingInt(Replica::partition)
                        .thenComparing(Replica::active, Comparator.reverseOrder()))
                .toList();
    }

    /** The answers of the partitions that the instance holds. */
    public <R> StateQueryResult<R> query(StateQueryRequest<R> request) {
        String name = request.getStoreName();
        requireKnown(name);
        StateQueryResult<R> result = new StateQueryResult<>();
        boolean global = globals.contains(name);
        for (Replica replica : holders(name)) {
            int partition = replica.partition();
            boolean asked = global
                    || request.isAllPartitions()
                    || request.getPartitions().contains(partition);
            if (asked && !result.getPartitionResults().containsKey(partition)) {
                answer(replica, request).ifPresent(answer -> {
                    if (global) {
                        result.setGlobalResult(answer);
                    } else {
                        result.addResult(partition, answer);
                    }
                });
            }
        }
        addMissing(request, result, global);
        return result;
    }

    private static <R> Optional<QueryResult<R>> answer(Replica replica, StateQueryRequest<R> request) {
        if (request.isRequireActive() && !replica.active()) {
            return Optional.of(QueryResult.forFailure(
                    FailureReason.NOT_ACTIVE,
                    "task " + replica.stores().id() + " is a copy here (expected: the instance at work on it)"));
        }
        QueryConfig config = new QueryConfig(request.executionInfoEnabled());
        return replica.stores()
                .read(request.getStoreName())
                .map(store -> store.query(request.getQuery(), request.getPositionBound(), config));
    }

    private static <R> void addMissing(StateQueryRequest<R> request, StateQueryResult<R> result, boolean global) {
        if (global) {
            if (result.getGlobalResult() == null) {
                result.setGlobalResult(notPresent("the global store has not been filled yet (try again)"));
            }
            return;
        }
        if (!request.isAllPartitions()) {
            for (int partition : request.getPartitions()) {
                if (!result.getPartitionResults().containsKey(partition)) {
                    result.addResult(
                            partition,
                            notPresent(
                                    "partition " + partition + " is not held here (find its owner by the metadata)"));
                }
            }
        }
    }

    private static <R> QueryResult<R> notPresent(String message) {
        return QueryResult.forFailure(FailureReason.NOT_PRESENT, message);
    }

    private final class Provider implements StateStoreProvider {

        private final StoreQueryParameters<?> parameters;

        private Provider(StoreQueryParameters<?> parameters) {
            this.parameters = parameters;
        }

        @Override
        public <T> List<T> stores(String storeName, QueryableStoreType<T> queryableStoreType) {
            return open(parameters, queryableStoreType);
        }
    }
}
