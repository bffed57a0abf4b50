/**
 * The log port: the only door to records.
 *
 * <p>A log holds topics, a topic holds partitions, a partition is a totally ordered sequence of records addressed by
 * offset. Whoever uses the port can
 *
 * <ul>
 *   <li>look after topics: make, describe, purge them ({@link io.millrace.log.Topics});
 *   <li>read partitions from an offset ({@link io.millrace.log.Reader});
 *   <li>take a seat in a group, be given tasks and read their partitions ({@link io.millrace.log.Member});
 *   <li>append: records to several partitions, input offsets and - where the
 *       {@linkplain io.millrace.log.Log#carriesState() log carries it} - state, all or nothing, fenced by the writer's
 *       epoch ({@link io.millrace.log.Transaction}).
 * </ul>
 *
 * <p>Every implementation passes the same contract tests ({@code LogContract} in the testing module). The port knows
 * the public API's data types, {@code io.millrace.base} and the state port's {@link io.millrace.store.StateChanges};
 * nothing of the engine.
 *
 * <p>Start with {@link io.millrace.log.Log}.
 */
@NullMarked
package io.millrace.log;

import org.jspecify.annotations.NullMarked;
