/**
 * Reads of state from outside: {@link io.millrace.query.StoreReader} reads the stores that this instance holds,
 * {@link io.millrace.query.Directory} knows which instance holds what.
 *
 * <p>Both work on what the running instance tells them: which tasks it has ({@link io.millrace.query.Replica}), and who
 * has the others ({@link io.millrace.query.Owners}). Neither takes a lock or waits for a thread that processes records.
 */
@NullMarked
package io.millrace.query;

import org.jspecify.annotations.NullMarked;
