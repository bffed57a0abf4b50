/**
 * The Processor API: you write what happens to each record, by hand.
 *
 * <pre>{@code
 * final class Deduplicate extends ContextualProcessor<String, Order, String, Order> {
 *     public void process(Record<String, Order> order) {
 *         KeyValueStore<String, Long> seen = context().getStateStore("seen");
 *         if (seen.putIfAbsent(order.value().id(), order.timestamp()) == null) {
 *             context().forward(order);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A {@link io.millrace.streams.processor.api.ProcessorSupplier} makes one processor per task. A processor gets
 * {@link io.millrace.streams.processor.api.Record}s, reads and writes its stores through its
 * {@link io.millrace.streams.processor.api.ProcessorContext}, and forwards records to the steps after it, which run at
 * once, inside the call of {@code forward}. The {@code FixedKey...} types are the same for processors that may not
 * change the key, so that what follows them needs no new partitioning.
 *
 * <p>A processor belongs to one task and is called by one thread at a time: it needs no locks. An exception that it
 * throws goes to the {@code processing.exception.handler}.
 *
 * <p>Type parameters may be nullable types: a key or a value can be null wherever the data has none. First type to
 * read: {@link io.millrace.streams.processor.api.Record}. Neighbours: {@code processor} for the small contracts,
 * {@code state} for the stores.
 */
@NullMarked
package io.millrace.streams.processor.api;

import org.jspecify.annotations.NullMarked;
