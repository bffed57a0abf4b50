package io.millrace.streams.spi;

import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.SessionBytesStoreSupplier;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.SessionStoreWithHeaders;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import io.millrace.streams.state.VersionedBytesStoreSupplier;
import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import io.millrace.streams.state.WindowStore;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Makes the suppliers and builders behind {@code Stores}. Arguments have been checked by the caller. Thread safe. */
public interface StoreFactory {

    /** A key-value store of bytes; whether there are timestamps is up to the builder. */
    KeyValueBytesStoreSupplier keyValueSupplier(String name, boolean persistent, boolean headers);

    /** A window store of bytes; whether there are timestamps is up to the builder. Times in milliseconds. */
    WindowBytesStoreSupplier windowSupplier(
            String name,
            long retentionMs,
            long segmentIntervalMs,
            long windowSizeMs,
            boolean retainDuplicates,
            boolean persistent,
            boolean headers);

    /** A key-value store of bytes on the heap that keeps so many keys, those used last. */
    KeyValueBytesStoreSupplier boundedSupplier(String name, int entriesMax);

    /** A versioned store of bytes. Times in milliseconds. */
    VersionedBytesStoreSupplier versionedSupplier(String name, long historyRetentionMs, long segmentIntervalMs);

    /** A builder of key-value stores. */
    <K, V> StoreBuilder<KeyValueStore<K, V>> keyValueBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde);

    /** A builder of key-value stores with timestamps. */
    <K, V> StoreBuilder<TimestampedKeyValueStore<K, V>> timestampedKeyValueBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde);

    /** A builder of key-value stores with timestamps and headers. */
    <K, V> StoreBuilder<TimestampedKeyValueStoreWithHeaders<K, V>> headersBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde);

    /** A builder of versioned stores. */
    <K, V> StoreBuilder<VersionedKeyValueStore<K, V>> versionedBuilder(
            VersionedBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde);

    /** A builder of window stores. */
    <K, V> StoreBuilder<WindowStore<K, V>> windowBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde);

    /** A builder of window stores with timestamps. */
    <K, V> StoreBuilder<TimestampedWindowStore<K, V>> timestampedWindowBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde);

    /** A builder of window stores with timestamps and headers. */
    <K, V> StoreBuilder<TimestampedWindowStoreWithHeaders<K, V>> headersWindowBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde);

    /** A session store of bytes. Times in milliseconds. */
    SessionBytesStoreSupplier sessionSupplier(
            String name, long retentionMs, long segmentIntervalMs, boolean persistent, boolean headers);

    /** A builder of session stores. */
    <K, V> StoreBuilder<SessionStore<K, V>> sessionBuilder(
            SessionBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde);

    /** A builder of session stores with headers. */
    <K, V> StoreBuilder<SessionStoreWithHeaders<K, V>> headersSessionBuilder(
            SessionBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde);
}
