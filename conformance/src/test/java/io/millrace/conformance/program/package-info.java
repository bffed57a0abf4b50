/**
 * What is loaded twice: the cases, the operators of generated programs, and the harness that drives a
 * {@code TopologyTestDriver}. Only names that both libraries have may be used here.
 */
@NullMarked
package io.millrace.conformance.program;

import org.jspecify.annotations.NullMarked;
