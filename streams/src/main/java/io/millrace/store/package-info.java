/**
 * State: byte stores, the layouts of keys and values, the write buffer, and the typed stores on top.
 *
 * <p>A store is a sum of choices, not a product of classes: where bytes live ({@link io.millrace.store.StateDatabase})
 * x how keys are laid out (plain, window) x how values are laid out (plain, timestamped). One typed store per shape
 * writes into a write buffer; nothing uncommitted reaches the byte store. The commit cycle asks each
 * {@link io.millrace.store.BufferedStore} for its changes and applies them, all stores together, as one atomic batch
 * ({@link io.millrace.store.StateChanges}).
 *
 * <p>Neighbours: knows the public API and {@code io.millrace.base}. Start with {@link io.millrace.store.StoreScope},
 * which is all that a store sees of the engine.
 */
@NullMarked
package io.millrace.store;

import org.jspecify.annotations.NullMarked;
