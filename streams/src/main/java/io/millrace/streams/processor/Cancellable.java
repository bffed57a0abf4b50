package io.millrace.streams.processor;

/** The handle of a scheduled {@link Punctuator}: lets its owner stop the schedule. */
public interface Cancellable {

    /**
     * Ends the schedule. The callback is not called again after this method returns. Calling it more than once, also
     * from inside the callback, is allowed and does nothing more.
     *
     * <p>To be called from the thread that runs the processor.
     */
    void cancel();
}
