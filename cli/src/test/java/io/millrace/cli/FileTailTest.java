package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTailTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("text");
    }

    @Test
    void readsWholeLinesFromWhereItWasLeft() throws IOException {
        write("one\ntwo\n");

        FileTail tail = new FileTail(file, 4, () -> true);

        assertThat(readLines(tail)).containsExactly("two");
        assertThat(tail.position()).isEqualTo(8);
        assertThat(tail.read()).isEmpty();
    }

    @Test
    void waitsForTheEndOfALineThatMayStillGrow() throws IOException {
        write("one\ntw");
        FileTail tail = new FileTail(file, 0, () -> true);

        assertThat(readLines(tail)).containsExactly("one");
        assertThat(tail.read()).isEmpty();

        write("o\n");
        assertThat(readLines(tail)).containsExactly("two");
    }

    @Test
    void takesALastLineWithoutAnEndWhenNothingMoreComes() throws IOException {
        write("one\r\ntwo");
        FileTail tail = new FileTail(file, 0, () -> false);

        assertThat(readLines(tail)).containsExactly("one");
        assertThat(readLines(tail)).containsExactly("two");
        assertThat(tail.read()).isEmpty();
    }

    @Test
    void cutsALineThatIsTooLong() throws IOException {
        write("x".repeat(FileTail.PIECE_BYTES_MAX + 1) + "\n");
        FileTail tail = new FileTail(file, 0, () -> true);

        assertThat(readLines(tail)).containsExactly("x".repeat(FileTail.PIECE_BYTES_MAX));
        assertThat(readLines(tail)).containsExactly("x");
    }

    @Test
    void noticesThatAFileHasBecomeShorter() throws IOException {
        write("a");

        assertThatThrownBy(() -> new FileTail(file, 2, () -> true).read())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has 1 bytes, but 2 were read before");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> readLines(FileTail tail) {
        List<String> lines = new ArrayList<>();
        FileTail.lines(tail.read().orElse("nothing".getBytes(StandardCharsets.UTF_8)), lines::add);
        return lines;
    }
}
