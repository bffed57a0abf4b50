package io.millrace.streams.spi;

/**
 * How far a store's partition is behind its changelog.
 *
 * @param store the store's name
 * @param partition the partition
 * @param current the offset up to which the store agrees with the changelog
 * @param end the offset after the changelog's last record
 */
public record StoreLag(String store, int partition, long current, long end) {}
