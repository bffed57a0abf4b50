/**
 * What a test of a topology needs: a driver that runs a topology record by record in one thread, and the simulated log
 * with its crashes, pauses and lost responses. Everything here is deterministic: time is set by the test, and whatever
 * is drawn by chance comes from a seed that is printed when a test fails.
 *
 * <p>Knows the public API and the engine; nothing in the engine knows this package.
 */
@NullMarked
package io.millrace.testing;

import org.jspecify.annotations.NullMarked;
