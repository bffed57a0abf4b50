package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {

    @TempDir
    private Path folder;

    private Path text;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void text() throws IOException {
        text = Files.writeString(folder.resolve("text"), "to be or not to be\nthat is the question\n");
    }

    @Test
    void countsVerifiesAndGoesOn() throws IOException {
        assertThat(demo(text, "--verify")).isEqualTo(Millrace.DONE);
        assertThat(out.toString()).contains("2 of 2 lines counted: 10 words, 8 different ones.", "all are equal");

        Files.writeString(text, "to be\n", StandardOpenOption.APPEND);
        assertThat(demo(text, "--verify")).isEqualTo(Millrace.DONE);
        assertThat(out.toString())
                .contains("Going on: 40 bytes of 1 files were read before.", "3 of 3 lines counted: 12 words");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysThatAPathDoesNotExist() {
        assertFails("there is no such file or folder", folder.resolve("nowhere").toString());
    }

    @Test
    void saysThatAFileMayNotBeRead() throws IOException {
        Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(text), "this user may read everything");

        assertFails("may not be read by this user", text.toString());
    }

    @Test
    void saysThatAFolderHoldsNoText() throws IOException {
        assertFails(
                "no text files in",
                Files.createDirectory(folder.resolve("empty")).toString(),
                "--state",
                folder.resolve("state").toString());
    }

    @Test
    void saysThatAnOptionIsBad() {
        assertFails("--threads: 0 (expected: 1 to 256)", text.toString(), "--threads", "0");
        assertFails("Unknown option: '--nonsense'", text.toString(), "--nonsense");
        assertFails("--verify needs an end", text.toString(), "--follow", "--verify");
    }

    @Test
    void saysThatTheStateFolderHoldsSomethingElse() {
        assertFails("holds something else, such as [text]", text.toString(), "--state", folder.toString());
    }

    @Test
    void saysThatTheStateFolderIsOfAnUnknownFormat() throws IOException {
        demo(text);
        Files.writeString(state().resolve("millrace-demo/log/format"), "millrace embedded log, format 99\n");

        assertThat(demo(text)).isEqualTo(Millrace.FAILED);
        assertOneSentence("an unknown version");
    }

    @Test
    void saysThatTheCountsWereBegunWithAnotherWindow() {
        demo(text);

        assertThat(demo(text, "--window", "60")).isEqualTo(Millrace.FAILED);
        assertOneSentence("--window: 60 (expected: 10, as the counts in");
    }

    @Test
    void noticesThatAFileHasBeenChanged() throws IOException {
        demo(text);
        Files.writeString(text, "TO be or not to be\nthat is the question\nand more\n");

        assertThat(demo(text)).isEqualTo(Millrace.FAILED);
        assertOneSentence("has been changed since it was read");
    }

    @Test
    void noticesThatAFileHasBecomeShorter() throws IOException {
        demo(text);
        Files.writeString(text, "to be\n");

        assertThat(demo(text)).isEqualTo(Millrace.FAILED);
        assertOneSentence("has 6 bytes, but 40 were read before");
    }

    @Test
    void showsWhereAnErrorComesFromOnlyWhenAskedTo() {
        Millrace.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("demo", folder.resolve("nowhere").toString(), "--debug");

        assertThat(err.toString()).contains("\tat io.millrace.cli.");
    }

    private Path state() {
        return folder.resolve("state");
    }

    private int demo(Path input, String... more) {
        CommandLine command = commandLine();
        String[] arguments = new String[more.length + 4];
        arguments[0] = "demo";
        arguments[1] = input.toString();
        arguments[2] = "--state";
        arguments[3] = state().toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return command.execute(arguments);
    }

    private void assertFails(String sentence, String... arguments) {
        err.getBuffer().setLength(0);
        String[] all = new String[arguments.length + 1];
        all[0] = "demo";
        System.arraycopy(arguments, 0, all, 1, arguments.length);

        assertThat(commandLine().execute(all)).isEqualTo(Millrace.FAILED);
        assertOneSentence(sentence);
    }

    private CommandLine commandLine() {
        return Millrace.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }

    private void assertOneSentence(String part) {
        assertThat(err.toString()).startsWith("millrace demo: ").contains(part);
        assertThat(err.toString().lines()).hasSize(1);
    }
}
