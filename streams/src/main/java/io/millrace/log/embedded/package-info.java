/**
 * The embedded log: topics, transactions and groups in one process, durable in one RocksDB together with the state.
 *
 * <p><b>A commit</b> has two halves. {@code Submitter}, on the committing thread: under one short lock the batches of
 * the transaction get their offsets, join the in-memory tails of their partitions and enter the queue.
 * {@code Committer}, one thread: everything that is queued becomes one atomic batch - records, group offsets, state -
 * with one sync of the write-ahead log; then the durable ends move, readers wake, futures complete. What is submitted
 * during a write goes into the next one together, so the cost of a sync is shared and commits need not wait for each
 * other.
 *
 * <p><b>The order</b> of submission is the order on disk, so a crash keeps a prefix. Therefore members of a group may
 * work on records that are submitted and not durable yet: what they commit in turn comes later in that order, and is
 * never kept without what it came from. Everyone else reads durable records only.
 *
 * <p><b>Records</b> live in batches ({@code BatchFormat}), one key per batch: topic, partition, base offset.
 * {@code BatchBuilder} encodes while records are appended, {@code BatchReader} decodes while they are polled. Recent
 * batches are read from memory ({@code Partition}, {@code Tails}), others by scanning the database ({@code LogTable}).
 *
 * <p><b>Locks:</b> all memory is guarded by one {@code Gate}, held for a few pointer moves. The committer alone writes
 * to the database, so its order needs no lock. {@code Maintenance} (retention, purge, compaction) runs on its thread,
 * in small steps.
 *
 * <p><b>Failures:</b> a full disk makes commits wait and loses nothing; any other failed write stops the log for good,
 * because its outcome is unknown, and opening it again recovers. Damaged batches are found by their checksums and told.
 *
 * <p>Knows the log port, {@code io.millrace.store} with {@code .rocksdb}, the public API's exceptions and
 * {@code io.millrace.base}. Start with {@link io.millrace.log.embedded.EmbeddedLogStorage}, then {@code LogCore}.
 */
@NullMarked
package io.millrace.log.embedded;

import org.jspecify.annotations.NullMarked;
