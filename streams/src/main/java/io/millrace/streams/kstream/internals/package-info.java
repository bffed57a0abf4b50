/**
 * Two types that the public signatures of {@link io.millrace.streams.kstream} mention.
 *
 * <p>Programs written for Kafka Streams import them from a package of this name, so they live here; nothing else does.
 * Start with {@link io.millrace.streams.kstream.internals.TimeWindow}. The only neighbour is
 * {@link io.millrace.streams.kstream}.
 */
@NullMarked
package io.millrace.streams.kstream.internals;

import org.jspecify.annotations.NullMarked;
