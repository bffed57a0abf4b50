/**
 * The seams to the outside world: time, chance and threads, and the few byte operations that everyone needs.
 *
 * <p>Nothing outside this package reads a clock, draws a random number or starts a thread. Whoever needs one of these
 * is handed it, usually as part of {@link io.millrace.base.Seams}, so that a simulation can put its own in their place
 * and run the whole engine from one seed. (The other two seams have types of their own: files are
 * {@code java.nio.file.Path}s, the log is {@code io.millrace.log.Log}.)
 *
 * <p>Start with {@link io.millrace.base.Seams}. This package knows no other package of Millrace.
 */
@NullMarked
package io.millrace.base;

import org.jspecify.annotations.NullMarked;
