/**
 * Where records leave: the transaction that a worker is filling, and which partition a record goes to.
 *
 * <p>Start with {@link io.millrace.engine.output.Outputs}. Neighbours: knows the log port and the public API.
 */
@NullMarked
package io.millrace.engine.output;

import org.jspecify.annotations.NullMarked;
