package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.spi.StoreFactory;
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
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Makes the suppliers and builders behind {@code Stores}. A supplier of ours only says where entries live and for how
 * long; that of a user makes the byte store. Whether there are timestamps is the builder's choice. Stateless.
 */
public final class TypedStores implements StoreFactory {

    @Override
    public KeyValueBytesStoreSupplier keyValueSupplier(String name, boolean persistent, boolean headers) {
        KeyLayout keys = new KeyLayout.Plain();
        return headers
                ? new KeyValueSupplier.WithHeaders(name, keys, residence(persistent))
                : new KeyValueSupplier(name, keys, residence(persistent));
    }

    @Override
    public KeyValueBytesStoreSupplier boundedSupplier(String name, int entriesMax) {
        return new KeyValueSupplier(name, new KeyLayout.Bounded(entriesMax), Residence.MEMORY);
    }

    @Override
    public WindowBytesStoreSupplier windowSupplier(
            String name,
            long retentionMs,
            long segmentIntervalMs,
            long windowSizeMs,
            boolean retainDuplicates,
            boolean persistent,
            boolean headers) {
        KeyLayout.Windows windows =
                new KeyLayout.Windows(retentionMs, segmentIntervalMs, windowSizeMs, retainDuplicates);
        return headers
                ? new WindowSupplier.WithHeaders(name, residence(persistent), windows)
                : new WindowSupplier(name, residence(persistent), windows);
    }

    private static Residence residence(boolean persistent) {
        return persistent ? Residence.DISK : Residence.MEMORY;
    }

