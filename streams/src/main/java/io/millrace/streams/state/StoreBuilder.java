package io.millrace.streams.state;

import io.millrace.streams.processor.StateStore;
import java.util.Map;

/**
 * Describes a store that processors can be connected to, and makes it.
 *
 * <p>The {@code with} methods change the builder and return it. Once the builder was added to a topology, it must not
 * be changed any more.
 *
 * @param <T> kind of store
 * @see Stores
 */
public interface StoreBuilder<T extends StateStore> {

    /**
     * Switches the cache on: of several writes of a key between two commits only the last one reaches store and
     * changelog. Off unless switched on.
     *
     * @return this builder
     */
    StoreBuilder<T> withCachingEnabled();

    /**
     * Switches the cache off.
     *
     * @return this builder
     */
    StoreBuilder<T> withCachingDisabled();

    /**
     * Switches the changelog on, with settings for its topic. On unless switched off.
     *
     * @param config topic settings on top of the defaults; may be empty
     * @return this builder
     */
    StoreBuilder<T> withLoggingEnabled(Map<String, String> config);

    /**
     * Switches the changelog off. State is then lost with the machine's disk.
     *
     * @return this builder
     */
    StoreBuilder<T> withLoggingDisabled();

    /**
     * Makes a store. Called once for each partition, by several threads; every call returns a new one.
     *
     * @return the store, not open yet
     */
    T build();

    /**
     * Settings of the changelog topic.
     *
     * @return the settings on top of the defaults
     */
    Map<String, String> logConfig();

    /**
     * Whether there is a changelog.
     *
     * @return true if so
     */
    boolean loggingEnabled();

    /**
     * Name of the store.
     *
     * @return the name
     */
    String name();
}
