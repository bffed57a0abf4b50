/** Assignors that are ready to be named in the setting {@code task.assignor.class}. */
@NullMarked
package io.millrace.streams.processor.assignment.assignors;

import org.jspecify.annotations.NullMarked;
