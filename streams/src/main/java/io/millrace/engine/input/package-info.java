/**
 * The input of a task: records wait per partition, and the one with the lowest timestamp goes next.
 *
 * <p>Records are decoded when they reach the head of their partition, not before, so that memory holds bytes and the
 * timestamp extractor sees partitions in order. Start with {@link io.millrace.engine.input.InputGroup}.
 *
 * <p>Neighbours: knows the public API, {@code io.millrace.log}'s data and {@code io.millrace.base}.
 */
@NullMarked
package io.millrace.engine.input;

import org.jspecify.annotations.NullMarked;
