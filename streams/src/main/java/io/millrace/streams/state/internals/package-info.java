/**
 * The one type that the signature of {@link io.millrace.streams.state.QueryableStoreType} mentions. Programs written
 * for Kafka Streams import it from a package of this name, so it lives here; nothing else does.
 */
@NullMarked
package io.millrace.streams.state.internals;

import org.jspecify.annotations.NullMarked;
