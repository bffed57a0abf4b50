/**
 * The logical graph: what the user asked for, one node per call of the DSL, before it is cut into steps.
 *
 * <p>The DSL adds nodes to a {@link io.millrace.planner.logical.LogicalDraft}; {@code draft.graph()} is an immutable
 * {@link io.millrace.planner.logical.LogicalGraph}, which {@code planner.lowering} turns into steps by rules that each
 * take a graph and return one. A node says only what its kind needs ({@link io.millrace.planner.logical.LogicalNode}, a
 * closed family); edges, and the order in which nodes are lowered, are kept beside it, so that rules can move nodes
 * without touching them.
 *
 * <p>Neighbours: {@code io.millrace.dsl} writes, {@code io.millrace.planner.lowering} reads. Knows the public API and
 * the store definitions of {@code io.millrace.graph}.
 */
@NullMarked
package io.millrace.planner.logical;

import org.jspecify.annotations.NullMarked;
