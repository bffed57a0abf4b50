/**
 * Planning: from what the user wrote to what the engine runs.
 *
 * <p>Three stages, each immutable data: the <em>logical graph</em> that the DSL fills ({@code planner.logical}), the
 * <em>step graph</em> that it is lowered to ({@code planner.lowering}, {@code io.millrace.graph}) and that the
 * Processor API fills directly, and the {@link io.millrace.plan.Plan}. This package is the last stage:
 * {@link io.millrace.planner.Planner} turns a step graph and the configuration into a plan, by small rules, each a
 * class of its own: {@link io.millrace.planner.TopicNames} (final names of internal topics),
 * {@link io.millrace.planner.TopicConfigs} (their settings), {@link io.millrace.planner.StorePlans} (builders and
 * changelogs), {@link io.millrace.planner.Steps} (nodes to steps) and {@link io.millrace.planner.Copartitions}.
 *
 * <p>Names, numbers and settings are those of Kafka Streams: a running application's topics, offsets and state are
 * found by them. Everything here is a pure function of its arguments and is called by one thread, before anything runs.
 *
 * <p>Neighbours: {@code io.millrace.dsl} and {@code io.millrace.runtime} use it; what runs sees only the plan.
 */
@NullMarked
package io.millrace.planner;

import org.jspecify.annotations.NullMarked;
