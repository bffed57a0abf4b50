package io.millrace.cli;

import io.millrace.streams.embedded.EmbeddedLog;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the main thread does again and again: feed some lines, take in some counts, show how things stand. Each round is
 * bounded, so Ctrl-C is never far away.
 */
final class Rounds implements AutoCloseable {

    private static final long SHOW_MS = 200;
    /** How often a file at its end is looked at again. */
    private static final long LOOK_AGAIN_MS = 100;
    /** How often a folder is searched for new files. */
    private static final long SEARCH_MS = 1000;

    private static final Duration REST = Duration.ofMillis(10);
    /** More than this, and the feeder waits: what is read should soon be counted. */
    private static final long LINES_AHEAD_MAX = 200_000;

    private final Demo.Settings settings;
    private final Screen screen;
    private final Inputs inputs;
    private final StandardInput standardInput;
    private final LineFeeder feeder;
    private final Counted counted;
    private final Tally tally;
    private final Speed speed = new Speed();

    private boolean begun;
    private boolean fedAll;
    private long nextShowMs;
    private long nextLookMs;
    private long nextSearchMs;

    Rounds(Demo.Settings settings, EmbeddedLog log, Journal journal, Screen screen) {
        this.settings = settings;
        this.screen = screen;
        this.inputs = new Inputs(settings.named(), settings.state().path());
        this.standardInput = new StandardInput(settings.state().standardInput());
        this.feeder = new LineFeeder(log, journal, System::currentTimeMillis);
        this.counted = new Counted(log);
        this.tally = new Tally(log, settings.state().window());
        if (settings.named().standardInput()) {
            standardInput.copy(System.in);
        }
        feeder.add(standardInput.files(), standardInput::isOpen);
        feeder.add(inputs.files(), settings::follow);
        if (feeder.files() == 0 && !settings.follow()) {
            throw new Failure("no text files in " + settings.named().paths());
        }
    }

    /** One round; false when there is nothing left to do. */
    boolean next() {
        long nowMs = System.nanoTime() / 1_000_000;
        boolean progressed = feed(nowMs);
        progressed |= tally.poll(Duration.ZERO);
        if (nowMs >= nextShowMs) {
            nextShowMs = nowMs + SHOW_MS;
            screen.show(board(nowMs));
        }
        if (!progressed) {
            if (fedAll && !settings.follow() && counted.isEverythingCounted() && tally.isAtEnd()) {
                return false;
            }
            tally.poll(REST);
        }
        return true;
    }

    private boolean feed(long nowMs) {
        standardInput.requireWorking();
        if (settings.follow() && nowMs >= nextSearchMs) {
            nextSearchMs = nowMs + SEARCH_MS;
            feeder.add(inputs.files(), settings::follow);
        }
        if (nowMs < nextLookMs || !mayFeed()) {
            return false;
        }
        // Asked before the look, so that what came in between is not missed.
        boolean mayGrow = settings.follow() || standardInput.isOpen();
        boolean progressed = feeder.step();
        if (!progressed) {
            nextLookMs = nowMs + LOOK_AGAIN_MS;
            fedAll = !mayGrow;
        }
        return progressed;
    }

    /**
     * What was read before the last stop is counted first, since its time is as old as the stop: after newer lines it
     * could be too late for its window.
     */
    private boolean mayFeed() {
        if (!begun) {
            begun = counted.isEverythingCounted() && tally.isAtEnd();
            return begun;
        }
        Counted.Standing lines = counted.lines();
        return lines.written() - lines.done() <= LINES_AHEAD_MAX;
    }

    /** Shows how things stand at the end. */
    void showLast() {
        Board board = board(System.nanoTime() / 1_000_000);
        screen.show(board);
        screen.say(String.format(
                Locale.ROOT,
                "%,d of %,d lines counted: %,d words, %,d different ones.",
                board.lines().done(),
                board.lines().written(),
                board.words(),
                board.differentWords()));
    }

    private Board board(long nowMs) {
        Counted.Standing lines = counted.lines();
        long words = tally.words();
        long recordsPerSecond = begun ? speed.update(nowMs, lines.done() + words) : 0;
        List<Tally.Entry> top = tally.top(settings.top());
        return new Board(
                feeder.files(),
                lines,
                words,
                recordsPerSecond,
                tally.differentWords(),
                top,
                tally.windowStartMs(),
                tally.topOfWindow(settings.top()));
    }

    @Override
    public void close() {
        feeder.close();
        counted.close();
        tally.close();
    }
}
