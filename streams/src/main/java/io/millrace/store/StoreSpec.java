package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store is: the sum of choices that all else follows from. Immutable.
 *
 * @param name the store's name
 * @param layout what is kept beside each value
 * @param residence where committed entries are read from
 * @param windows how windows are kept; null for a key-value store
 * @param caching whether updates may be held back, so that only the last one per key goes on at a commit
 * @param logging whether changes go to a changelog topic, where the log needs one
 * @param logConfig settings of the changelog topic, under Kafka's names; empty when logging is off
 */
public record StoreSpec(
        String name,
        ValueLayout layout,
        Residence residence,
        @Nullable WindowSpec windows,
        boolean caching,
        boolean logging,
        Map<String, String> logConfig) {

    public StoreSpec {
        logConfig = Map.copyOf(logConfig);
    }

    /** A store with the defaults of the builders: logging on, caching off. */
    static StoreSpec of(String name, ValueLayout layout, Residence residence, @Nullable WindowSpec windows) {
        return new StoreSpec(name, layout, residence, windows, false, true, Map.of());
    }

    StoreSpec withCaching(boolean enabled) {
        return new StoreSpec(name, layout, residence, windows, enabled, logging, logConfig);
    }

    StoreSpec withLogging(boolean enabled, Map<String, String> config) {
        return new StoreSpec(name, layout, residence, windows, caching, enabled, config);
    }

    /** What is kept beside each value. */
    public enum ValueLayout {
        /** The value alone. */
        PLAIN,
        /** Its timestamp: 64 bits, then the value. */
        TIMESTAMPED
    }

    /**
     * How windows are kept. All times in milliseconds.
     *
     * @param retentionMs how long a window is visible, from its start, in stream time
     * @param segmentIntervalMs in which steps expired windows are removed
     * @param sizeMs the size of a window; only its start is stored
     * @param retainDuplicates whether a key may have several values in one window
     */
    public record WindowSpec(long retentionMs, long segmentIntervalMs, long sizeMs, boolean retainDuplicates) {}
}
