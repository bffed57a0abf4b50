package io.millrace.store;

import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.ValueAndTimestamp;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A key-value store whose users see timestamps.
 *
 * @param <K> the key
 * @param <V> the value alone
 */
final class TypedTimestampedKeyValueStore<K, V> extends TypedKeyValueStore<K, V, ValueAndTimestamp<V>>
        implements TimestampedKeyValueStore<K, V> {

    TypedTimestampedKeyValueStore(
            StoreDefinition<K, V, ValueAndTimestamp<V>> definition,
            @Nullable Supplier<KeyValueStore<Bytes, byte[]>> userStore) {
        super(definition, userStore);
    }
}
