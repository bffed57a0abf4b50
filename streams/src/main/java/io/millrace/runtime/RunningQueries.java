package io.millrace.runtime;

import io.millrace.engine.restore.LoggedStore;
import io.millrace.engine.restore.StateRestoration;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.task.TaskStores;
import io.millrace.log.Isolation;
import io.millrace.log.Topics;
import io.millrace.plan.Plan;
import io.millrace.query.Directory;
import io.millrace.query.Owners;
import io.millrace.query.Replica;
import io.millrace.query.StoreReader;
import io.millrace.streams.KeyQueryMetadata;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.StoreQueryParameters;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.StreamsMetadata;
import io.millrace.streams.errors.StreamsNotStartedException;
import io.millrace.streams.errors.StreamsStoppedException;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.query.StateQueryRequest;
import io.millrace.streams.query.StateQueryResult;
import io.millrace.streams.spi.Queries;
import io.millrace.streams.spi.StoreLag;
import io.millrace.streams.state.HostInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Queries to a running application: what is asked when, and what its threads hold. Thread safe. */
final class RunningQueries implements Queries {

    private final Plan plan;
    private final Lifecycle lifecycle;
    private final WorkerPool pool;
    private final GlobalThread globals;
    private final Supplier<@Nullable EngineParts> engine;
    private final Supplier<@Nullable ClusterPeers> peers;
    private final HostInfo self;
    private final StoreReader reader;
    private final Directory directory;
    private final Map<TaskId, TaskStores> copies = new ConcurrentHashMap<>();
    private volatile @Nullable Told told;

    RunningQueries(
            Plan plan,
            StreamsConfig config,
            Lifecycle lifecycle,
            WorkerPool pool,
            GlobalThread globals,
            Supplier<@Nullable EngineParts> engine,
            Supplier<@Nullable ClusterPeers> peers) {
        this.plan = plan;
        this.lifecycle = lifecycle;
        this.pool = pool;
        this.globals = globals;
        this.engine = engine;
        this.peers = peers;
        this.self = Optional.ofNullable(
                        HostInfo.buildFromEndpoint(config.getString(StreamsConfig.APPLICATION_SERVER_CONFIG)))
                .orElseGet(HostInfo::unavailable);
        this.reader = new StoreReader(plan, this::replicas);
        this.directory = new Directory(plan, self, this::owners);
    }

    /** What is held is looked at first: a task that is just taken over is then found at least once. */
    private List<Replica> replicas() {
        Set<TaskId> held = held();
        List<Replica> replicas = new ArrayList<>();
        for (TaskList.Entry task : atWork()) {
            held.remove(task.id());
            replicas.add(new Replica(task.stores(), true));
        }
        EngineParts on = engine.get();
        if (on != null) {
            held.forEach(task ->
                    replicas.add(new Replica(copies.computeIfAbsent(task, any -> TaskStores.copy(task, on)), false)));
        }
        globals.committed().forEach(stores -> replicas.add(new Replica(stores, true)));
        return replicas;
    }

    /** Nothing where the log carries state. */
    private Set<TaskId> held() {
        ClusterPeers cluster = peers.get();
        return cluster == null ? new HashSet<>() : cluster.restoration().held();
    }

    private List<TaskList.Entry> atWork() {
        return pool.all().stream()
                .flatMap(thread -> thread.tasks().entries().stream())
                .toList();
    }

    /** The brokers are asked for the topics once each time that tasks have been shared out, not for every query. */
    private Owners owners(ClusterPeers.Heard heard, EngineParts on) {
        Told last = told;
        if (last == null || !last.heard.equals(heard)) {
            Owners now = new Owners(
                    heard.active(), heard.standby(), on.log().topics().partitionCounts());
            last = new Told(heard, now);
            told = last;
        }
        return last.owners;
    }

    private record Told(ClusterPeers.Heard heard, Owners owners) {}

