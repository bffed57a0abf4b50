package io.millrace.engine.operator;

import io.millrace.streams.StreamsConfig;

/**
 * A serializer, deserializer or serde that cannot be complete before the application's configuration is known: the one
 * inside may be left to the configured default, or it needs the names of topics. Whoever has the configuration
 * completes it.
 *
 * @param <T> what it is when it is complete
 */
public interface Unconfigured<T> {

    /** The complete one; may be this object. */
    T configured(StreamsConfig config);
}
