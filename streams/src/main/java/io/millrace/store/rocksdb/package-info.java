/**
 * Durable bytes: one RocksDB per application instance, for the state of all stores and for the embedded log.
 *
 * <p>One database rather than one per store and partition, so that a commit is one atomic batch and one write-ahead log
 * sync, and so that memory is one setting: a single block cache, with the memtables of all families charged to it. Each
 * store is one column family ({@code state/<store>}); partitions are prefixes of its keys. Only this package sees
 * {@code org.rocksdb} types: others hold a {@link io.millrace.store.rocksdb.Family} and fill a
 * {@link io.millrace.store.rocksdb.RocksBatch}.
 *
 * <p>Native objects are used only inside a {@code NativeGate}, so that closing the database while another thread reads
 * ends in an exception and not in a crash of the process. RocksDB's errors leave as exceptions of ours that name the
 * folder: in use, not ours or damaged, {@linkplain io.millrace.store.rocksdb.DiskFullException disk full}.
 *
 * <p>Neighbours: knows {@code io.millrace.store}, the public API's exceptions and {@code io.millrace.base}. Start with
 * {@link io.millrace.store.rocksdb.RocksDatabase}.
 */
@NullMarked
package io.millrace.store.rocksdb;

import org.jspecify.annotations.NullMarked;
