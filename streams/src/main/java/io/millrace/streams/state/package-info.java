/**
 * State stores: what a topology remembers between records.
 *
 * <p><b>The idea.</b> A store belongs to one partition of the input, is written by the one worker that owns this
 * partition, and is part of every commit: state, output and input position move together or not at all. So a restart,
 * wherever it happens, finds state that fits the position from which reading goes on.
 *
 * <p>There are two shapes. A {@link io.millrace.streams.state.KeyValueStore} has one value per key; a
 * {@link io.millrace.streams.state.WindowStore} has one value per key and start of a window, and forgets windows that
 * are older than its retention. Both come plain or timestamped (each value with the event time of its last change, see
 * {@link io.millrace.streams.state.ValueAndTimestamp}), and both live on disk or on the heap.
 *
 * <p><b>How to get one.</b> The DSL makes stores by itself; {@code Materialized} names and configures them. For a
 * processor of one's own, {@link io.millrace.streams.state.Stores} builds one:
 *
 * <pre>{@code
 * builder.addStateStore(Stores.keyValueStoreBuilder(
 *         Stores.persistentKeyValueStore("last-seen"), Serdes.String(), Serdes.Long()));
 *
 * // in the processor, after asking for the store by name in init()
 * public void process(Record<String, Event> record) {
 *     Long before = lastSeen.get(record.key());
 *     if (before == null || before < record.timestamp()) {
 *         lastSeen.put(record.key(), record.timestamp());
 *         context.forward(record);
 *     }
 * }
 * }</pre>
 *
 * <p>Iterators must be closed. Between commits, writes may be held back in memory; a processor sees its own writes at
 * once, readers from outside see what was committed.
 *
 * <p><b>How to read the package.</b> Start with {@link io.millrace.streams.state.Stores}. The {@code ReadOnly}
 * interfaces are what queries return. A supplier makes the stores of bytes underneath, a builder puts serdes on top;
 * the {@code Dsl} types let an application choose the kind of store for all its operators at once. Neighbours:
 * {@link io.millrace.streams.kstream} uses stores, {@link io.millrace.streams.processor} has the {@code StateStore}
 * that all of them extend.
 */
@NullMarked
package io.millrace.streams.state;

import org.jspecify.annotations.NullMarked;
