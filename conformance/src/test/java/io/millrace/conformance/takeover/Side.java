package io.millrace.conformance.takeover;

import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/** An application of one of the two libraries, which are loaded by different class loaders. */
public interface Side {

    /**
     * What it is to do.
     *
     * @param topology a name that {@link io.millrace.conformance.program.TakeoverTopologies} knows
     * @param input the beginning of the names of the topics that are read
     * @param output the topic that is written
     * @param records after how many records of its first input it asks to be stopped; 0: never
     * @param leaves whether it leaves its group at once when it is stopped
     */
    record Job(String topology, String input, String output, int records, boolean leaves) {}

    /**
     * Starts it.
     *
     * @param enough runs when it has taken its records; it takes no more until it is being stopped
     * @param failed hears of what no handler caught
     */
    void start(Job job, Map<String, String> settings, Runnable enough, Consumer<Throwable> failed);

    /** What is in the stores that can be queried, as texts, by store and key. */
    SortedMap<String, String> state();

    /** Commits and ends it. */
    void stop();
}
