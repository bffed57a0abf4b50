/**
 * Runs a processor by itself: {@link io.millrace.streams.processor.api.MockProcessorContext} stands in for the engine.
 *
 * <pre>{@code
 * MockProcessorContext<String, Order> context = new MockProcessorContext<>();
 * Deduplicate processor = new Deduplicate();
 * processor.init(context);
 * processor.process(new Record<>("key", order, 0));
 * assertThat(context.forwarded()).hasSize(1);
 * }</pre>
 *
 * <p>It writes down what is forwarded, scheduled and committed, and does none of it. For one thread.
 *
 * <p>The package has the public API's name, because programs that are moved here from Kafka Streams import it from
 * there.
 */
@NullMarked
package io.millrace.streams.processor.api;

import org.jspecify.annotations.NullMarked;
