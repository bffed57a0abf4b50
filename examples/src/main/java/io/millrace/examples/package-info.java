/**
 * Lessons that run: each class is one application of about one screen, to be read from top to bottom and copied. They
 * use the public API alone, as a user's own code does, so they also show that it is enough.
 *
 * <p>In this order: {@link io.millrace.examples.Pipe}, {@link io.millrace.examples.LineSplit},
 * {@link io.millrace.examples.WordCount} (with state), {@link io.millrace.examples.TemperatureWindows} (with time),
 * {@link io.millrace.examples.ShopVisits} (with sessions), {@link io.millrace.examples.PageViews} (a join with a
 * table), {@link io.millrace.examples.PaidOrders} (a join of two streams). Each has a test that runs its topology
 * without a log; {@code Settings} says where the real ones live.
 */
@NullMarked
package io.millrace.examples;

import org.jspecify.annotations.NullMarked;
