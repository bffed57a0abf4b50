/**
 * Committed state on the heap alone: what the simulated log and the test driver run on.
 *
 * <p>The whole database is one immutable value. So a batch is applied by putting a new value in the place of the old
 * one, and a simulated crash by putting an old one back.
 *
 * <p>Neighbours: knows {@code io.millrace.store}. Start with {@link io.millrace.store.memory.MemoryDatabase}.
 */
@NullMarked
package io.millrace.store.memory;

import org.jspecify.annotations.NullMarked;
