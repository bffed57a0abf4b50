/**
 * Runs a processor by itself: {@link io.millrace.streams.processor.api.MockProcessorContext} stands in for the engine.
 * The package has the public API's name, because programs that are moved here from Kafka Streams import it from there.
 */
@NullMarked
package io.millrace.streams.processor.api;

import org.jspecify.annotations.NullMarked;
