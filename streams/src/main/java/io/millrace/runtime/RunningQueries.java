package io.millrace.runtime;

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
import io.millrace.streams.query.StateQueryRequest;
import io.millrace.streams.query.StateQueryResult;
import io.millrace.streams.spi.Queries;
import io.millrace.streams.spi.StoreLag;
import io.millrace.streams.state.HostInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Queries to a running application: what is asked when, and what its threads hold. Thread safe. */
final class RunningQueries implements Queries {

    private final Plan plan;
    private final Lifecycle lifecycle;
    private final WorkerPool pool;
    private final GlobalThread globals;
    private final Supplier<@Nullable Backend> backend;
    private final Supplier<@Nullable ClusterPeers> peers;
    private final HostInfo self;
    private final StoreReader reader;
    private final Directory directory;
    private volatile @Nullable Told told;

    RunningQueries(
            Plan plan,
            StreamsConfig config,
            Lifecycle lifecycle,
            WorkerPool pool,
            GlobalThread globals,
            Supplier<@Nullable Backend> backend,
            Supplier<@Nullable ClusterPeers> peers) {
        this.plan = plan;
        this.lifecycle = lifecycle;
        this.pool = pool;
        this.globals = globals;
        this.backend = backend;
        this.peers = peers;
        this.self = Optional.ofNullable(
                        HostInfo.buildFromEndpoint(config.getString(StreamsConfig.APPLICATION_SERVER_CONFIG)))
                .orElseGet(HostInfo::unavailable);
        this.reader = new StoreReader(plan, this::replicas);
        this.directory = new Directory(plan, self, this::owners);
    }

    private List<Replica> replicas() {
        List<Replica> replicas = new ArrayList<>();
        for (WorkerThread thread : pool.all()) {
            thread.tasks().entries().forEach(task -> replicas.add(new Replica(task.stores(), true)));
        }
        globals.committed().forEach(stores -> replicas.add(new Replica(stores, true)));
        return replicas;
    }

    /** The brokers are asked for the topics once each time that tasks have been shared out, not for every query. */
    private Owners owners(ClusterPeers.Heard heard, Backend on) {
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
        Backend on = backend.get();
        ClusterPeers others = peers.get();
        if (on != null && others != null && !others.heard().active().isEmpty()) {
            return owners(others.heard(), on);
        }
        Set<TopicPartition> inputs = new HashSet<>();
        for (WorkerThread thread : pool.all()) {
            thread.tasks().entries().forEach(task -> inputs.addAll(task.inputs()));
        }
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

    /** A store of a task at work has all that was committed. */
    @Override
    public List<StoreLag> lags() {
        requireRunning();
        List<StoreLag> lags = new ArrayList<>();
        for (WorkerThread thread : pool.all()) {
            for (TaskList.Entry task : thread.tasks().entries()) {
                List<String> stores =
                        plan.subtopologies().get(task.id().subtopology()).stores();
                stores.forEach(store -> lags.add(new StoreLag(store, task.id().partition(), 0, 0)));
            }
        }
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
