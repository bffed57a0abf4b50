package io.millrace.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** For files and pipes: a line when something has changed, at most one per second. */
final class PlainScreen implements Screen {

    private static final long INTERVAL_NS = 1_000_000_000L;
    private static final int WORDS_SHOWN = 5;

    private final PrintWriter out;
    private final LongSupplier nanoClock;
    private final long startNs;
    private long linesShown;
    private String lastLine = "";

    PlainScreen(PrintWriter out, LongSupplier nanoClock) {
        this.out = out;
        this.nanoClock = nanoClock;
        this.startNs = nanoClock.getAsLong();
    }

    @Override
    public void show(Board board) {
        if (nanoClock.getAsLong() - startNs < (linesShown + 1) * INTERVAL_NS) {
            return;
        }
        linesShown = (nanoClock.getAsLong() - startNs) / INTERVAL_NS;
        String line = line(board);
        if (!line.equals(lastLine)) {
            lastLine = line;
            say(line + String.format(Locale.ROOT, " (%,d records/s)", board.recordsPerSecond()));
        }
    }

    @Override
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    private static String line(Board board) {
        return String.format(
                Locale.ROOT,
                "%,d lines of %,d files read, %,d counted: %,d words; top: %s",
                board.lines().written(),
                board.files(),
                board.lines().done(),
                board.words(),
                top(board.top()));
    }

    private static String top(List<Tally.Entry> top) {
        return top.isEmpty()
                ? "-"
                : top.stream()
                        .limit(WORDS_SHOWN)
                        .map(entry -> entry.word() + " " + entry.count())
                        .collect(Collectors.joining(", "));
    }
}
