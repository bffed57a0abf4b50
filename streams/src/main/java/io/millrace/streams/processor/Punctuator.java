package io.millrace.streams.processor;

import io.millrace.streams.processor.api.ProcessingContext;
import java.time.Duration;

/**
 * Work that a processor wants done at intervals; see {@link ProcessingContext#schedule(Duration, PunctuationType,
 * Punctuator)}.
 */
public interface Punctuator {

    /**
     * Called when the interval has passed, on the thread that also runs the processor, never at the same time as it. It
     * may use the stores of the processor and forward records. There is no current input record while it runs.
     *
     * @param timestamp the time that triggered the call, in milliseconds since the epoch: stream time or wall-clock
     *     time, depending on the {@link PunctuationType} that was asked for
     */
    void punctuate(long timestamp);
}
