/**
 * Where everything is put together: what stands behind the public API's entry classes.
 *
 * <p>{@link io.millrace.runtime.StreamsApplication} plans a topology, opens the log, and runs workers on threads;
 * {@code Lifecycle} holds its state. {@link io.millrace.runtime.EntryPoint} is what {@code ServiceLoader} finds.
 *
 * <p>Neighbours: knows everything; nothing knows it.
 */
@NullMarked
package io.millrace.runtime;

import org.jspecify.annotations.NullMarked;