    /** On the embedded log, and where instances have no addresses, this instance knows of itself alone. */
    private Owners owners() {
        EngineParts on = engine.get();
        ClusterPeers others = peers.get();
        if (on != null && others != null && !others.heard().active().isEmpty()) {
            return owners(others.heard(), on);
        }
        Set<TopicPartition> inputs = new HashSet<>();
        atWork().forEach(task -> inputs.addAll(task.inputs()));
        return on == null
                ? new Owners(Map.of(), Map.of(), Map.of())
                : new Owners(Map.of(self, inputs), Map.of(), on.log().topics().partitionCounts());
    }

    @Override
    public <T> T store(StoreQueryParameters<T> parameters) {
        requireRunning();
        return reader.store(parameters);
    }

    @Override
    public <R> StateQueryResult<R> query(StateQueryRequest<R> request) {
        State now = requireStarted();
        if (!now.isRunningOrRebalancing()) {
            throw new StreamsStoppedException("the application is in state " + now
                    + " and answers no more queries (expected: a running instance; find one by the metadata)");
        }
        return reader.query(request);
    }

    @Override
    public Collection<StreamsMetadata> instances() {
        requireRunning();
        return directory.all();
    }

    @Override
    public Collection<StreamsMetadata> holding(String store) {
        requireRunning();
        return directory.holding(store);
    }

    @Override
    public <K> @Nullable KeyQueryMetadata holding(String store, K key, StreamPartitioner<? super K, ?> partitioner) {
        requireRunning();
        return directory.holding(store, key, partitioner);
    }

    @Override
    public List<StoreLag> lags() {
        requireRunning();
        Set<TaskId> held = held();
        List<TaskId> atWork = atWork().stream().map(TaskList.Entry::id).toList();
        atWork.forEach(held::remove);
        EngineParts on = engine.get();
        ClusterPeers cluster = peers.get();
        return on == null || cluster == null
                ? withoutLag(atWork)
                : lags(on.log().topics(), cluster.restoration(), atWork, held);
    }

    /** A store of a task at work has all that was committed; a log that carries it knows no offsets of it. */
    private List<StoreLag> withoutLag(List<TaskId> atWork) {
        List<StoreLag> lags = new ArrayList<>();
        for (TaskId task : atWork) {
            plan.subtopologies()
                    .get(task.subtopology())
                    .stores()
                    .forEach(store -> lags.add(new StoreLag(store, task.partition(), 0, 0)));
        }
        return lags;
    }

    private List<StoreLag> lags(Topics topics, StateRestoration restored, List<TaskId> atWork, Set<TaskId> copies) {
        Map<LoggedStore, OptionalLong> reached = new HashMap<>();
        atWork.forEach(task -> LoggedStore.of(plan, task).forEach(store -> reached.put(store, OptionalLong.empty())));
        copies.forEach(task -> LoggedStore.of(plan, task)
                .forEach(store -> reached.put(store, OptionalLong.of(restored.reached(store)))));
        Set<TopicPartition> changelogs = new HashSet<>();
        reached.keySet().forEach(store -> changelogs.add(store.changelog()));
        Map<TopicPartition, Long> ends = topics.endOffsets(changelogs, Isolation.UNCOMMITTED);
        List<StoreLag> lags = new ArrayList<>();
        reached.forEach((store, offset) -> {
            long end = ends.getOrDefault(store.changelog(), 0L);
            lags.add(new StoreLag(
                    store.slot().store(), store.slot().partition(), Math.min(end, offset.orElse(end)), end));
        });
        return lags;
    }

    private State requireStarted() {
        State now = lifecycle.state();
        if (now.hasNotStarted()) {
            throw new StreamsNotStartedException(
                    "the application has not been started (expected: start() first; try again then)");
        }
        return now;
    }

    private void requireRunning() {
        State now = requireStarted();
        if (!now.isRunningOrRebalancing()) {
            throw new IllegalStateException(
                    "the application is in state " + now + " (expected: a running one; make a new instance)");
        }
    }
}
