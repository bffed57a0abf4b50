package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

    @TempDir
    private Path folder;

    @Test
    void findsTheTextFilesOfAFolderAndLeavesOutTheRest() throws IOException {
        Path text = write("docs/a.md", "text");
        Path empty = write("empty", "");
        write("binary", "P\0K");
        write(".git/config", "text");
        write("module/target/log", "text");
        write("state/demo.properties", "text");

        assertThat(inputs(folder).files()).containsExactly(text, empty);
    }

    @Test
    void takesAFileThatIsNamedWhateverItIs() throws IOException {
        Path hidden = write(".hidden", "a\0b");

        assertThat(inputs(hidden).files()).containsExactly(hidden);
    }

    @Test
    void findsFilesThatAppearLater() throws IOException {
        Inputs inputs = inputs(folder);
        assertThat(inputs.files()).isEmpty();

        Path late = write("late", "text");

        assertThat(inputs.files()).containsExactly(late);
    }

    private Inputs inputs(Path named) {
        return new Inputs(Inputs.Named.of(List.of(named.toString()), null), folder.resolve("state"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
