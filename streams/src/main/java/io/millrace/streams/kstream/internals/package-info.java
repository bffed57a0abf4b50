/**
 * Types behind {@link io.millrace.streams.kstream}: two that its signatures mention, which programs written for Kafka
 * Streams import from a package of this name, and what its parameter interfaces hold for the implementation to read.
 *
 * <p>Start with {@link io.millrace.streams.kstream.internals.TimeWindow}. The only neighbour is
 * {@link io.millrace.streams.kstream}.
 */
@NullMarked
package io.millrace.streams.kstream.internals;

import org.jspecify.annotations.NullMarked;
