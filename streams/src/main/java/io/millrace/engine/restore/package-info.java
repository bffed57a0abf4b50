/**
 * Restoring: how stores are filled from their changelogs where the log does not carry state.
 *
 * <p>Workers see {@link io.millrace.engine.restore.Restoration}: they ask for a task's state, go on with other tasks
 * until it is there, and give it back. {@link io.millrace.engine.restore.RestoreWorker} does it, in threads of its own:
 * it reads changelogs, and applies what it reads together with the position that it leads to. The same path keeps
 * standby tasks warm. Nothing here knows tasks or operators: what a record becomes in the byte store is told by
 * {@link io.millrace.store.StoreRestorer}, so no store is open while it is restored.
 *
 * <p>Neighbours: knows the plan, stores and the log port; workers and tasks know it.
 */
@NullMarked
package io.millrace.engine.restore;

import org.jspecify.annotations.NullMarked;
