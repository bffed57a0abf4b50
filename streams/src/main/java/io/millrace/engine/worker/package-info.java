/**
 * The worker: a step function that moves a share of an application's tasks along.
 *
 * <p>{@link io.millrace.engine.worker.Worker#runOnce} does a bounded amount of work - takes in records, has tasks
 * process them, fires punctuators, commits - and says whether it got anywhere. A thread is a loop around it, a
 * simulation is a scheduler around it; there is no other way through.
 *
 * <p>Neighbours: knows tasks, the commit cycle, the assignment functions and the log port.
 */
@NullMarked
package io.millrace.engine.worker;

import org.jspecify.annotations.NullMarked;
