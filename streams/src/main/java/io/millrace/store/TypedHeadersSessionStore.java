package io.millrace.store;

import io.millrace.streams.state.AggregationWithHeaders;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.SessionStoreWithHeaders;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A session store whose users see headers.
 *
 * @param <K> the key
 * @param <V> the value alone
 */
final class TypedHeadersSessionStore<K, V> extends TypedSessionStore<K, V, AggregationWithHeaders<V>>
        implements SessionStoreWithHeaders<K, V> {

    TypedHeadersSessionStore(
            StoreDefinition<K, V, AggregationWithHeaders<V>> definition,
            KeyLayout.Sessions sessions,
            @Nullable Supplier<SessionStore<Bytes, byte[]>> userStore) {
        super(definition, sessions, userStore);
    }
}
