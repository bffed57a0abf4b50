/** The cases that were written by hand, by theme. {@link io.millrace.conformance} says how to add one. */
@NullMarked
package io.millrace.conformance.program.cases;

import org.jspecify.annotations.NullMarked;
