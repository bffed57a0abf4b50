/**
 * The step graph: what a topology consists of, whoever put it together.
 *
 * <p>The Processor API and the DSL both end here. {@link io.millrace.graph.GraphBuilder} takes one node after another,
 * checks each as it comes, and keeps them in the order of insertion, which decides the numbers of subtopologies.
 * {@link io.millrace.graph.GraphBuilder#graph()} is an immutable {@link io.millrace.graph.TopologyGraph}: sources,
 * processors and sinks with their parents, stores with their users. Names are still those that the user or the DSL
 * gave; the planner makes the final ones, because they need the configuration.
 *
 * <p>The package also describes a topology for people ({@code describe()}), to the letter as Kafka Streams does, since
 * applications compare that text in their tests.
 *
 * <p>Neighbours: knows the public API and the port of {@code io.millrace.store}. Read by {@code io.millrace.planner},
 * filled by its lowering rules. Start with {@link io.millrace.graph.TopologyGraph}.
 */
@NullMarked
package io.millrace.graph;

import org.jspecify.annotations.NullMarked;
