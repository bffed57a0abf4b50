package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.DslStoreFormat;
import io.millrace.streams.kstream.EmitStrategy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a DSL operator needs of a window store. Immutable. */
public class DslWindowParams {

    private final String name;
    private final Duration retentionPeriod;
    private final Duration windowSize;
    private final boolean retainDuplicates;
    private final EmitStrategy emitStrategy;
    private final boolean isSlidingWindow;
    private final DslStoreFormat dslStoreFormat;

    /**
     * Describes a store.
     *
     * @param name name of the store
     * @param retentionPeriod how long windows are kept, at least the size of the windows
     * @param windowSize size of the windows
     * @param retainDuplicates whether several values with the same key and start are kept
     * @param emitStrategy when results are passed on
     * @param isSlidingWindow whether the windows are sliding windows
     * @param dslStoreFormat what is kept beside the value; {@code null} means the timestamp
     */
    public DslWindowParams(
            String name,
            Duration retentionPeriod,
            Duration windowSize,
            boolean retainDuplicates,
            EmitStrategy emitStrategy,
            boolean isSlidingWindow,
            @Nullable DslStoreFormat dslStoreFormat) {
        this.name = requireNonNull(name, "name: null (expected: a store name)");
        this.retentionPeriod = retentionPeriod;
        this.windowSize = windowSize;
        this.retainDuplicates = retainDuplicates;
        this.emitStrategy = emitStrategy;
        this.isSlidingWindow = isSlidingWindow;
        this.dslStoreFormat = dslStoreFormat == null ? DslStoreFormat.TIMESTAMPED : dslStoreFormat;
    }

    /**
     * Describes a store.
     *
     * @param name name of the store
     * @param retentionPeriod how long windows are kept, at least the size of the windows
     * @param windowSize size of the windows
     * @param retainDuplicates whether several values with the same key and start are kept
     * @param emitStrategy when results are passed on
     * @param isSlidingWindow whether the windows are sliding windows
     * @param isTimestamped whether the timestamp is kept beside the value
     * @deprecated use the constructor with a {@link DslStoreFormat}
     */
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // callers are not ours
    public DslWindowParams(
            String name,
            Duration retentionPeriod,
            Duration windowSize,
            boolean retainDuplicates,
            EmitStrategy emitStrategy,
            boolean isSlidingWindow,
            boolean isTimestamped) {
        this(
                name,
                retentionPeriod,
                windowSize,
                retainDuplicates,
                emitStrategy,
                isSlidingWindow,
                isTimestamped ? DslStoreFormat.TIMESTAMPED : DslStoreFormat.PLAIN);
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
     * How long windows are kept.
     *
     * @return the time, at least the size of the windows
     */
    public Duration retentionPeriod() {
        return retentionPeriod;
    }

    /**
     * Size of the windows.
     *
     * @return the size
     */
    public Duration windowSize() {
        return windowSize;
    }

    /**
     * Whether several values with the same key and start are kept.
     *
     * @return true if so; false if the last value wins
     */
    public boolean retainDuplicates() {
        return retainDuplicates;
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
     * Whether the windows are sliding windows.
     *
     * @return true if so
     */
    public boolean isSlidingWindow() {
        return isSlidingWindow;
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
        return other instanceof DslWindowParams that
                && name.equals(that.name)
                && Objects.equals(retentionPeriod, that.retentionPeriod)
                && Objects.equals(windowSize, that.windowSize)
                && retainDuplicates == that.retainDuplicates
                && Objects.equals(emitStrategy, that.emitStrategy)
                && isSlidingWindow == that.isSlidingWindow
                && dslStoreFormat == that.dslStoreFormat;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name, retentionPeriod, windowSize, retainDuplicates, emitStrategy, isSlidingWindow, dslStoreFormat);
    }

    @Override
    public String toString() {
        return "DslWindowParams{name='" + name + "', retentionPeriod=" + retentionPeriod + ", windowSize=" + windowSize
                + ", retainDuplicates=" + retainDuplicates + ", emitStrategy=" + emitStrategy + ", isSlidingWindow="
                + isSlidingWindow + ", dslStoreFormat=" + dslStoreFormat + '}';
    }
}
