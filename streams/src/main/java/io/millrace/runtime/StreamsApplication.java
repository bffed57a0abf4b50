package io.millrace.runtime;

import io.millrace.base.Seams;
import io.millrace.engine.assign.BalancedSticky;
import io.millrace.engine.assign.PlanTasks;
import io.millrace.engine.commit.CommitObserver;
import io.millrace.engine.global.GlobalWorker;
import io.millrace.engine.restore.Restoration;
import io.millrace.engine.restore.RestoreParts;
import io.millrace.engine.restore.SilentListener;
import io.millrace.engine.restore.StateRestoration;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.worker.Worker;
import io.millrace.engine.worker.WorkerParts;
import io.millrace.engine.worker.WorkerSettings;
import io.millrace.log.Departure;
import io.millrace.log.Passing;
import io.millrace.log.Seat;
import io.millrace.plan.Plan;
import io.millrace.streams.ClientInstanceIds;
import io.millrace.streams.CloseOptions.GroupMembershipOperation;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.MillraceStreams.StateListener;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.ThreadMetadata;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import io.millrace.streams.processor.StandbyUpdateListener;
import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.spi.Application;
import io.millrace.streams.spi.Queries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application: a plan, the log that it runs on, and the threads that run it. Thread safe.
 *
 * <p>Closing happens on a thread of its own, which tells the listener, waits for the workers and then closes the log,
 * so it may be asked for from anywhere: another thread, a listener, an exception handler, a processor. Whoever asks
 * waits for it, except on a thread that closing waits for in turn.
 */
