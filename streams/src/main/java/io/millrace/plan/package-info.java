/**
 * The plan: what the engine runs, as plain immutable data.
 *
 * <p>The planner turns a topology and its configuration into one {@link io.millrace.plan.Plan}: subtopologies with
 * their steps, stores and internal topics, every name final. The engine sees only this; no builder lives at run time. A
 * plan has a stable text form ({@code PlanText}), which golden tests compare and which can be compared with the plan of
 * another version of the application.
 *
 * <p>Neighbours: knows the public API alone. Start with {@link io.millrace.plan.Plan}.
 */
@NullMarked
package io.millrace.plan;

import org.jspecify.annotations.NullMarked;
