package io.millrace.engine.worker;

import io.millrace.base.Clock;
import io.millrace.engine.commit.CommitObserver;
import io.millrace.log.Log;
import io.millrace.log.Seat;
import io.millrace.plan.Plan;
import io.millrace.store.StateDatabase;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.StreamsMetrics;
import java.nio.file.Path;

/**
 * What a worker is made of.
 *
 * @param plan what is run
 * @param config the application's configuration
 * @param settings the numbers that steer the worker
 * @param log where records live
 * @param state where committed state lives
 * @param seat the worker's place in the application's group
 * @param clock where time comes from
 * @param metrics for user code
 * @param folder below which tasks may keep files of their own
 * @param observer sees each step of a commit
 */
public record WorkerParts(
        Plan plan,
        StreamsConfig config,
        WorkerSettings settings,
        Log log,
        StateDatabase state,
        Seat seat,
        Clock clock,
        StreamsMetrics metrics,
        Path folder,
        CommitObserver observer) {}