public final class StreamsApplication implements Application {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApplication.class);

    private final Plan plan;
    private final StreamsConfig config;
    private final Backend.Opener opener;
    private final Seams seams;
    private final CommitObserver observer;
    private final Lifecycle lifecycle;
    private final ApplicationMetrics metrics;
    private final ClientMetrics clientMetrics;
    private final String clientId;
    private final WorkerPool pool;
    private final GlobalThread globals;
    private final RunningQueries queries;
    private final ApplicationTopics topics;
    private final Restarts restarts = new Restarts();
    private final Object starting = new Object();
    private final Object completeness = new Object();
    private StreamsUncaughtExceptionHandler handler = cause -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    private StateRestoreListener restoreListener = new SilentListener();
    private StandbyUpdateListener standbyListener = new SilentListener();
    private volatile @Nullable Backend backend;
    private volatile @Nullable RestoreThreads restoring;
    private volatile @Nullable ClusterPeers peers;
    private volatile @Nullable Thread closer;

    /**
     * @param plan what is run
     * @param config the application's configuration
     * @param opener opens what it runs on
     * @param seams time, chance and threads
     * @param observer sees each step of every commit
     */
    public StreamsApplication(
            Plan plan, StreamsConfig config, Backend.Opener opener, Seams seams, CommitObserver observer) {
        this.plan = plan;
        this.config = config;
        this.opener = opener;
        this.seams = seams;
        this.observer = observer;
        this.lifecycle = new Lifecycle(plan.application());
        this.clientId = clientId(plan.application(), config, seams);
        this.metrics = new ApplicationMetrics(config, clientId);
        this.topics = new ApplicationTopics(plan);
        this.pool = new WorkerPool(clientId + "-StreamThread-", seams, this::newWorker, new Owner());
        this.clientMetrics =
                new ClientMetrics(metrics, config, clientId, seams.randomness().nextUuid(), lifecycle, pool);
        this.globals = new GlobalThread(
                clientId + "-GlobalStreamThread", this::newGlobalWorker, seams.clock(), this::globalFailed);
        this.queries = new RunningQueries(plan, config, lifecycle, pool, globals, this::engineIfOpen, () -> peers);
    }

    /** Shows what it does among its metrics. */
    StreamsApplication described(Supplier<String> topology) {
        clientMetrics.describe(topology);
        return this;
    }

    @Override
    public Queries queries() {
        return queries;
    }

    private static String clientId(String application, StreamsConfig config, Seams seams) {
        String given = config.getString(StreamsConfig.CLIENT_ID_CONFIG);
        return given.isEmpty() ? application + "-" + seams.randomness().nextUuid() : given;
    }

    @Override
    public void start() {
        lifecycle.requireMoveTo(State.REBALANCING, "start");
        synchronized (starting) {
            if (lifecycle.state() != State.REBALANCING) {
                return; // it was closed before it could begin
            }
            try {
                Backend opened = opener.open(clientId);
                backend = opened;
                if (opened.log().carriesState()) {
                    topics.makeAll(opened.log().topics(), config.getInt(StreamsConfig.EMBEDDED_NUM_PARTITIONS_CONFIG));
                }
                RestoreThreads started = opened.log().carriesState() ? null : startRestoring(opened);
                restoring = started;
                peers = started == null
                        ? null
                        : new ClusterPeers(config, seams.clock(), started.restoration(), this::closeAsFailed);
            } catch (RuntimeException e) {
                closeAsFailed();
                throw e;
            }
            startThreads();
        }
    }

    /**
     * On a log that does not carry state: has stores restored from their changelogs, which each worker makes sure of.
     */
    private RestoreThreads startRestoring(Backend on) {
        RestoreParts parts = new RestoreParts(
                plan,
                on.log(),
                on.state(),
                seams.clock(),
                metrics,
                config.getLong(StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG),
                restoreListener,
                standbyListener);
        int threads = Math.max(1, config.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG));
        return RestoreThreads.start(new StateRestoration(parts, threads), clientId + "-StateRestorer-", seams);
    }

    private void startThreads() {
        if (plan.globals().isEmpty()) {
            globals.skip();
        } else {
            globals.start(seams.threads());
        }
        int threads = config.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
        for (int i = 0; i < threads; i++) {
            pool.add(Duration.ZERO);
        }
    }

    private EngineParts engine() {
        EngineParts engine = engineIfOpen();
        if (engine == null) {
            throw new IllegalStateException("the application has not been started");
        }
        return engine;
    }

    private @Nullable EngineParts engineIfOpen() {
        Backend on = backend;
        return on == null
                ? null
                : new EngineParts(plan, config, on.log(), on.state(), seams.clock(), metrics, on.folder());
    }

    private Worker newWorker(String threadName) {
        EngineParts engine = engine();
        if (!engine.log().carriesState()) {
            // Brokers may not answer now, and topics come and go: what is missing is an error of the thread.
            topics.makeInternal(engine.log().topics());
        }
        RestoreThreads restored = restoring;
        return new Worker(new WorkerParts(
                engine,
                WorkerSettings.of(config, engine.log().carriesState()),
                new Seat(plan.application(), threadName, new PlanTasks(plan), new BalancedSticky(), peers),
                globals.awaitStores(),
                pool::size,
                observer,
                restored == null ? Restoration.NONE : restored.restoration()));
    }

    private GlobalWorker newGlobalWorker() {
        return new GlobalWorker(engine(), clientId + "-GlobalStreamThread");
    }

    /** Without its global stores no worker can go on; there is nothing to replace the thread with. */
    private void globalFailed(Throwable cause) {
        ask(cause);
        closeAsFailed();
    }

    @Override
    public boolean close(Duration timeout, @Nullable GroupMembershipOperation place) {
        if (lifecycle.state() == State.CREATED) {
            lifecycle.moveTo(State.PENDING_SHUTDOWN);
            lifecycle.moveTo(State.NOT_RUNNING);
            return true;
        }
        closeInBackground(State.PENDING_SHUTDOWN, State.NOT_RUNNING, departure(place));
        return isAwaitedByClose() ? lifecycle.state().hasCompletedShutdown() : lifecycle.awaitClosed(timeout);
    }

    /** Whether the caller is a thread that closing waits for, so that it cannot wait for closing. */
    private boolean isAwaitedByClose() {
        return globals.isCurrent()
                || closer == Thread.currentThread()
                || pool.all().stream().anyMatch(WorkerThread::isCurrent);
    }

    private void closeAsFailed() {
        closeInBackground(State.PENDING_ERROR, State.ERROR, Departure.AS_NAMED);
    }

    private static Departure departure(@Nullable GroupMembershipOperation asked) {
        if (asked == null) {
            return Departure.AS_NAMED;
        }
        return asked == GroupMembershipOperation.LEAVE_GROUP ? Departure.LEAVE : Departure.REMAIN;
    }

    private void closeInBackground(State closing, State closed, Departure how) {
        Runnable tell = lifecycle.beginMoveTo(closing);
        if (tell == null) {
            return; // it is closing or closed already
        }
        seams.threads().start(clientId + "-close", () -> {
            closer = Thread.currentThread();
            try {
                tell.run();
            } catch (RuntimeException e) {
                LOG.error("The state listener of application {} failed", plan.application(), e);
            }
            try {
                closeAll(how);
            } catch (RuntimeException e) {
                LOG.error("Application {} failed to close in good order", plan.application(), e);
            } finally {
                lifecycle.moveTo(closed);
            }
        });
    }

    /** Workers are asked to end before they are let go from waiting for global stores that will not be filled. */
    private void closeAll(Departure how) {
        Backend on;
        synchronized (starting) {
            on = backend;
        }
        List<WorkerThread> ending = pool.close(how);
        globals.stop();
        ending.forEach(WorkerThread::awaitEnd);
        globals.awaitEnd();
        RestoreThreads restored = restoring;
        if (restored != null) {
            restored.stop();
        }
        if (on != null) {
            on.close();
        }
        metrics.close();
    }

    @Override
    public State state() {
        return lifecycle.state();
    }

    @Override
    public void setStateListener(@Nullable StateListener listener) {
        lifecycle.requireNotStarted("set the state listener");
        lifecycle.listener(listener);
    }

    @Override
    public void setUncaughtExceptionHandler(StreamsUncaughtExceptionHandler next) {
        lifecycle.requireNotStarted("set the uncaught exception handler");
        handler = next;
    }

    @Override
    public void setGlobalStateRestoreListener(@Nullable StateRestoreListener listener) {
        lifecycle.requireNotStarted("set the restore listener");
        restoreListener = listener == null ? new SilentListener() : listener;
    }

    @Override
    public void setStandbyUpdateListener(@Nullable StandbyUpdateListener listener) {
        lifecycle.requireNotStarted("set the standby update listener");
        standbyListener = listener == null ? new SilentListener() : listener;
    }

    @Override
    public Optional<String> addStreamThread() {
        if (!lifecycle.state().isRunningOrRebalancing()) {
            return Optional.empty();
        }
        lifecycle.moveTo(State.REBALANCING);
        return pool.add(Duration.ZERO);
    }

    @Override
    public Optional<String> removeStreamThread(Duration timeout) {
        if (!lifecycle.state().isRunningOrRebalancing()) {
            return Optional.empty();
        }
        List<WorkerThread> threads =
                pool.all().stream().filter(thread -> !thread.isStopAsked()).toList();
        if (threads.isEmpty()) {
            return Optional.empty();
        }
        WorkerThread chosen = threads.stream()
                .filter(thread -> !thread.isCurrent())
                .findFirst()
                .orElse(threads.get(0));
        chosen.stop(Departure.LEAVE);
        if (!chosen.isCurrent() && !chosen.await(timeout)) {
            throw new TimeoutException("thread " + chosen.name() + " has not ended within " + timeout
                    + "; it goes on ending (is a processor blocked?)");
        }
        return Optional.of(chosen.name());
    }

    @Override
    public void pause() {
        pool.pause(true);
    }

    @Override
    public void resume() {
        pool.pause(false);
    }

    @Override
    public boolean isPaused() {
        return pool.isPaused();
    }

    @Override
    public void cleanUp() {
        State now = lifecycle.state();
        if (!now.hasNotStarted() && !now.hasCompletedShutdown()) {
            throw new IllegalStateException(
                    "cannot clean up application " + plan.application() + " in state " + now + " (expected: "
                            + State.CREATED + ", " + State.NOT_RUNNING + " or " + State.ERROR + ": close it first)");
        }
        if (!opener.removeState()) {
            LOG.info(
                    "Application {} keeps its state: on the embedded log there is no other copy to restore it from",
                    plan.application());
        }
    }

    @Override
    public Set<ThreadMetadata> metadataForLocalThreads() {
        return pool.all().stream()
                .map(thread -> ThreadView.of(thread, plan.application(), backend))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ApplicationMetrics metrics() {
        return metrics;
    }

    @Override
    public Map<MetricName, Metric> clientMetrics() {
        Backend on = backend;
        return on == null ? Map.of() : on.log().clientMetrics();
    }

    @Override
    public ClientInstanceIds clientInstanceIds(Duration timeout) {
        State now = lifecycle.state();
        Backend on = backend;
        if (!now.isRunningOrRebalancing() || on == null) {
            throw new IllegalStateException("application " + plan.application() + " is in state " + now
                    + " and has no clients (expected: a running one; call start() first)");
        }
        return on.log().clientInstanceIds(timeout);
    }

    private StreamThreadExceptionResponse ask(Throwable cause) {
        try {
            return handler.handle(cause);
        } catch (RuntimeException e) {
            LOG.error("The uncaught exception handler failed; the application is closed", e);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
    }

    private final class Owner implements WorkerThread.Owner {

        @Override
        public boolean canGoOnAfter(Throwable cause, long sinceMs) {
            Backend on = backend;
            return on != null
                    && !on.log().carriesState()
                    && Passing.isPassing(cause)
                    && sinceMs < config.getLong(StreamsConfig.TASK_TIMEOUT_MS_CONFIG);
        }

        @Override
        public void begun(WorkerThread thread) {
            clientMetrics.threadBegun(thread);
        }

        @Override
        public void running(WorkerThread thread) {
            runIfAllDo();
        }

        @Override
        public void preparing(WorkerThread thread) {
            moveIf(() -> true, State.REBALANCING);
        }

        private void runIfAllDo() {
            moveIf(pool::isEveryoneRunning, State.RUNNING);
        }

        /** No thread may begin to prepare between the question and the move. */
        private void moveIf(BooleanSupplier so, State next) {
            Runnable tell;
            synchronized (completeness) {
                tell = so.getAsBoolean() ? lifecycle.beginMoveTo(next) : null;
            }
            if (tell != null) {
                tell.run();
            }
        }

        @Override
        public void failed(WorkerThread thread, Throwable cause) {
            clientMetrics.threadFailed();
            StreamThreadExceptionResponse response = ask(cause);
            boolean goesOn = response == StreamThreadExceptionResponse.REPLACE_THREAD
                    || (response == StreamThreadExceptionResponse.SHUTDOWN_APPLICATION && canTellTheOthers());
            if (goesOn && !(cause instanceof Error)) {
                pool.remove(thread);
                replace();
            } else {
                closeAsFailed();
            }
        }

        /** A member that joins anew tells the group, which then ends this instance with the others. Asked for once. */
        private boolean canTellTheOthers() {
            ClusterPeers others = peers;
            if (others == null || others.wantsAllToEnd()) {
                return false;
            }
            others.askAllToEnd();
            return true;
        }

        private void replace() {
            Duration delay;
            synchronized (restarts) {
                delay = restarts.next(seams.clock().wallMs());
            }
            lifecycle.moveTo(State.REBALANCING);
            pool.add(delay).ifPresent(name -> LOG.info("Thread {} takes over in {} ms", name, delay.toMillis()));
        }

        @Override
        public void ended(WorkerThread thread) {
            clientMetrics.threadEnded(thread);
            pool.remove(thread);
            runIfAllDo(); // the others may have waited for this one alone
        }
    }
}
