/**
 * The end-to-end comparison: the same work on the same bytes by Millrace on its embedded log, by Kafka Streams on a
 * real broker, and by a plain loop over a HashMap, which is the limit.
 *
 * <p>Every run is a child JVM of its own, so that each pays its own JIT compilation; the contenders take turns, so that
 * a slow minute of the machine hits all of them; ratios are taken within a round. Every run's output is reduced to a
 * {@link io.millrace.benchmarks.compare.Digest}, and runs that differ in it fail the comparison: nobody measures a
 * broken run.
 *
 * <p>Read {@link io.millrace.benchmarks.compare.Comparison} first (the parent), then
 * {@link io.millrace.benchmarks.compare.Run} (the child). Knows the public API and the broker launcher of
 * {@code testing}, nothing of the engine.
 */
@NullMarked
package io.millrace.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
