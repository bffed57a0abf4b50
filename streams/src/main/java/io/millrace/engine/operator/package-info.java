/**
 * The operators of the DSL: one processor supplier per operation, run by the engine like a user's own processor.
 *
 * <p>Each file holds a supplier, which is immutable and shared by all tasks, and inside it the small processor that
 * does the work in one task. Operators see no more of the engine than the {@code ProcessorContext} of the API and two
 * doors that the engine's contexts also implement: {@link io.millrace.engine.operator.DroppedRecords} to count what is
 * dropped, and {@link io.millrace.engine.operator.CurrentHeaders} for the headers of updates that a store held back.
 * Exceptions of the user's functions are not caught here; the engine knows which node was running.
 *
 * <h2>Tables</h2>
 *
 * Between table operators travel {@link io.millrace.engine.operator.Change}s. Three things about a table are settled
 * only when all of the topology is known, because steps that come later ask for them: whether it has a store, whether
 * its changes carry old values, and how it is read. So a table is described by three objects:
 *
 * <ol>
 *   <li>a {@link io.millrace.engine.operator.TableShape}, made when the table is made: {@code source} for
 *       {@code table}, {@code globalTable} and {@code toTable}; {@code filtered} and {@code mapped} for tables computed
 *       from another one, and {@code joined} for a table computed from two; {@code stored} for the result of any
 *       aggregation. Later steps ask it: {@code groupBy} calls {@code requestOldValues(true)}, a join with the table
 *       calls {@code requestReading()}. The order of these calls must be the order in which the user builds the
 *       topology, since it shows in the results, as in Kafka Streams;
 *   <li>a {@link io.millrace.engine.operator.TableViewSupplier} from {@link io.millrace.engine.operator.TableViews},
 *       made beside the shape; a join gets it, and its node is connected to the view's {@code storeNames()} when the
 *       topology is lowered;
 *   <li>the operator, which is given the shape and reads it in {@code get()}, that is, after everything has been asked.
 *       The node of a table whose shape has a {@code storeName()} by then is connected to that store.
 * </ol>
 *
 * {@code count} and {@code reduce} are static factories of the aggregating operators.
 *
 * <h2>At once, or held back</h2>
 *
 * A table with a store passes changes on at once, unless its store holds updates back and emits the last one per key at
 * the commit ({@link io.millrace.store.EmittingStore}). {@link io.millrace.engine.operator.ChangeForwarder} is where
 * the two meet, and says how they differ.
 *
 * <h2>Reading on</h2>
 *
 * Start with {@link io.millrace.engine.operator.FilterOperator}, then
 * {@link io.millrace.engine.operator.StreamAggregateOperator} and {@code StoredTable}. Neighbours: knows the public API
 * and the ports of {@code io.millrace.store}; known by {@code io.millrace.dsl}, which makes the operators, and by the
 * engine, which implements the doors. A processor is owned by the thread that runs its task.
 */
@NullMarked
package io.millrace.engine.operator;

import org.jspecify.annotations.NullMarked;
