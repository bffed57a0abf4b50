package io.millrace.streams;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far one partition of a store on this instance is behind its changelog, in records. Immutable; a moment's picture.
 */
public class LagInfo {

    private final long currentOffsetPosition;
    private final long endOffsetPosition;
    private final long offsetLag;

    LagInfo(long currentOffsetPosition, long endOffsetPosition) {
        this.currentOffsetPosition = currentOffsetPosition;
        this.endOffsetPosition = endOffsetPosition;
        // The two offsets are read one after the other, so the store may seem to be ahead for a moment.
        this.offsetLag = Math.max(0, endOffsetPosition - currentOffsetPosition);
    }

    /** The offset up to which the store agrees with the changelog. */
    public long currentOffsetPosition() {
        return currentOffsetPosition;
    }

    /** The offset after the last record of the changelog. */
    public long endOffsetPosition() {
        return endOffsetPosition;
    }

    /** The difference of the two, never negative. */
    public long offsetLag() {
        return offsetLag;
    }

    /** Equal when both offsets are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LagInfo that
                && currentOffsetPosition == that.currentOffsetPosition
                && endOffsetPosition == that.endOffsetPosition;
    }

    @Override
    public int hashCode() {
        return Objects.hash(currentOffsetPosition, endOffsetPosition);
    }

    /** Shows all three numbers, for logs. */
    @Override
    public String toString() {
        return "LagInfo{currentOffsetPosition=" + currentOffsetPosition + ", endOffsetPosition=" + endOffsetPosition
                + ", offsetLag=" + offsetLag + '}';
    }
}
