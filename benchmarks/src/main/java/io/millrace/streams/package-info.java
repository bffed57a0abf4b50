/**
 * The one door that the benchmarks of the engine need and users do not: from a topology to its plan. It lies here
 * because a topology shows its graph to its own package only.
 */
@NullMarked
package io.millrace.streams;

import org.jspecify.annotations.NullMarked;
