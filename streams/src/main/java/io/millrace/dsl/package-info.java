/**
 * The fluent classes behind {@code StreamsBuilder}, {@code KStream}, {@code KTable} and the rest.
 *
 * <p>Each call checks what it is given, finds the names of its node, its store and its topic, decides which serdes go
 * on, and adds one logical node ({@code io.millrace.planner.logical}). Nothing is planned here:
 * {@link io.millrace.dsl.DslBuilder#build} hands the logical graph to {@code io.millrace.planner.lowering}.
 *
 * <p>Names are a contract: topics, state and tests of running applications are found by them. All names that the user
 * does not give come from one counter ({@link io.millrace.dsl.Names}), and each call takes from it as many numbers, in
 * the same order, as the same call of Kafka Streams, even where it then uses none of them. So do not reorder the lines
 * of these classes that make names; the golden tests of {@code describe()} would show it.
 *
 * <p>Start with {@link io.millrace.dsl.DslStream}. The {@code ...Settings} classes read what users wrote into
 * {@code Consumed}, {@code Materialized} and so on, whose fields are protected. All objects here are used by the one
 * thread that builds the topology. Neighbours: knows the planner, the operators of {@code io.millrace.engine.operator}
 * that it puts into its nodes, and the public API.
 */
@NullMarked
package io.millrace.dsl;

import org.jspecify.annotations.NullMarked;
