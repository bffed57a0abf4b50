package io.millrace.engine.worker;

import io.millrace.engine.commit.CommitObserver;
import io.millrace.engine.restore.Restoration;
import io.millrace.engine.task.EngineParts;
import io.millrace.log.Seat;
import io.millrace.streams.processor.StateStore;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What a worker is made of.
 *
 * @param engine what it shares with all other workers
 * @param settings the numbers that steer it
 * @param seat its place in the application's group
 * @param globalStores stores that every processor may read, by name
 * @param workers how many workers the application has at this moment; asked in every round
 * @param observer sees each step of its commits
 * @param restoration brings its tasks' stores up to date
 */
public record WorkerParts(
        EngineParts engine,
        WorkerSettings settings,
        Seat seat,
        Map<String, StateStore> globalStores,
        IntSupplier workers,
        CommitObserver observer,
        Restoration restoration) {

    /** Without anything to restore, because the log carries state. */
    public WorkerParts(
            EngineParts engine,
            WorkerSettings settings,
            Seat seat,
            Map<String, StateStore> globalStores,
            IntSupplier workers,
            CommitObserver observer) {
        this(engine, settings, seat, globalStores, workers, observer, Restoration.NONE);
    }
}
