package io.millrace.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * For a terminal: the same few lines, drawn again in place. The escape sequences are those that every terminal of the
 * last forty years knows: cursor up, clear to the end of the line, bold.
 */
final class TerminalScreen implements Screen {

    private static final String ESCAPE = "\u001b[";
    private static final int BAR_MAX = 24;
    private static final int WORD_MAX = 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final PrintWriter out;
    private final boolean colors;
    private int drawn;

    TerminalScreen(PrintWriter out, boolean colors) {
        this.out = out;
        this.colors = colors;
    }

    @Override
    public void show(Board board) {
        if (drawn > 0) {
            out.print(ESCAPE + drawn + "A");
        }
        List<String> lines = lines(board);
        // A line that is not needed any more is cleared.
        while (lines.size() < drawn) {
            lines.add("");
        }
        lines.forEach(line -> out.print(line + ESCAPE + "K\n"));
        out.flush();
        drawn = lines.size();
    }

    @Override
    public void say(String line) {
        out.println(line);
        out.flush();
        // What was drawn stays above it.
        drawn = 0;
    }

    private List<String> lines(Board board) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "lines  %,12d read  %,12d counted    %,d files",
                board.lines().written(),
                board.lines().done(),
                board.files()));
        lines.add(String.format(
                Locale.ROOT,
                "words  %,12d counted    %,d different    %,d records/s",
                board.words(),
                board.differentWords(),
                board.recordsPerSecond()));
        lines.add("");
        String window = board.windowStartMs() == 0
                ? ""
                : "in the window that began " + TIME.format(Instant.ofEpochMilli(board.windowStartMs()));
        lines.add(bold(String.format(Locale.ROOT, "%-20s %10s %-25s%s", "word", "in total", "", window)));
        for (int i = 0; i < board.top().size(); i++) {
            lines.add(row(board, i));
        }
        return lines;
    }

    private static String row(Board board, int i) {
        Tally.Entry entry = board.top().get(i);
        long most = board.top().get(0).count();
        String bar = "#".repeat((int) Math.max(1, entry.count() * BAR_MAX / most));
        String total = String.format(Locale.ROOT, "%-20s %,10d %-25s", cut(entry.word()), entry.count(), bar);
        if (i >= board.topOfWindow().size()) {
            return total;
        }
        Tally.Entry recent = board.topOfWindow().get(i);
        return total + String.format(Locale.ROOT, "%-20s %,10d", cut(recent.word()), recent.count());
    }

    private static String cut(String word) {
        return word.length() <= WORD_MAX ? word : word.substring(0, WORD_MAX - 1) + "~";
    }

    private String bold(String text) {
        return colors ? ESCAPE + "1m" + text + ESCAPE + "0m" : text;
    }
}
