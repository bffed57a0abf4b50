package io.millrace.store;

import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.WindowStore;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A window store whose users see timestamps.
 *
 * @param <K> the key
 * @param <V> the value alone
 */
final class TypedTimestampedWindowStore<K, V> extends TypedWindowStore<K, V, ValueAndTimestamp<V>>
        implements TimestampedWindowStore<K, V> {

    TypedTimestampedWindowStore(
            StoreDefinition<K, V, ValueAndTimestamp<V>> definition,
            KeyLayout.Windows windows,
            @Nullable Supplier<WindowStore<Bytes, byte[]>> userStore) {
        super(definition, windows, userStore);
    }
}
