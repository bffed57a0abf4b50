package io.millrace.streams;

import io.millrace.streams.CloseOptions.GroupMembershipOperation;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler;
import io.millrace.streams.processor.StandbyUpdateListener;
import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.query.StateQueryRequest;
import io.millrace.streams.query.StateQueryResult;
import io.millrace.streams.spi.Application;
import io.millrace.streams.spi.Implementation;
import io.millrace.streams.spi.StoreLag;
import io.millrace.streams.spi.TopologyDefinition;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A running application: one instance of a topology, in this process.
 *
 * <p>Without {@code bootstrap.servers} it runs on the embedded log below {@code state.dir}, always exactly once. Its
 * work is divided into tasks, one per subtopology and partition, which {@code num.stream.threads} threads share.
 *
 * <pre>{@code
 * MillraceStreams streams = new MillraceStreams(topology, properties);
 * Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
 * streams.start();
 * }</pre>
 *
 * <p>An instance is started once and closed once. Thread safe.
 */
public class MillraceStreams implements AutoCloseable {

    private final Application application;

    /**
     * An application that has not been started.
     *
     * @param topology what it does; not changed afterwards
     * @param props the configuration, see {@link StreamsConfig}
     * @throws io.millrace.streams.errors.StreamsException if topology and configuration do not fit
     */
    public MillraceStreams(Topology topology, Properties props) {
        this(topology.definition(), new StreamsConfig(props), null, null);
    }

    /**
     * An application that has not been started.
     *
     * @param topology what it does; not changed afterwards
     * @param applicationConfigs the configuration, see {@link StreamsConfig}
     * @throws io.millrace.streams.errors.StreamsException if topology and configuration do not fit
     */
    public MillraceStreams(Topology topology, StreamsConfig applicationConfigs) {
        this(topology.definition(), applicationConfigs, null, null);
    }

    /**
     * An application that has not been started.
     *
     * @param topology what it does; not changed afterwards
     * @param props the configuration, see {@link StreamsConfig}
     * @param clientSupplier makes its Kafka clients; not asked on the embedded log
     * @throws io.millrace.streams.errors.StreamsException if topology and configuration do not fit
     */
    public MillraceStreams(Topology topology, Properties props, KafkaClientSupplier clientSupplier) {
        this(
                topology.definition(),
                new StreamsConfig(props),
                Objects.requireNonNull(clientSupplier, "clientSupplier"),
                null);
    }

    /**
     * An application that has not been started.
     *
     * @param topology what it does; not changed afterwards
     * @param applicationConfigs the configuration, see {@link StreamsConfig}
     * @param clientSupplier makes its Kafka clients; not asked on the embedded log
     * @throws io.millrace.streams.errors.StreamsException if topology and configuration do not fit
     */
    public MillraceStreams(Topology topology, StreamsConfig applicationConfigs, KafkaClientSupplier clientSupplier) {
        this(topology.definition(), applicationConfigs, Objects.requireNonNull(clientSupplier, "clientSupplier"), null);
    }

    /**
     * An application that has not been started.
     *
     * @param topology what it does; not changed afterwards
     * @param props the configuration, see {@link StreamsConfig}
     * @param time the clock it goes by, for tests that want to turn it
     * @throws io.millrace.streams.errors.StreamsException if topology and configuration do not fit
     */
    public MillraceStreams(Topology topology, Properties props, Time time) {
        this(topology.definition(), new StreamsConfig(props), null, Objects.requireNonNull(time, "time"));
    }

    /**
     * An application that has not been started.
     *
     * @param topology what it does; not changed afterwards
     * @param applicationConfigs the configuration, see {@link StreamsConfig}
     * @param time the clock it goes by, for tests that want to turn it
     * @throws io.millrace.streams.errors.StreamsException if topology and configuration do not fit
     */
    public MillraceStreams(Topology topology, StreamsConfig applicationConfigs, Time time) {
        this(topology.definition(), applicationConfigs, null, Objects.requireNonNull(time, "time"));
    }