    @Override
    public <K, V> StoreBuilder<KeyValueStore<K, V>> keyValueBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        Supplier<KeyValueStore<Bytes, byte[]>> userStore = userStore(supplier);
        return new TypedStoreBuilder<>(
                spec(supplier, ValueLayout.PLAIN),
                spec -> new TypedKeyValueStore<>(
                        new StoreDefinition<>(spec, keySerde, valueSerde, ValueForm::plain), userStore));
    }

    @Override
    public <K, V> StoreBuilder<TimestampedKeyValueStore<K, V>> timestampedKeyValueBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        Supplier<KeyValueStore<Bytes, byte[]>> userStore = userStore(supplier);
        return new TypedStoreBuilder<>(
                spec(supplier, ValueLayout.TIMESTAMPED),
                spec -> new TypedTimestampedKeyValueStore<>(
                        new StoreDefinition<>(spec, keySerde, valueSerde, ValueForm::timestamped), userStore));
    }

    @Override
    public <K, V> StoreBuilder<TimestampedKeyValueStoreWithHeaders<K, V>> headersBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        Supplier<KeyValueStore<Bytes, byte[]>> userStore = userStore(supplier);
        return new TypedStoreBuilder<>(
                spec(supplier, ValueLayout.HEADERS),
                spec -> new TypedHeadersKeyValueStore<>(
                        new StoreDefinition<>(spec, keySerde, valueSerde, HeaderValues::new), userStore));
    }

    private static StoreSpec spec(KeyValueBytesStoreSupplier supplier, ValueLayout values) {
        StoreSpec spec = supplier instanceof KeyValueSupplier ours
                ? StoreSpec.of(ours.name(), ours.keys(), values, ours.residence())
                : StoreSpec.of(supplier.name(), new KeyLayout.Plain(), values, Residence.DISK);
        return spec.withScope(supplier.metricsScope());
    }

    private static @Nullable Supplier<KeyValueStore<Bytes, byte[]>> userStore(KeyValueBytesStoreSupplier supplier) {
        return supplier instanceof KeyValueSupplier ? null : supplier::get;
    }

    @Override
    public VersionedBytesStoreSupplier versionedSupplier(String name, long historyRetentionMs, long segmentIntervalMs) {
        return new VersionedSupplier(
                name, Residence.DISK, new KeyLayout.Versions(historyRetentionMs, segmentIntervalMs));
    }

    @Override
    public <K, V> StoreBuilder<VersionedKeyValueStore<K, V>> versionedBuilder(
            VersionedBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        if (!(supplier instanceof VersionedSupplier ours)) {
            throw new IllegalArgumentException("versioned store " + supplier.name() + ": its supplier is a "
                    + supplier.getClass().getName() + " (expected: one of Stores.persistentVersionedKeyValueStore;"
                    + " versions cannot be kept in a store of your own)");
        }
        KeyLayout.Versions versions = ours.versions();
        return new TypedStoreBuilder<>(
                StoreSpec.of(ours.name(), versions, ValueLayout.PLAIN, ours.residence())
                        .withScope(ours.metricsScope()),
                spec -> new TypedVersionedStore<>(
                        new StoreDefinition<>(spec, keySerde, valueSerde, VersionValues::new), versions));
    }

    @Override
    public <K, V> StoreBuilder<WindowStore<K, V>> windowBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        Supplier<WindowStore<Bytes, byte[]>> userStore = userStore(supplier);
        KeyLayout.Windows windows = windows(supplier);
        return new TypedStoreBuilder<>(
                spec(supplier, ValueLayout.PLAIN, windows),
                spec -> new TypedWindowStore<>(
                        new StoreDefinition<>(spec, keySerde, valueSerde, ValueForm::plain), windows, userStore));
    }

    @Override
    public <K, V> StoreBuilder<TimestampedWindowStore<K, V>> timestampedWindowBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        Supplier<WindowStore<Bytes, byte[]>> userStore = userStore(supplier);
        KeyLayout.Windows windows = windows(supplier);
        return new TypedStoreBuilder<>(
                spec(supplier, ValueLayout.TIMESTAMPED, windows),
                spec -> new TypedTimestampedWindowStore<>(
                        new StoreDefinition<>(spec, keySerde, valueSerde, ValueForm::timestamped), windows, userStore));
    }

    @Override
    public <K, V> StoreBuilder<TimestampedWindowStoreWithHeaders<K, V>> headersWindowBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        Supplier<WindowStore<Bytes, byte[]>> userStore = userStore(supplier);
        KeyLayout.Windows windows = windows(supplier);
        return new TypedStoreBuilder<>(
                spec(supplier, ValueLayout.HEADERS, windows),
                spec -> new TypedHeadersWindowStore<>(
                        new StoreDefinition<>(spec, keySerde, valueSerde, HeaderValues::new), windows, userStore));
    }

    private static StoreSpec spec(WindowBytesStoreSupplier supplier, ValueLayout values, KeyLayout.Windows windows) {
        Residence residence = supplier instanceof WindowSupplier ours ? ours.residence() : Residence.DISK;
        return StoreSpec.of(supplier.name(), windows, values, residence).withScope(supplier.metricsScope());
    }

    private static KeyLayout.Windows windows(WindowBytesStoreSupplier supplier) {
        if (supplier instanceof WindowSupplier ours) {
            return ours.layoutWindows();
        }
        return new KeyLayout.Windows(
                supplier.retentionPeriod(),
                Math.max(1, supplier.segmentIntervalMs()),
                supplier.windowSize(),
                supplier.retainDuplicates());
    }

    private static @Nullable Supplier<WindowStore<Bytes, byte[]>> userStore(WindowBytesStoreSupplier supplier) {
        return supplier instanceof WindowSupplier ? null : supplier::get;
    }

    @Override
    public SessionBytesStoreSupplier sessionSupplier(
            String name, long retentionMs, long segmentIntervalMs, boolean persistent, boolean headers) {
        KeyLayout.Sessions sessions = new KeyLayout.Sessions(retentionMs, segmentIntervalMs);
        return headers
                ? new SessionSupplier.WithHeaders(name, residence(persistent), sessions)
                : new SessionSupplier(name, residence(persistent), sessions);
    }

    @Override
    public <K, V> StoreBuilder<SessionStore<K, V>> sessionBuilder(
            SessionBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        Supplier<SessionStore<Bytes, byte[]>> userStore = userStore(supplier);
        KeyLayout.Sessions sessions = sessions(supplier);
        return new TypedStoreBuilder<>(
                spec(supplier, ValueLayout.PLAIN, sessions),
                spec -> new TypedSessionStore<>(
                        new StoreDefinition<>(spec, keySerde, valueSerde, ValueForm::plain), sessions, userStore));
    }

    @Override
    public <K, V> StoreBuilder<SessionStoreWithHeaders<K, V>> headersSessionBuilder(
            SessionBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        Supplier<SessionStore<Bytes, byte[]>> userStore = userStore(supplier);
        KeyLayout.Sessions sessions = sessions(supplier);
        return new TypedStoreBuilder<>(
                spec(supplier, ValueLayout.UNTIMED_HEADERS, sessions),
                spec -> new TypedHeadersSessionStore<>(
                        new StoreDefinition<>(spec, keySerde, valueSerde, UntimedHeaderValues::new),
                        sessions,
                        userStore));
    }

    private static StoreSpec spec(SessionBytesStoreSupplier supplier, ValueLayout values, KeyLayout.Sessions sessions) {
        Residence residence = supplier instanceof SessionSupplier ours ? ours.residence() : Residence.DISK;
        return StoreSpec.of(supplier.name(), sessions, values, residence).withScope(supplier.metricsScope());
    }

    private static KeyLayout.Sessions sessions(SessionBytesStoreSupplier supplier) {
        return supplier instanceof SessionSupplier ours
                ? ours.layoutSessions()
                : new KeyLayout.Sessions(supplier.retentionPeriod(), Math.max(1, supplier.segmentIntervalMs()));
    }

    private static @Nullable Supplier<SessionStore<Bytes, byte[]>> userStore(SessionBytesStoreSupplier supplier) {
        return supplier instanceof SessionSupplier ? null : supplier::get;
    }

    /**
     * Has the changelog's records carry the headers of the records that made the changes. So it is with the stores of
     * joins, and in Kafka Streams; nobody reads them there.
     *
     * @param builder one of ours, without room for headers beside the values
     * @return the same builder
     */
    public static <T extends StateStore> StoreBuilder<T> withHeadersLogged(StoreBuilder<T> builder) {
        if (!(builder instanceof TypedStoreBuilder<T> ours)) {
            throw new IllegalArgumentException("builder of store " + builder.name() + ": a "
                    + builder.getClass().getName() + " (expected: one made by Stores)");
        }
        return ours.withHeadersLogged();
    }
}
