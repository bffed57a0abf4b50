/**
 * The seam between the public API and what stands behind it. <b>Not for users</b>: nothing here is kept stable.
 *
 * <p>The API's entry classes ({@code StreamsBuilder}, {@code Topology}, {@code MillraceStreams}, {@code Stores}) name
 * no class of the engine. They reach it through one interface, {@link io.millrace.streams.spi.Implementation}, which is
 * found with {@code ServiceLoader}. So the API knows nothing below it, everything below may know the API, and no circle
 * arises.
 */
@NullMarked
package io.millrace.streams.spi;

import org.jspecify.annotations.NullMarked;
