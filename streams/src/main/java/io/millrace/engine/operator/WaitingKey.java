package io.millrace.engine.operator;

/**
 * Under what records wait for a partner.
 *
 * @param timestamp the records' timestamp
 * @param ofFirst whether they came by the first stream
 * @param key the records' key
 */
public record WaitingKey<K>(long timestamp, boolean ofFirst, K key) {}
