/**
 * Time inside a task: when punctuators are due.
 *
 * <p>Neighbours: knows the public API and {@code io.millrace.base}. There is one class to read,
 * {@link io.millrace.engine.time.Punctuations}.
 */
@NullMarked
package io.millrace.engine.time;

import org.jspecify.annotations.NullMarked;
