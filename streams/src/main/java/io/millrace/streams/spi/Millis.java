package io.millrace.streams.spi;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Turns the times of the public API into milliseconds.
 *
 * <p>The API takes {@link Duration} and {@link Instant}, which may be null and may be too large for milliseconds in a
 * long; the engine counts in plain longs. This is the door between the two. Stateless, any thread.
 */
public final class Millis {

    private Millis() {}

    /**
     * Converts a length of time. The sign is for the caller to check.
     *
     * @param value the length of time
     * @param name what the caller calls it, for the error text
     * @return the length of time in milliseconds, cut to whole ones
     * @throws IllegalArgumentException if it is null or does not fit
     */
    public static long fromDuration(@Nullable Duration value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": null (expected: a Duration)");
        }
        try {
            return value.toMillis();
        } catch (ArithmeticException e) {
            throw tooLarge(name, value, e);
        }
    }

    /**
     * Converts a point in time.
     *
     * @param value the point in time
     * @param name what the caller calls it, for the error text
     * @return milliseconds since the epoch, cut to whole ones
     * @throws IllegalArgumentException if it is null or does not fit
     */
    public static long fromInstant(@Nullable Instant value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": null (expected: an Instant)");
        }
        try {
            return value.toEpochMilli();
        } catch (ArithmeticException e) {
            throw tooLarge(name, value, e);
        }
    }

    private static IllegalArgumentException tooLarge(String name, Object value, ArithmeticException cause) {
        return new IllegalArgumentException(
                name + ": " + value + " (expected: a time that fits into milliseconds in a long)", cause);
    }
}
