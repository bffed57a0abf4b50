package io.millrace.store;

import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import io.millrace.streams.state.ValueTimestampHeaders;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A key-value store whose users see timestamps and headers.
 *
 * @param <K> the key
 * @param <V> the value alone
 */
final class TypedHeadersKeyValueStore<K, V> extends TypedKeyValueStore<K, V, ValueTimestampHeaders<V>>
        implements TimestampedKeyValueStoreWithHeaders<K, V> {

    TypedHeadersKeyValueStore(
            StoreDefinition<K, V, ValueTimestampHeaders<V>> definition,
            @Nullable Supplier<KeyValueStore<Bytes, byte[]>> userStore) {
        super(definition, userStore);
    }
}
