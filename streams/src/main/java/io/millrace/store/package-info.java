/**
 * State: byte stores, the layouts of keys and values, the write buffer, and the typed stores on top.
 *
 * <p>A store is a sum of choices, not a product of classes: where bytes live ({@link io.millrace.store.StateDatabase})
 * x how keys are laid out (plain, window) x how values are laid out (plain, timestamped). One typed store per shape
 * writes into a write buffer; nothing uncommitted reaches the byte store. The commit cycle asks each
 * {@link io.millrace.store.BufferedStore} for its changes and applies them, all stores together, as one atomic batch
 * ({@link io.millrace.store.StateChanges}).
 *
 * <p>Where the log does not carry state, a store also logs each entry of a commit to its changelog topic, from which it
 * is restored elsewhere. The layout in the byte store is ours and the one in the changelog is Kafka Streams', so they
 * are kept apart. What to do for a new kind of store:
 *
 * <ul>
 *   <li>A changelog record is an entry (all layouts that go through {@code StoreCore}): say in {@code ChangelogForm}
 *       what its key and value become there, and back; logging then works by itself. What expires while it is restored
 *       is said in {@code EntryRestorer}.
 *   <li>It is not (several entries per update, or a form of its own): within
 *       {@link io.millrace.store.BufferedStore#seal} write to {@link io.millrace.store.StoreScope#changelog}, and give
 *       the builder a {@link io.millrace.store.SpecifiedStore#restorer} that makes entries of such records.
 * </ul>
 *
 * Either way a restored slot must equal the one that was logged; {@code ChangelogTest} compares them for each kind.
 *
 * <p>Neighbours: knows the public API and {@code io.millrace.base}. Start with {@link io.millrace.store.StoreScope},
 * which is all that a store sees of the engine.
 */
@NullMarked
package io.millrace.store;

import org.jspecify.annotations.NullMarked;
