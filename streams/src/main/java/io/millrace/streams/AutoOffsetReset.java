package io.millrace.streams;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy.StrategyType;
import org.jspecify.annotations.Nullable;

/**
 * Where to start reading a topic that the application has never committed an offset for, or whose committed offset no
 * longer exists. Given to {@code Consumed.withOffsetResetPolicy}; without it, the consumer setting
 * {@code auto.offset.reset} decides, which is {@code earliest} here. Immutable.
 */
public class AutoOffsetReset {

    /** The way to find the start. */
    protected final StrategyType offsetResetStrategy;

    /** How far back to start; present only for {@link #byDuration}. */
    protected final Optional<Duration> duration;

    private AutoOffsetReset(StrategyType offsetResetStrategy, Optional<Duration> duration) {
        this.offsetResetStrategy = offsetResetStrategy;
        this.duration = duration;
    }

    /**
     * Copies another one; for subclasses that read the fields.
     *
     * @param autoOffsetReset the one to copy
     */
    protected AutoOffsetReset(AutoOffsetReset autoOffsetReset) {
        this(autoOffsetReset.offsetResetStrategy, autoOffsetReset.duration);
    }

    /** Do not start: fail instead. */
    public static AutoOffsetReset none() {
        return new AutoOffsetReset(StrategyType.NONE, Optional.empty());
    }

    /** Start with the oldest record. */
    public static AutoOffsetReset earliest() {
        return new AutoOffsetReset(StrategyType.EARLIEST, Optional.empty());
    }

    /** Start with the first record that is written from now on. */
    public static AutoOffsetReset latest() {
        return new AutoOffsetReset(StrategyType.LATEST, Optional.empty());
    }

    /**
     * Start with the first record that is not older than a given age.
     *
     * @param duration the age, not negative
     * @return the policy
     * @throws IllegalArgumentException when the duration is negative
     */
    public static AutoOffsetReset byDuration(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration: " + duration + " (expected: not negative)");
        }
        return new AutoOffsetReset(StrategyType.BY_DURATION, Optional.of(duration));
    }

    /** Equal when both start at the same place. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof AutoOffsetReset that)) {
            return false;
        }
        return offsetResetStrategy == that.offsetResetStrategy && duration.equals(that.duration);
    }

    @Override
    public int hashCode() {
        return 31 * offsetResetStrategy.hashCode() + duration.hashCode();
    }

    /** Shows the policy, for logs: {@code EARLIEST} or {@code BY_DURATION(PT1H)}. */
    @Override
    public String toString() {
        return offsetResetStrategy.name() + duration.map(age -> "(" + age + ")").orElse("");
    }
}
