/**
 * Which tasks there are and who works on which: pure functions from the plan and the topics that exist.
 *
 * <p>{@link io.millrace.engine.assign.PlanTasks} lists the tasks, {@link io.millrace.engine.assign.RepartitionTopics}
 * finds out how many partitions the topics between subtopologies have, {@link io.millrace.engine.assign.BalancedSticky}
 * shares tasks out. Neighbours: knows the plan and the log port.
 */
@NullMarked
package io.millrace.engine.assign;

import org.jspecify.annotations.NullMarked;
