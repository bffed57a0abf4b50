package io.millrace.cli;

import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo shows what it does: redrawn in place on a terminal, otherwise line by line. Owned by the main thread.
 */
interface Screen {

    /** Shows how things stand; called a few times per second. */
    void show(Board board);

    /** Says something that stays. */
    void say(String line);

    /**
     * The right one.
     *
     * @param terminal "true" when standard output is a terminal; said by the launcher, since Java cannot tell in all
     *     versions
     * @param environment {@code NO_COLOR} and {@code TERM} are heeded
     */
    static Screen of(PrintWriter out, @Nullable String terminal, Map<String, String> environment) {
        if ("true".equals(terminal) && !"dumb".equals(environment.get("TERM"))) {
            boolean colors = environment.getOrDefault("NO_COLOR", "").isEmpty();
            return new TerminalScreen(out, colors);
        }
        return new PlainScreen(out, System::nanoTime);
    }
}
