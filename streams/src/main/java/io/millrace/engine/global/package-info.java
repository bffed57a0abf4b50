/**
 * Global stores: each instance fills its own copy with the whole of a topic, beside the workers.
 *
 * <p>{@link io.millrace.engine.global.GlobalWorker} is a step function like the worker; {@code GuardedStore} lets the
 * workers' processors read what it writes. Neighbours: knows tasks, outputs and the log port.
 */
@NullMarked
package io.millrace.engine.global;

import org.jspecify.annotations.NullMarked;
