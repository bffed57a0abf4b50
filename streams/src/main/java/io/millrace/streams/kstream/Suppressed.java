package io.millrace.streams.kstream;

import io.millrace.streams.kstream.internals.EagerBufferRules;
import io.millrace.streams.kstream.internals.StrictBufferRules;
import io.millrace.streams.kstream.internals.SuppressionRules;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How {@link KTable#suppress(Suppressed)} holds changes back. Immutable, like all that is configured here.
 *
 * @param <K> key type
 */
public interface Suppressed<K> extends NamedOperation<Suppressed<K>> {

    /** What may wait, where results must not go on early: too much of it stops the application. */
    interface StrictBufferConfig extends BufferConfig<StrictBufferConfig> {}

    /** What may wait, where the oldest goes on early when it becomes too much. */
    interface EagerBufferConfig extends BufferConfig<EagerBufferConfig> {}

    /**
     * How many entries, and how many bytes of them, may wait on the heap of one task.
     *
     * @param <BC> the kind of limit
     */
    interface BufferConfig<BC extends BufferConfig<BC>> {

        /**
         * At most so many entries; the oldest go on early when there are more.
         *
         * @param recordLimit the limit
         * @return the limits
         */
        static EagerBufferConfig maxRecords(long recordLimit) {
            return EagerBufferRules.UNBOUNDED.withMaxRecords(recordLimit);
        }

        /**
         * Limits the entries as well.
         *
         * @param recordLimit the limit
         * @return the new limits
         */
        BC withMaxRecords(long recordLimit);

        /**
         * At most so many bytes; the oldest entries go on early when there are more.
         *
         * @param byteLimit the limit
         * @return the limits
         */
        static EagerBufferConfig maxBytes(long byteLimit) {
            return EagerBufferRules.UNBOUNDED.withMaxBytes(byteLimit);
        }

        /**
         * Limits the bytes as well.
         *
         * @param byteLimit the limit
         * @return the new limits
         */
        BC withMaxBytes(long byteLimit);

        /**
         * As many as there are; if the heap does not hold them, the application fails.
         *
         * @return no limits
         */
        static StrictBufferConfig unbounded() {
            return StrictBufferRules.UNBOUNDED;
        }

        /**
         * Removes the limits.
         *
         * @return no limits
         */
        StrictBufferConfig withNoBound();

        /**
         * Stops the application when a limit is passed: an exception that says so.
         *
         * @return the same limits
         */
        StrictBufferConfig shutDownWhenFull();

        /**
         * Lets the oldest entries go on early when a limit is passed.
         *
         * @return the same limits
         */
        EagerBufferConfig emitEarlyWhenFull();

        /**
         * Does without a changelog topic. On a log that does not carry state, what waits is then lost with its task.
         *
         * @return the new configuration
         */
        BC withLoggingDisabled();

        /**
         * Has a changelog topic, as is the default, with these settings.
         *
         * @param config settings of the topic, by name
         * @return the new configuration
         */
        BC withLoggingEnabled(Map<String, String> config);
    }

    /**
     * Waits until a window has closed, so that exactly one result goes on per key and window, the final one: stream
     * time must have passed the window's end and its grace. Deletions of windows go nowhere.
     *
     * @param bufferConfig what may wait; {@code null} for no limits
     * @return for a table with windows
     */
    static Suppressed<Windowed<?>> untilWindowCloses(@Nullable StrictBufferConfig bufferConfig) {
        return SuppressionRules.untilWindowCloses(bufferConfig);
    }

    /**
     * Waits for a time after a key's first change that was held back; then its last one goes on.
     *
     * @param <K> key type
     * @param timeToWaitForMoreEvents in event time; {@code null} for ever, so that only the limits let results go on
     * @param bufferConfig what may wait; {@code null} for no limits
     * @return for any table
     */
    static <K> Suppressed<K> untilTimeLimit(
            @Nullable Duration timeToWaitForMoreEvents, @Nullable BufferConfig<?> bufferConfig) {
        return SuppressionRules.untilTimeLimit(timeToWaitForMoreEvents, bufferConfig);
    }

    @Override
    Suppressed<K> withName(@Nullable String name);
}
