package io.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * A value of a versioned store with the time from which it is valid. Until when is part of the key, see
 * {@link TypedVersionedStore}. Immutable.
 *
 * @param validFrom milliseconds since the epoch
 * @param value null when the key has no value in that time
 * @param <V> the value
 */
record Version<V>(long validFrom, @Nullable V value) {}
