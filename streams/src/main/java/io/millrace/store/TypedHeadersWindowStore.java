package io.millrace.store;

import io.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import io.millrace.streams.state.ValueTimestampHeaders;
import io.millrace.streams.state.WindowStore;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A window store whose users see timestamps and headers.
 *
 * @param <K> the key
 * @param <V> the value alone
 */
final class TypedHeadersWindowStore<K, V> extends TypedWindowStore<K, V, ValueTimestampHeaders<V>>
        implements TimestampedWindowStoreWithHeaders<K, V> {

    TypedHeadersWindowStore(
            StoreDefinition<K, V, ValueTimestampHeaders<V>> definition,
            KeyLayout.Windows windows,
            @Nullable Supplier<WindowStore<Bytes, byte[]>> userStore) {
        super(definition, windows, userStore);
    }
}
