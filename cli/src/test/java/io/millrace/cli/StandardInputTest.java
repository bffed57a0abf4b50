package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StandardInputTest {

    @TempDir
    private Path folder;

    @Test
    void keepsTheInputOfEachRunInAFileOfItsOwn() throws IOException {
        copy("first\n");
        copy("second\n");

        StandardInput input = new StandardInput(folder);

        assertThat(input.files()).containsExactly(folder.resolve("000001.txt"), folder.resolve("000002.txt"));
        assertThat(Files.readString(folder.resolve("000002.txt"))).isEqualTo("second\n");
    }

    @Test
    void saysThatItCouldNotBeCopied() {
        StandardInput input = new StandardInput(folder);
        input.copy(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken pipe");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("broken pipe");
            }
        });
        awaitEnd(input);

        assertThatThrownBy(input::requireWorking)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("broken pipe")
                .hasMessageContaining("what was copied is safe");
    }

    private void copy(String text) {
        StandardInput input = new StandardInput(folder);
        input.copy(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        awaitEnd(input);
        input.requireWorking();
    }

    private static void awaitEnd(StandardInput input) {
        while (input.isOpen()) {
            Thread.onSpinWait();
        }
    }
}