    /**
     * An application that has not been started.
     *
     * @param topology what it does; not changed afterwards
     * @param props the configuration, see {@link StreamsConfig}
     * @param clientSupplier makes its Kafka clients; not asked on the embedded log
     * @param time the clock it goes by, for tests that want to turn it
     * @throws io.millrace.streams.errors.StreamsException if topology and configuration do not fit
     */
    public MillraceStreams(Topology topology, Properties props, KafkaClientSupplier clientSupplier, Time time) {
        this(
                topology.definition(),
                new StreamsConfig(props),
                Objects.requireNonNull(clientSupplier, "clientSupplier"),
                Objects.requireNonNull(time, "time"));
    }

    private MillraceStreams(
            TopologyDefinition topology,
            StreamsConfig config,
            @Nullable KafkaClientSupplier clients,
            @Nullable Time time) {
        this.application = Implementation.get().newApplication(topology, config, clients, time);
    }

    /** Where an application is in its life, and where it may go from there. */
    public enum State {
        /** Made, not started. */
        CREATED,
        /** Tasks are being handed out or made ready. */
        REBALANCING,
        /** Every task that this instance holds is at work. */
        RUNNING,
        /** Closing in good order. */
        PENDING_SHUTDOWN,
        /** Closed. */
        NOT_RUNNING,
        /** Closing because of an error that could not be dealt with. */
        PENDING_ERROR,
        /** Closed because of an error. */
        ERROR;

        /** Whether it has not been started. */
        public boolean hasNotStarted() {
            return this == CREATED;
        }

        /** Whether it is at work or getting ready for it. */
        public boolean isRunningOrRebalancing() {
            return this == RUNNING || this == REBALANCING;
        }

        /** Whether it is closing. */
        public boolean isShuttingDown() {
            return this == PENDING_SHUTDOWN || this == PENDING_ERROR;
        }

        /** Whether it is closed. */
        public boolean hasCompletedShutdown() {
            return this == NOT_RUNNING || this == ERROR;
        }

        /** Whether it is closing or closed. */
        public boolean hasStartedOrFinishedShuttingDown() {
            return isShuttingDown() || hasCompletedShutdown();
        }

        /**
         * Whether this state may be followed by another.
         *
         * @param newState the other state
         */
        public boolean isValidTransition(State newState) {
            return switch (newState) {
                case CREATED -> false;
                case REBALANCING -> this == CREATED || this == RUNNING;
                case RUNNING -> isRunningOrRebalancing();
                case PENDING_SHUTDOWN, PENDING_ERROR -> hasNotStarted() || isRunningOrRebalancing();
                case NOT_RUNNING -> this == PENDING_SHUTDOWN;
                case ERROR -> this == PENDING_ERROR;
            };
        }
    }

    /** Told of every change of state. Called by the thread that causes it; must not block. */
    public interface StateListener {

        /**
         * The state has changed.
         *
         * @param newState the state from now on
         * @param oldState the state before
         */
        void onChange(State newState, State oldState);
    }

    /** The state at this moment. */
    public State state() {
        return application.state();
    }

    /**
     * Has a listener told of every change of state. Only before {@link #start()}.
     *
     * @param listener replaces the one before; null for none
     * @throws IllegalStateException if the application has been started
     */
    public void setStateListener(MillraceStreams.@Nullable StateListener listener) {
        application.setStateListener(listener);
    }

    /**
     * Says what happens when an exception ends a thread: the thread is replaced, this instance is closed, or all
     * instances are. Without a handler this instance is closed. Only before {@link #start()}.
     *
     * @param userStreamsUncaughtExceptionHandler called by the thread that ends
     * @throws IllegalStateException if the application has been started
     */
    public void setUncaughtExceptionHandler(StreamsUncaughtExceptionHandler userStreamsUncaughtExceptionHandler) {
        application.setUncaughtExceptionHandler(
                Objects.requireNonNull(userStreamsUncaughtExceptionHandler, "userStreamsUncaughtExceptionHandler"));
    }

