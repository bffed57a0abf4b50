/**
 * A task: one subtopology at work on one partition.
 *
 * <p>{@link io.millrace.engine.task.Task} takes the next record from its input, hands it to the source's children, and
 * each {@code Step} hands what it makes on to its children by a plain call. Stores, contexts, punctuation and errors of
 * a task live here too. A task does nothing by itself: a worker, which owns it and everything in it, tells it to.
 *
 * <p>Neighbours: knows the plan, the input, output and time packages, the state port and the public API.
 */
@NullMarked
package io.millrace.engine.task;

import org.jspecify.annotations.NullMarked;
