package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.spi.ShownValues;
import io.millrace.streams.state.JoinedIterator.Part;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * All partitions of a key-value store read as one. A range goes over one partition after the other, each in the order
 * of its keys. Thread safe: every call opens the partitions anew.
 *
 * @param <K> key type
 * @param <V> what is shown as the value
 */
final class AllKeyValues<K, V> implements ReadOnlyKeyValueStore<K, V> {

    private static final String NULL_KEY = "key: null (expected: a key)";

    private final Supplier<List<ReadOnlyKeyValueStore<K, V>>> partitions;
    private final ShownValues shown;

    AllKeyValues(Supplier<List<ReadOnlyKeyValueStore<K, V>>> partitions, ShownValues shown) {
        this.partitions = partitions;
        this.shown = shown;
    }

    @Override
    public @Nullable V get(K key) {
        requireNonNull(key, NULL_KEY);
        for (ReadOnlyKeyValueStore<K, V> partition : partitions.get()) {
            Object found = partition.get(key);
            if (found != null) {
                return shown.<Object, V>of(partition).apply(found);
            }
        }
        return null;
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return joined(partition -> partition.range(from, to));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return joined(partition -> partition.reverseRange(from, to));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return joined(ReadOnlyKeyValueStore::all);
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return joined(ReadOnlyKeyValueStore::reverseAll);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        requireNonNull(prefix, "prefix: null (expected: the beginning of keys)");
        requireNonNull(prefixKeySerializer, "prefixKeySerializer: null (expected: a serializer of the prefix)");
        return joined(partition -> partition.prefixScan(prefix, prefixKeySerializer));
    }

    private KeyValueIterator<K, V> joined(Function<ReadOnlyKeyValueStore<K, V>, KeyValueIterator<K, V>> read) {
        return new JoinedIterator<>(partitions.get().stream()
                .<Supplier<Part<K, V>>>map(partition -> () -> new Part<>(read.apply(partition), shown.of(partition)))
                .iterator());
    }

    @Override
    public long approximateNumEntries() {
        long total = 0;
        for (ReadOnlyKeyValueStore<K, V> partition : partitions.get()) {
            total += partition.approximateNumEntries();
            if (total < 0) {
                return Long.MAX_VALUE;
            }
        }
        return total;
    }
}
