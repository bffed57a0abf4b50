package io.millrace.streams.state;

/**
 * Makes versioned stores of bytes. To be had from {@link Stores#persistentVersionedKeyValueStore(String,
 * java.time.Duration)}, and given to {@code Materialized.as} to make a table versioned, or to
 * {@link Stores#versionedKeyValueStoreBuilder}.
 */
public interface VersionedBytesStoreSupplier extends KeyValueBytesStoreSupplier {

    /**
     * How far back in time the store can be asked.
     *
     * @return milliseconds
     */
    long historyRetentionMs();
}
