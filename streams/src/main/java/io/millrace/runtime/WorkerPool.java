package io.millrace.runtime;

import io.millrace.base.Seams;
import io.millrace.engine.worker.Worker;
import io.millrace.log.Departure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The threads of an application. Thread safe: every change is made under its own lock, and nobody is called back while
 * it is held.
 */
final class WorkerPool {

    private final String namePrefix;
    private final Seams seams;
    private final WorkerMaker maker;
    private final WorkerThread.Owner owner;
    private final Object lock = new Object();
    private final TreeMap<Integer, WorkerThread> threads = new TreeMap<>();
    private volatile int size;
    private boolean paused;
    private boolean closed;

    /** Makes the worker of a thread, on that thread. */
    interface WorkerMaker {

        /** The worker of the thread with this name. */
        Worker make(String threadName);
    }

    WorkerPool(String namePrefix, Seams seams, WorkerMaker maker, WorkerThread.Owner owner) {
        this.namePrefix = namePrefix;
        this.seams = seams;
        this.maker = maker;
        this.owner = owner;
    }

    /**
     * Starts a thread under the lowest number that is free.
     *
     * @param delay how long the thread waits before it begins
     * @return its name; empty when the pool has been closed
     */
    Optional<String> add(Duration delay) {
        synchronized (lock) {
            if (closed) {
                return Optional.empty();
            }
            int number = 1;
            while (threads.containsKey(number)) {
                number++;
            }
            String name = namePrefix + number;
            WorkerThread thread = new WorkerThread(name, () -> maker.make(name), seams.clock(), owner);
            thread.pause(paused);
            threads.put(number, thread);
            size = threads.size();
            thread.start(seams.threads(), delay);
            return Optional.of(name);
        }
    }

    List<WorkerThread> all() {
        synchronized (lock) {
            return new ArrayList<>(threads.values());
        }
    }

    /** How many threads there are. */
    int size() {
        return size;
    }

    /** Forgets a thread that has ended. */
    void remove(WorkerThread thread) {
        synchronized (lock) {
            threads.values().remove(thread);
            size = threads.size();
        }
    }

    /** Whether there are threads and all of them have begun to work. */
    boolean isEveryoneRunning() {
        synchronized (lock) {
            return !threads.isEmpty() && threads.values().stream().noneMatch(WorkerThread::isPreparing);
        }
    }

    void pause(boolean pause) {
        synchronized (lock) {
            paused = pause;
            threads.values().forEach(thread -> thread.pause(pause));
        }
    }

    boolean isPaused() {
        synchronized (lock) {
            return paused;
        }
    }

    /**
     * Lets no thread be added any more, asks all to end, and says which they are.
     *
     * @param how what becomes of their places in the group
     */
    List<WorkerThread> close(Departure how) {
        List<WorkerThread> ending;
        synchronized (lock) {
            closed = true;
            ending = new ArrayList<>(threads.values());
        }
        ending.forEach(thread -> thread.stop(how));
        return ending;
    }
}
