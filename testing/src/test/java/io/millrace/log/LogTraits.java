package io.millrace.log;

/**
 * Where the contract leaves room, and what a log makes of it. Tests ask these instead of leaving anything out.
 *
 * @param marksPerCommit how many offsets a commit takes in each partition besides those of its records
 * @param oneOrderForAllWriters whether commits of different writers complete in the order in which they were asked for
 * @param takesNegativeTimestamps whether records may be from before 1970; a log that does not take them refuses them
 * @param seenLater whether readers see what was committed a moment after the commit has completed
 */
record LogTraits(
        int marksPerCommit, boolean oneOrderForAllWriters, boolean takesNegativeTimestamps, boolean seenLater) {

    /** Of logs within this process. */
    static final LogTraits IN_PROCESS = new LogTraits(0, true, true, false);

    /** Of brokers, which mark the end of each transaction, and know nothing of the order of those who ask. */
    static final LogTraits OF_KAFKA = new LogTraits(1, false, false, true);
}
