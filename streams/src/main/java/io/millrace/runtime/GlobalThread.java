package io.millrace.runtime;

import io.millrace.base.Clock;
import io.millrace.base.Threads;
import io.millrace.engine.global.GlobalWorker;
import io.millrace.engine.task.TaskStores;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.StateStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that fills the global stores. The worker is made, used and closed on it. Workers of the application begin
 * when the stores hold what was in their topics at the start.
 */
final class GlobalThread {

    private static final Logger LOG = LoggerFactory.getLogger(GlobalThread.class);
    private static final long POLL_MS = 100;

    private final String name;
    private final Supplier<GlobalWorker> workers;
    private final Clock clock;
    private final Consumer<Throwable> failed;
    private final CompletableFuture<Map<String, StateStore>> stores = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean stopAsked;
    private volatile boolean started;
    private volatile @Nullable Thread thread;
    private volatile @Nullable GlobalWorker worker;

    GlobalThread(String name, Supplier<GlobalWorker> workers, Clock clock, Consumer<Throwable> failed) {
        this.name = name;
        this.workers = workers;
        this.clock = clock;
        this.failed = failed;
    }

    void start(Threads threads) {
        started = true;
        threads.startLasting(name, this::run);
    }

    /** Does without the thread, as there are no global stores. */
    void skip() {
        stores.complete(Map.of());
    }

    /** Whether the caller is this thread, and so cannot wait for it. */
    boolean isCurrent() {
        return thread == Thread.currentThread();
    }

    /** The stores, once they are filled. */
    Map<String, StateStore> awaitStores() {
        try {
            return stores.join();
        } catch (CompletionException e) {
            throw new StreamsException("the global stores could not be filled: " + e.getCause(), e.getCause());
        }
    }

    /** What the stores hold, for queries from outside; nothing before they are opened. */
    List<TaskStores> committed() {
        GlobalWorker running = worker;
        return running == null ? List.of() : running.committed();
    }

    void stop() {
        stopAsked = true;
        stores.complete(Map.of());
        GlobalWorker running = worker;
        if (running != null) {
            running.wakeup();
        }
    }

    void awaitEnd() {
        if (started) {
            ended.join();
        }
    }

    private void run() {
        thread = Thread.currentThread();
        try (GlobalWorker made = workers.get()) {
            worker = made;
            while (!stopAsked) {
                if (made.isCaughtUp()) {
                    stores.complete(made.stores());
                }
                made.runOnce(clock.wallMs(), made.isCaughtUp() ? POLL_MS : 0);
            }
        } catch (Throwable e) {
            LOG.error("Thread {} failed", name, e);
            stores.completeExceptionally(e);
            failed.accept(e);
        } finally {
            worker = null;
            ended.complete(null);
        }
    }
}
