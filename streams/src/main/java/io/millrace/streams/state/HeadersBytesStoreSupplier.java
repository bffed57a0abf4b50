package io.millrace.streams.state;

/**
 * Marks a supplier whose stores keep headers beside each value. Operators of the DSL that are given one use a store
 * with headers.
 */
public interface HeadersBytesStoreSupplier {}
