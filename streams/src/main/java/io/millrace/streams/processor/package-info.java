/**
 * What the engine and your code say to each other around a record: how its time is found, which topic and partition it
 * goes to, how a store is restored, which task is meant.
 *
 * <p>The processors themselves are one package further down, in {@code processor.api}. The types here are the small
 * contracts that both the DSL and the Processor API share:
 *
 * <ul>
 *   <li><b>Time</b>: a {@link io.millrace.streams.processor.TimestampExtractor} gives every input record its event time
 *       in milliseconds since the epoch. {@link io.millrace.streams.processor.FailOnInvalidTimestamp} is the default.
 *   <li><b>Place</b>: {@link io.millrace.streams.processor.TopicNameExtractor} and
 *       {@link io.millrace.streams.processor.StreamPartitioner} choose where an output record is written.
 *   <li><b>State</b>: {@link io.millrace.streams.processor.StateStore} is what every store is;
 *       {@link io.millrace.streams.processor.StateStoreContext} is what a store may ask for when it is opened.
 *   <li><b>Timers</b>: a {@link io.millrace.streams.processor.Punctuator} is called at intervals of stream time or
 *       wall-clock time until its {@link io.millrace.streams.processor.Cancellable} is cancelled.
 *   <li><b>Identity</b>: a {@link io.millrace.streams.processor.TaskId} names one partition of one subtopology, the
 *       unit of work and of parallelism.
 * </ul>
 *
 * <pre>{@code
 * // the time of an order is when it was placed, not when it was written
 * final class WhenPlaced implements TimestampExtractor {
 *     public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
 *         return record.value() instanceof Order order ? order.placedAtMs() : partitionTime;
 *     }
 * }
 *
 * builder.stream("orders", Consumed.with(keys, orders).withTimestampExtractor(new WhenPlaced()));
 * }</pre>
 *
 * <p>Everything called for a task is called by the one thread that owns the task at that moment, unless the type says
 * otherwise. First type to read: {@link io.millrace.streams.processor.TaskId}. Neighbours: {@code processor.api},
 * {@code state} and {@code errors}; nothing of the engine is visible from here.
 */
@NullMarked
package io.millrace.streams.processor;

import org.jspecify.annotations.NullMarked;
