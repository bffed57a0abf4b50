package io.millrace.streams.query;

import org.jspecify.annotations.Nullable;

/**
 * How far a store must have got before it may answer. A partition that is behind in any component fails with
 * {@link FailureReason#NOT_UP_TO_BOUND}.
 */
public class PositionBound {

    private final Position position;

    private PositionBound(Position position) {
        this.position = position;
    }

    /** No demand: whatever the store holds is good enough. */
    public static PositionBound unbounded() {
        return new PositionBound(Position.emptyPosition());
    }

    /**
     * At least as far as a position.
     *
     * @param position copied
     */
    public static PositionBound at(Position position) {
        return new PositionBound(position.copy());
    }

    /** Whether it demands nothing. */
    public boolean isUnbounded() {
        return position.isEmpty();
    }

    /** The position that must have been reached. */
    public Position position() {
        return position;
    }

    @Override
    public String toString() {
        return "PositionBound{position=" + position + "}";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other != null
                        && getClass() == other.getClass()
                        && position.equals(((PositionBound) other).position));
    }

    /**
     * Not to be had, since the position inside changes.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("a position bound changes, so it cannot be a key in a hash table");
    }
}
