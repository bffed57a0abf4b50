package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.DslStoreFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a DSL operator needs of a key-value store. Immutable. */
public class DslKeyValueParams {

    private final String name;
    private final DslStoreFormat dslStoreFormat;

    /**
     * Describes a store.
     *
     * @param name name of the store
     * @param dslStoreFormat what is kept beside the value
     */
    public DslKeyValueParams(String name, DslStoreFormat dslStoreFormat) {
        this.name = requireNonNull(name, "name: null (expected: a store name)");
        this.dslStoreFormat = requireNonNull(dslStoreFormat, "dslStoreFormat: null (expected: a format)");
    }

    /**
     * Describes a store.
     *
     * @param name name of the store
     * @param isTimestamped whether the timestamp is kept beside the value
     * @deprecated use {@link #DslKeyValueParams(String, DslStoreFormat)}
     */
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // callers are not ours
    public DslKeyValueParams(String name, boolean isTimestamped) {
        this(name, isTimestamped ? DslStoreFormat.TIMESTAMPED : DslStoreFormat.PLAIN);
    }

    /**
     * Whether the timestamp alone is kept beside the value.
     *
     * @return true if so
     * @deprecated use {@link #dslStoreFormat}
     */
    @Deprecated
    public boolean isTimestamped() {
        return dslStoreFormat == DslStoreFormat.TIMESTAMPED;
    }

    /**
     * Name of the store.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What is kept beside the value.
     *
     * @return the format
     */
    public DslStoreFormat dslStoreFormat() {
        return dslStoreFormat;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DslKeyValueParams that
                && name.equals(that.name)
                && dslStoreFormat == that.dslStoreFormat;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, dslStoreFormat);
    }

    @Override
    public String toString() {
        return "DslKeyValueParams{name='" + name + "', dslStoreFormat=" + dslStoreFormat + '}';
    }
}
