package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.DslStoreFormat;
import io.millrace.streams.kstream.EmitStrategy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a DSL operator needs of a session store. Immutable. */
public class DslSessionParams {

    private final String name;
    private final Duration retentionPeriod;
    private final EmitStrategy emitStrategy;
    private final DslStoreFormat storeFormat;

    /**
     * Describes a store that keeps nothing beside the value.
     *
     * @param name name of the store
     * @param retentionPeriod how long sessions are kept after their end
     * @param emitStrategy when results are passed on
     * @deprecated say what the store keeps
     */
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // the annotation would be a dependency of the API
    public DslSessionParams(String name, Duration retentionPeriod, EmitStrategy emitStrategy) {
        this(name, retentionPeriod, emitStrategy, DslStoreFormat.PLAIN);
    }

    /**
     * Describes a store.
     *
     * @param name name of the store
     * @param retentionPeriod how long sessions are kept after their end
     * @param emitStrategy when results are passed on
     * @param storeFormat what is kept beside the value; sessions have no timestamp of their own
     */
    public DslSessionParams(
            String name, Duration retentionPeriod, EmitStrategy emitStrategy, DslStoreFormat storeFormat) {
        this.name = requireNonNull(name, "name: null (expected: a store name)");
        this.retentionPeriod = retentionPeriod;
        this.emitStrategy = emitStrategy;
        this.storeFormat = storeFormat;
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
     * How long sessions are kept after their end.
     *
     * @return the time, at least gap plus grace
     */
    public Duration retentionPeriod() {
        return retentionPeriod;
    }

    /**
     * When results are passed on.
     *
     * @return the strategy
     */
    public EmitStrategy emitStrategy() {
        return emitStrategy;
    }

    /**
     * What is kept beside the value.
     *
     * @return the format
     */
    public DslStoreFormat storeFormat() {
        return storeFormat;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DslSessionParams that
                && name.equals(that.name)
                && Objects.equals(retentionPeriod, that.retentionPeriod)
                && Objects.equals(emitStrategy, that.emitStrategy)
                && storeFormat == that.storeFormat;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, retentionPeriod, emitStrategy, storeFormat);
    }

    @Override
    public String toString() {
        return "DslSessionParams{name='" + name + "', retentionPeriod=" + retentionPeriod + ", emitStrategy="
                + emitStrategy + ", storeFormat=" + storeFormat + '}';
    }
}
