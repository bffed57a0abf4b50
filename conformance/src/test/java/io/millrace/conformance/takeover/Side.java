package io.millrace.conformance.takeover;

import java.util.Map;
import java.util.function.Consumer;

/** An application of one of the two libraries, which are loaded by different class loaders. */
public interface Side {

    /**
     * Starts it.
     *
     * @param topology a name that {@link io.millrace.conformance.program.TakeoverTopologies} knows
     * @param input the beginning of the names of the topics that are read
     * @param output the topic that is written
     * @param pauseMs how long it takes over each record
     * @param states hears of every state of the application
     * @param failed hears of what no handler caught
     */
    void start(
            String topology,
            String input,
            String output,
            long pauseMs,
            Map<String, String> settings,
            Consumer<String> states,
            Consumer<Throwable> failed);

    /** Commits and ends it. */
    void stop();
}
