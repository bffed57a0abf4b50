/**
 * The commit cycle: how what a worker's tasks have done becomes durable, all of it or none, without stopping them.
 *
 * <p>There is one class to read, {@link io.millrace.engine.commit.CommitCycle}. Neighbours: knows tasks, outputs and
 * the log port.
 */
@NullMarked
package io.millrace.engine.commit;

import org.jspecify.annotations.NullMarked;