    /**
     * Has a listener told of stores that are being restored. Only before {@link #start()}.
     *
     * @param globalStateRestoreListener replaces the one before; null for none
     * @throws IllegalStateException if the application has been started
     */
    public void setGlobalStateRestoreListener(@Nullable StateRestoreListener globalStateRestoreListener) {
        application.setGlobalStateRestoreListener(globalStateRestoreListener);
    }

    /**
     * Has a listener told of standby copies that are kept up to date. Only before {@link #start()}.
     *
     * @param standbyListener replaces the one before; null for none
     * @throws IllegalStateException if the application has been started
     */
    public void setStandbyUpdateListener(@Nullable StandbyUpdateListener standbyListener) {
        application.setStandbyUpdateListener(standbyListener);
    }

    /**
     * Starts the application's threads. Returns at once.
     *
     * @throws IllegalStateException if it has been started or closed before
     * @throws io.millrace.streams.errors.StreamsException if it cannot start: the message says why and what to do
     */
    public void start() {
        application.start();
    }

    /**
     * Adds a thread; tasks move to it.
     *
     * @return the thread's name; empty when the application is not running
     */
    public Optional<String> addStreamThread() {
        return application.addStreamThread();
    }

    /**
     * Removes a thread, once what it has at hand is committed; its tasks move to the others. Waits without limit.
     *
     * @return the thread's name; empty when the application is not running or has no thread
     */
    public Optional<String> removeStreamThread() {
        return application.removeStreamThread(Duration.ofMillis(Long.MAX_VALUE));
    }

    /**
     * Removes a thread, once what it has at hand is committed; its tasks move to the others.
     *
     * @param timeout how long to wait for it
     * @return the thread's name; empty when the application is not running or has no thread
     * @throws org.apache.kafka.common.errors.TimeoutException if the thread did not end in time; it goes on ending
     */
    public Optional<String> removeStreamThread(Duration timeout) {
        return application.removeStreamThread(timeout);
    }

    /** Stops taking in records on all threads, until {@link #resume()}. What is at hand is committed. */
    public void pause() {
        application.pause();
    }

    /** Whether it is paused. */
    public boolean isPaused() {
        return application.isPaused();
    }

    /** Takes up work after {@link #pause()}. */
    public void resume() {
        application.resume();
    }

    /** Closes the application and waits for its threads without limit. */
    @Override
    public void close() {
        application.close(Duration.ofMillis(Long.MAX_VALUE), null);
    }

    /**
     * Closes the application: what is at hand is committed, tasks are given up, the log is closed. On Kafka other
     * instances take the tasks over at once, unless {@code group.instance.id} is set: then the tasks wait for this
     * instance to come back until {@code session.timeout.ms} is over.
     *
     * @param timeout how long to wait; zero only asks for it
     * @return whether everything has ended in time
     * @throws IllegalArgumentException if the timeout is negative
     */
    public boolean close(Duration timeout) {
        return close(timeout, null);
    }

