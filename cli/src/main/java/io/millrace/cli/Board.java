package io.millrace.cli;

import java.util.List;

/**
 * What there is to see at one moment.
 *
 * @param files how many files are read
 * @param lines read, and done
 * @param words counted
 * @param recordsPerSecond lines and words together
 * @param differentWords how many there are
 * @param top the most frequent words
 * @param windowStartMs when the newest window begins, 0 when there is none yet
 * @param topOfWindow the most frequent words in it
 */
record Board(
        int files,
        Counted.Standing lines,
        long words,
        long recordsPerSecond,
        int differentWords,
        List<Tally.Entry> top,
        long windowStartMs,
        List<Tally.Entry> topOfWindow) {}
