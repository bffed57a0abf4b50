package io.millrace.streams.processor;

/** Which clock drives a scheduled {@link Punctuator}. */
public enum PunctuationType {

    /**
     * The time seen in the records: the highest record timestamp of the task so far. It moves only when records arrive,
     * so the results of a replay are the same as those of the first run.
     */
    STREAM_TIME,

    /**
     * The clock of the machine. It moves whether records arrive or not, as precisely as the processing of other records
     * allows.
     */
    WALL_CLOCK_TIME
}
