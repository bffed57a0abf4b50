package io.millrace.streams.kstream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of a windowed aggregation: the record's key together with the window it was counted in. Immutable.
 *
 * @param <K> type of the key inside
 */
public class Windowed<K> {

    private final K key;
    private final Window window;

    /**
     * Puts key and window together.
     *
     * @param key the record's key
     * @param window the window
     */
    public Windowed(K key, Window window) {
        this.key = key;
        this.window = window;
    }

    /**
     * The key inside.
     *
     * @return the record's key
     */
    public K key() {
        return key;
    }

    /**
     * The window.
     *
     * @return the window
     */
    public Window window() {
        return window;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Windowed<?> that
                && Objects.equals(window, that.window)
                && Objects.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(window) + Objects.hashCode(key);
    }

    /** Prints {@code [key@start/end]}. */
    @Override
    public String toString() {
        return "[" + key + "@" + window.start() + "/" + window.end() + "]";
    }
}
