/**
 * JMH benchmarks for a record's path through the engine, without a log: what is measured is decoding, the steps, the
 * stores' write buffers and the commit. {@link io.millrace.benchmarks.path.TaskRig} is the ground they stand on. The
 * log's own format is measured beside it, in {@code io.millrace.log.embedded}.
 *
 * <p>Knows the engine; nothing knows this package.
 */
@NullMarked
package io.millrace.benchmarks.path;

import org.jspecify.annotations.NullMarked;
