/**
 * Lowering: from the logical graph of the DSL to the step graph.
 *
 * <p>{@link io.millrace.planner.lowering.Lowering} applies the rules in order. Rules that change the logical graph come
 * first, each a class of its own: {@link io.millrace.planner.lowering.MergeSources}, where the configuration asks for
 * it {@link io.millrace.planner.lowering.ReuseSourceTopics}, {@link io.millrace.planner.lowering.MergeRepartitions} and
 * {@link io.millrace.planner.lowering.SelfJoins}, and {@link io.millrace.planner.lowering.KeepNullKeys}. Then
 * {@link io.millrace.planner.lowering.BuildOrder} puts the nodes into the order of Kafka Streams, which decides the
 * numbers of subtopologies, and {@link io.millrace.planner.lowering.NodeLowering} adds the steps of one node after
 * another.
 *
 * <p>Neighbours: reads {@code planner.logical}, writes {@code io.millrace.graph}, puts in the few operators of
 * {@code io.millrace.engine.operator} that no call of the DSL asked for. Pure functions, but for the graph builder that
 * is filled.
 */
@NullMarked
package io.millrace.planner.lowering;

import org.jspecify.annotations.NullMarked;
