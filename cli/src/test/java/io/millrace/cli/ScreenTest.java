package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void writesPlainLinesOncePerSecondWhereThereIsNoTerminal() {
        AtomicLong nowNs = new AtomicLong();
        Screen screen = new PlainScreen(out, nowNs::get);

        screen.show(board(1));
        nowNs.set(1_100_000_000);
        screen.show(board(2));
        screen.show(board(3));
        nowNs.set(2_200_000_000L);
        screen.show(board(2));

        assertThat(text.toString().lines())
                .containsExactly("2 lines of 1 files read, 2 counted: 2 words; top: be 2 (7 records/s)");
    }

    @Test
    void drawsInPlaceOnATerminal() {
        Screen screen = Screen.of(out, "true", Map.of());

        screen.show(board(1));
        screen.show(board(2));

        assertThat(text.toString()).contains("\u001b[5A", "\u001b[1m").endsWith("\u001b[K\n");
    }

    @Test
    void usesNoColorsWhenAskedNotTo() {
        Screen.of(out, "true", Map.of("NO_COLOR", "1")).show(board(1));

        assertThat(text.toString()).doesNotContain("\u001b[1m");
    }

    @Test
    void isPlainWithoutATerminalOrWithADumbOne() {
        assertThat(Screen.of(out, null, Map.of())).isInstanceOf(PlainScreen.class);
        assertThat(Screen.of(out, "true", Map.of("TERM", "dumb"))).isInstanceOf(PlainScreen.class);
    }

    private static Board board(long count) {
        Counted.Standing standing = new Counted.Standing(count, count);
        List<Tally.Entry> top = List.of(new Tally.Entry("be", count));
        return new Board(1, standing, count, 7, 1, top, 10_000, top);
    }
}
