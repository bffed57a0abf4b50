package io.millrace.engine.restore;

import io.millrace.base.Clock;
import io.millrace.log.Log;
import io.millrace.metrics.MetricRegistry;
import io.millrace.plan.Plan;
import io.millrace.store.StateDatabase;
import io.millrace.streams.processor.StandbyUpdateListener;
import io.millrace.streams.processor.StateRestoreListener;

/**
 * What restoring needs.
 *
 * @param plan whose stores are restored
 * @param log where changelogs are
 * @param state what is filled
 * @param clock where time comes from
 * @param metrics what is measured
 * @param cleanupDelayMs how long state of tasks that nobody here has or keeps warm is kept
 * @param restoreListener hears of tasks that are restored
 * @param standbyListener hears of tasks that are kept warm
 */
public record RestoreParts(
        Plan plan,
        Log log,
        StateDatabase state,
        Clock clock,
        MetricRegistry metrics,
        long cleanupDelayMs,
        StateRestoreListener restoreListener,
        StandbyUpdateListener standbyListener) {}
