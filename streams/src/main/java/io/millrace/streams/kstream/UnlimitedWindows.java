package io.millrace.streams.kstream;

import io.millrace.streams.kstream.internals.UnlimitedWindow;
import io.millrace.streams.spi.Millis;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One window that begins at some time and never ends. Events before its start are left out, without being counted as
 * dropped. Immutable, any thread.
 *
 * <pre>{@code
 * sales.groupByKey().windowedBy(UnlimitedWindows.of().startOn(opening)).count()
 * }</pre>
 */
public final class UnlimitedWindows extends Windows<UnlimitedWindow> {

    /** Start of the window, in milliseconds since the epoch. */
    public final long startMs;

    private UnlimitedWindows(long startMs) {
        this.startMs = startMs;
    }

    /**
     * The window that starts at the epoch.
     *
     * @return the window
     */
    public static UnlimitedWindows of() {
        return new UnlimitedWindows(0);
    }

    /**
     * The window with another start.
     *
     * @param start the start, not before the epoch
     * @return the window; this one here stays as it is
     * @throws IllegalArgumentException if the start is null, before the epoch, or does not fit into milliseconds
     */
    public UnlimitedWindows startOn(Instant start) throws IllegalArgumentException {
        long newStartMs = Millis.fromInstant(start, "start");
        if (newStartMs < 0) {
            throw new IllegalArgumentException("start: " + start + " (expected: not before the epoch)");
        }
        return new UnlimitedWindows(newStartMs);
    }

    @Override
    public Map<Long, UnlimitedWindow> windowsFor(long timestamp) {
        Map<Long, UnlimitedWindow> windows = new HashMap<>();
        if (timestamp >= startMs) {
            windows.put(startMs, new UnlimitedWindow(startMs));
        }
        return windows;
    }

    /**
     * The longest time there is, since the window never ends.
     *
     * @return {@link Long#MAX_VALUE}
     */
    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public long gracePeriodMs() {
        return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnlimitedWindows that && startMs == that.startMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(startMs);
    }

    @Override
    public String toString() {
        return "UnlimitedWindows{startMs=" + startMs + '}';
    }
}