    private boolean close(Duration timeout, @Nullable GroupMembershipOperation place) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: not negative)");
        }
        return application.close(timeout, place);
    }

    /**
     * Closes the application as {@link #close(Duration)} does.
     *
     * @param options how long to wait, and what becomes of the instance's place in its group
     * @return whether everything has ended in time
     * @throws IllegalArgumentException if the timeout is negative
     */
    public boolean close(io.millrace.streams.CloseOptions options) {
        return close(options.timeout.orElse(Duration.ofMillis(Long.MAX_VALUE)), options.operation);
    }

    /**
     * Closes the application as {@link #close(Duration)} does.
     *
     * @param options how long to wait, and what becomes of the instance's place in its group
     * @return whether everything has ended in time
     * @throws IllegalArgumentException if the timeout is negative
     * @deprecated use {@link #close(io.millrace.streams.CloseOptions)}
     */
    @Deprecated
    public boolean close(CloseOptions options) {
        return close(io.millrace.streams.CloseOptions.timeout(options.timeout)
                .withGroupMembershipOperation(
                        options.leaveGroup
                                ? io.millrace.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                                : io.millrace.streams.CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
    }

    /**
     * How to close an application. Not thread safe; methods change this object and return it.
     *
     * @deprecated replaced by {@link io.millrace.streams.CloseOptions}
     */
    @Deprecated
    public static class CloseOptions {

        private Duration timeout = Duration.ofMillis(Long.MAX_VALUE);
        private boolean leaveGroup;

        /** Waits without limit, and does not give up the place in the group. */
        public CloseOptions() {}

        /**
         * Sets how long to wait.
         *
         * @param timeout zero only asks for closing
         * @return this
         * @deprecated as the class
         */
        @Deprecated
        public CloseOptions timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets whether the place in the group is given up, so that other instances take over at once.
         *
         * @param leaveGroup whether it is
         * @return this
         * @deprecated as the class
         */
        @Deprecated
        public CloseOptions leaveGroup(boolean leaveGroup) {
            this.leaveGroup = leaveGroup;
            return this;
        }
    }

    /**
     * Removes the application's local state, which is restored from its changelogs when it starts again. On the
     * embedded log it does nothing: there the local state is the only copy, so it is kept.
     *
     * @throws IllegalStateException if the application is running
     */
    public void cleanUp() {
        application.cleanUp();
    }

    /**
     * Reads a store from outside, as a read-only store. Returns what is committed in the partitions that this instance
     * holds; which instance holds what, {@link #queryMetadataForKey} says.
     *
     * @param storeQueryParameters which store, as what, and where
     * @param <T> what the store is read as
     * @return may be kept, and used by any number of threads
     * @throws io.millrace.streams.errors.StreamsNotStartedException if the application has not been started: try again
     * @throws io.millrace.streams.errors.UnknownStateStoreException if the topology has no such store
     * @throws io.millrace.streams.errors.InvalidStateStorePartitionException if the partition that is asked for is not
     *     held here
     * @throws io.millrace.streams.errors.InvalidStateStoreException if nothing of the store is held here at the moment,
     *     or it is of another kind
     * @throws IllegalStateException if the application has been closed
     */
    public <T> T store(StoreQueryParameters<T> storeQueryParameters) {
        return application.queries().store(storeQueryParameters);
    }

    /**
     * Asks a store from outside. Each partition that this instance holds answers from what is committed there, and says
     * how far that reaches.
     *
     * @param request which store is asked what
     * @param <R> what an answer is
     * @throws io.millrace.streams.errors.StreamsNotStartedException if the application has not been started: try again
     * @throws io.millrace.streams.errors.StreamsStoppedException if the application has been closed
     * @throws io.millrace.streams.errors.UnknownStateStoreException if the topology has no such store
     */
    public <R> StateQueryResult<R> query(StateQueryRequest<R> request) {
        return application.queries().query(request);
    }

    /**
     * All instances of the application that have tasks, as far as this one knows.
     *
     * @throws io.millrace.streams.errors.StreamsNotStartedException if the application has not been started
     * @throws IllegalStateException if it has been closed
     */
    public Collection<StreamsMetadata> metadataForAllStreamsClients() {
        return application.queries().instances();
    }

    /**
     * The instances that hold a store or a copy of it.
     *
     * @param storeName the store's name
     * @return empty for a store that the topology does not have
     * @throws io.millrace.streams.errors.StreamsNotStartedException if the application has not been started
     * @throws IllegalStateException if it has been closed
     */
    public Collection<StreamsMetadata> streamsMetadataForStore(String storeName) {
        return application.queries().holding(Objects.requireNonNull(storeName, "storeName"));
    }

    /**
     * Where a key of a store is held, for a store whose input is partitioned as Kafka's producers do it.
     *
     * @param storeName the store's name
     * @param key the key; of a windowed store, the key without its window
     * @param keySerializer how the input's keys are written
     * @param <K> key type
     * @return {@link KeyQueryMetadata#NOT_AVAILABLE} while nobody knows; null for a store that the topology does not
     *     have
     * @throws io.millrace.streams.errors.StreamsNotStartedException if the application has not been started
     * @throws IllegalStateException if it has been closed
     */
    public <K> @Nullable KeyQueryMetadata queryMetadataForKey(String storeName, K key, Serializer<K> keySerializer) {
        Objects.requireNonNull(keySerializer, "keySerializer");
        return queryMetadataForKey(
                storeName,
                key,
                (topic, asked, value, partitions) -> Optional.of(
                        Set.of(BuiltInPartitioner.partitionForKey(keySerializer.serialize(topic, asked), partitions))));
    }

    /**
     * Where a key of a store is held, for a store whose input is partitioned in a way of your own.
     *
     * @param storeName the store's name
     * @param key the key
     * @param partitioner says to which partition of the store's input a key goes; its value is null here
     * @param <K> key type
     * @return {@link KeyQueryMetadata#NOT_AVAILABLE} while nobody knows; null for a store that the topology does not
     *     have
     * @throws IllegalArgumentException if the partitioner does not name exactly one partition
     * @throws io.millrace.streams.errors.StreamsNotStartedException if the application has not been started
     * @throws IllegalStateException if it has been closed
     */
    public <K> @Nullable KeyQueryMetadata queryMetadataForKey(
            String storeName, K key, StreamPartitioner<? super K, ?> partitioner) {
        return application
                .queries()
                .holding(
                        Objects.requireNonNull(storeName, "storeName"),
                        Objects.requireNonNull(key, "key"),
                        Objects.requireNonNull(partitioner, "partitioner"));
    }

    /**
     * How far each store of this instance is behind its changelog, by store name and partition. On the embedded log,
     * where a store is its own log, never at all.
     *
     * @throws io.millrace.streams.errors.StreamsNotStartedException if the application has not been started
     * @throws IllegalStateException if it has been closed
     */
    public Map<String, Map<Integer, LagInfo>> allLocalStorePartitionLags() {
        Map<String, Map<Integer, LagInfo>> lags = new TreeMap<>();
        for (StoreLag lag : application.queries().lags()) {
            lags.computeIfAbsent(lag.store(), name -> new TreeMap<>())
                    .put(lag.partition(), new LagInfo(lag.current(), lag.end()));
        }
        return lags;
    }

    /**
     * What is measured, by name; the same object always shows the value of the moment. Names and tags are those of
     * Kafka Streams. On Kafka the metrics of the clients are among them.
     *
     * <pre>{@code
     * streams.metrics().values().stream()
     *         .filter(metric -> metric.metricName().name().equals("process-total"))
     *         .forEach(metric -> System.out.println(metric.metricName().tags() + " " + metric.metricValue()));
     * }</pre>
     *
     * @return an unmodifiable copy; metrics that come later are not in it
     */
    public Map<MetricName, ? extends Metric> metrics() {
        Map<MetricName, Metric> all = new HashMap<>(application.metrics().metrics());
        all.putAll(application.clientMetrics());
        return Collections.unmodifiableMap(all);
    }

    /**
     * The ids under which brokers know this instance's Kafka clients, those that push metrics. Left out are clients
     * with {@code enable.metrics.push=false}, and those that have not been told an id within the timeout, as where no
     * broker takes metrics. On the embedded log there are none.
     *
     * @param timeout how long to wait for the brokers
     * @throws IllegalArgumentException if the timeout is negative
     * @throws IllegalStateException if the application is not running
     * @throws org.apache.kafka.common.errors.TimeoutException if a client does not answer in time
     */
    public ClientInstanceIds clientInstanceIds(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: not negative)");
        }
        return application.clientInstanceIds(timeout);
    }

    /** What each thread of this instance is doing. */
    public Set<ThreadMetadata> metadataForLocalThreads() {
        return application.metadataForLocalThreads();
    }
}
