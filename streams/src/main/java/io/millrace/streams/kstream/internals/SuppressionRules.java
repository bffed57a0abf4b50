package io.millrace.streams.kstream.internals;

import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Windowed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Suppressed} says, for the implementation to read.
 *
 * @param name the user's name for the step; null for none
 * @param timeToWait how long to hold back; null until the window closes
 * @param buffer what may wait
 * @param emitsEarly whether results go on early when that is passed; else the application stops
 * @param <K> key type
 */
public record SuppressionRules<K>(
        @Nullable String name, @Nullable Duration timeToWait, BufferRules buffer, boolean emitsEarly)
        implements Suppressed<K> {

    /** Behind {@link Suppressed#untilWindowCloses}. */
    public static Suppressed<Windowed<?>> untilWindowCloses(@Nullable StrictBufferConfig buffer) {
        return of(null, buffer);
    }

    /** Behind {@link Suppressed#untilTimeLimit}. */
    public static <K> Suppressed<K> untilTimeLimit(@Nullable Duration timeToWait, @Nullable BufferConfig<?> buffer) {
        return of(timeToWait == null ? Duration.ofMillis(Long.MAX_VALUE) : timeToWait, buffer);
    }

    private static <K> Suppressed<K> of(@Nullable Duration timeToWait, @Nullable BufferConfig<?> buffer) {
        if (buffer instanceof EagerBufferRules eager) {
            return new SuppressionRules<>(null, timeToWait, eager.rules(), true);
        }
        if (buffer == null || buffer instanceof StrictBufferRules) {
            BufferRules rules = buffer == null ? BufferRules.UNBOUNDED : ((StrictBufferRules) buffer).rules();
            return new SuppressionRules<>(null, timeToWait, rules, false);
        }
        throw new IllegalArgumentException("buffer config of class "
                + buffer.getClass().getName() + " (expected: one that BufferConfig made; others are not supported)");
    }

    @Override
    public Suppressed<K> withName(@Nullable String newName) {
        return new SuppressionRules<>(newName, timeToWait, buffer, emitsEarly);
    }
}
