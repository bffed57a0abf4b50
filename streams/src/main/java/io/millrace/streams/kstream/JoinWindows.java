package io.millrace.streams.kstream;

import io.millrace.streams.spi.Millis;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far apart in time two records of two streams may be to be joined.
 *
 * <p>A record of the first stream at time {@code t} meets the records of the second stream, of the same key, from
 * {@code t - before} to {@code t + after}, both inclusive. The two distances are the same unless {@link #before} or
 * {@link #after} change one; one of them may be negative, so that the second stream's record must be the later one, or
 * the earlier one, by so much.
 *
 * <p>Records are kept for {@code before + after + grace} of stream time, which bounds how late a record may come and
 * still find its partners; left and outer joins wait as long before they say that there is none. Immutable, any thread.
 *
 * <pre>{@code
 * // a payment within an hour after the order; records may come five minutes late
 * JoinWindows.ofTimeDifferenceAndGrace(Duration.ofHours(1), Duration.ofMinutes(5)).before(Duration.ZERO)
 * }</pre>
 */
public class JoinWindows extends Windows<Window> {

    /** How much earlier the second stream's record may be, in milliseconds; negative if it must be later. */
    public final long beforeMs;

    /** How much later the second stream's record may be, in milliseconds; negative if it must be earlier. */
    public final long afterMs;

    /**
     * Whether left and outer joins wait until a window is closed before they say that a record has no partner. They do,
     * but for windows made by the deprecated {@link #of}: those say so at once, and again with a partner later.
     */
    protected final boolean enableSpuriousResultFix;

    private final long graceMs;

    /**
     * Copies another object.
     *
     * @param joinWindows what to copy
     */
    protected JoinWindows(JoinWindows joinWindows) {
        this(joinWindows.beforeMs, joinWindows.afterMs, joinWindows.graceMs, joinWindows.enableSpuriousResultFix);
    }

    private JoinWindows(long beforeMs, long afterMs, long graceMs, boolean waits) {
        if (beforeMs + afterMs < 0) {
            throw new IllegalArgumentException(
                    "before: " + beforeMs + " ms, after: " + afterMs + " ms (expected: a sum >= 0)");
        }
        if (graceMs < 0) {
            throw new IllegalArgumentException("grace: " + graceMs + " ms (expected: >= 0)");
        }
        this.beforeMs = beforeMs;
        this.afterMs = afterMs;
        this.graceMs = graceMs;
        this.enableSpuriousResultFix = waits;
    }

    /**
     * Windows of the same distance to both sides that wait for late records.
     *
     * @param timeDifference how far apart two records may be, at least 0
     * @param afterWindowEnd grace period: how far stream time may pass the end before the window closes, at least 0
     * @return the windows
     * @throws IllegalArgumentException if a duration is null, negative or does not fit into milliseconds
     */
    public static JoinWindows ofTimeDifferenceAndGrace(Duration timeDifference, Duration afterWindowEnd) {
        long differenceMs = Millis.fromDuration(timeDifference, "timeDifference");
        return new JoinWindows(differenceMs, differenceMs, Millis.fromDuration(afterWindowEnd, "afterWindowEnd"), true);
    }

    /**
     * Windows of the same distance to both sides that close when stream time reaches their end.
     *
     * @param timeDifference how far apart two records may be, at least 0
     * @return the windows
     * @throws IllegalArgumentException if the duration is null, negative or does not fit into milliseconds
     */
    public static JoinWindows ofTimeDifferenceWithNoGrace(Duration timeDifference) {
        return ofTimeDifferenceAndGrace(timeDifference, Duration.ZERO);
    }

    /**
     * Windows of the same distance to both sides, kept for a day in all, whose left and outer joins do not wait.
     *
     * @param timeDifference how far apart two records may be, at least 0
     * @return the windows
     * @throws IllegalArgumentException if the duration is null, negative or does not fit into milliseconds
     * @deprecated Use {@link #ofTimeDifferenceAndGrace} or {@link #ofTimeDifferenceWithNoGrace}.
     */
    @Deprecated
    public static JoinWindows of(Duration timeDifference) throws IllegalArgumentException {
        long differenceMs = Millis.fromDuration(timeDifference, "timeDifference");
        long graceMs = Math.max(DEPRECATED_DEFAULT_24_HR_GRACE_PERIOD - differenceMs * 2, 0);
        return new JoinWindows(differenceMs, differenceMs, graceMs, false);
    }

    /**
     * The same windows with another distance to the past.
     *
     * @param timeDifference how much earlier the second stream's record may be; may be negative, but no more than
     *     {@link #afterMs}
     * @return the windows; these here stay as they are
     * @throws IllegalArgumentException if the window would get a negative size, or the duration is null or does not fit
     *     into milliseconds
     */
    public JoinWindows before(Duration timeDifference) throws IllegalArgumentException {
        long differenceMs = Millis.fromDuration(timeDifference, "timeDifference");
        return new JoinWindows(differenceMs, afterMs, graceMs, enableSpuriousResultFix);
    }

    /**
     * The same windows with another distance to the future.
     *
     * @param timeDifference how much later the second stream's record may be; may be negative, but no more than
     *     {@link #beforeMs}
     * @return the windows; these here stay as they are
     * @throws IllegalArgumentException if the window would get a negative size, or the duration is null or does not fit
     *     into milliseconds
     */
    public JoinWindows after(Duration timeDifference) throws IllegalArgumentException {
        long differenceMs = Millis.fromDuration(timeDifference, "timeDifference");
        return new JoinWindows(beforeMs, differenceMs, graceMs, enableSpuriousResultFix);
    }

    /**
     * Not for these windows: each record has its own.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Map<Long, Window> windowsFor(long timestamp) {
        throw new UnsupportedOperationException("windowsFor() of JoinWindows: every record has a window of its own"
                + " (expected: TimeWindows or a class of your own)");
    }

    @Override
    public long size() {
        return beforeMs + afterMs;
    }

    /**
     * The windows of {@link #of} with another grace period.
     *
     * @param afterWindowEnd how far stream time may pass the end before the window closes, at least 0
     * @return the windows; these here stay as they are
     * @throws IllegalArgumentException if the duration is null, negative or does not fit into milliseconds
     * @throws IllegalStateException if these windows were made with a grace period
     * @deprecated Use {@link #ofTimeDifferenceAndGrace}.
     */
    @Deprecated
    public JoinWindows grace(Duration afterWindowEnd) throws IllegalArgumentException {
        if (enableSpuriousResultFix) {
            throw new IllegalStateException(
                    "grace: set already, to " + graceMs + " ms (expected: once; give it to ofTimeDifferenceAndGrace)");
        }
        return new JoinWindows(beforeMs, afterMs, Millis.fromDuration(afterWindowEnd, "afterWindowEnd"), false);
    }

    @Override
    public long gracePeriodMs() {
        return graceMs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JoinWindows that
                && getClass() == that.getClass()
                && beforeMs == that.beforeMs
                && afterMs == that.afterMs
                && graceMs == that.graceMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(beforeMs, afterMs, graceMs);
    }

    @Override
    public String toString() {
        return "JoinWindows{beforeMs=" + beforeMs + ", afterMs=" + afterMs + ", graceMs=" + graceMs + '}';
    }
}
