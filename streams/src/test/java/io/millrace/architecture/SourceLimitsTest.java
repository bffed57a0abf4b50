package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.architecture.SourceLimits.Excess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sizes and banned words of the production sources of all modules; {@link Ratchet} holds the exceptions. */
@Tag("architecture")
class SourceLimitsTest {
    private static final String PATH = "streams/src/main/java/io/millrace/engine/Planted.java";
    private static final String API_PATH = "streams/src/main/java/io/millrace/streams/Planted.java";

    @Test
    void everySourceFileKeepsTheLimits() throws IOException {
        List<Excess> found = new ArrayList<>();
        for (Path source : sources()) {
            found.addAll(SourceLimits.check(name(source), Files.readString(source)));
        }

        Ratchet ratchet = new Ratchet(Files.readString(root().resolve(Ratchet.FILE)));
        assertThat(ratchet.complaints(found)).isEmpty();
    }

    @Test
    void everyPackageIsExplainedInItsPackageInfo() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path folder :
                sources().stream().map(Path::getParent).distinct().sorted().toList()) {
            Path info = folder.resolve("package-info.java");
            String text = Files.exists(info) ? Files.readString(info) : "";
            if (!text.startsWith("/**") || !text.contains("@NullMarked")) {
                missing.add(name(info) + " (expected: a Javadoc that explains the package, and @NullMarked)");
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void seesALongFile() {
        String text = "class Planted {\n" + "\n".repeat(600) + "}\n";

        assertThat(SourceLimits.check(PATH, text)).containsExactly(new Excess(PATH, "file-lines", 602, 600));
    }

    @Test
    void letsAnInterfaceOfTheApiBeLonger() {
        String body = " Planted {\n" + "\n".repeat(600) + "}\n";

        assertThat(SourceLimits.check(API_PATH, "interface" + body)).isEmpty();
        assertThat(SourceLimits.check(API_PATH, "class" + body)).hasSize(1);
        assertThat(SourceLimits.check(PATH, "interface" + body)).hasSize(1);
    }

    @Test
    void seesALongMethodButNotItsJavadoc() {
        String javadoc = "/**\n" + " *\n".repeat(50) + " */\n";
        String fits = "class Planted { class Inner {\n" + javadoc + "void run() {\n" + "\n".repeat(58) + "}}}";
        String over = fits.replace("void run() {", "void run() {\n");

        assertThat(SourceLimits.check(PATH, fits)).isEmpty();
        assertThat(SourceLimits.check(PATH, over))
                .containsExactly(new Excess(PATH, "method-lines:Planted.Inner.run", 61, 60));
    }

    @Test
    void seesALongLambdaInAStaticBlock() {
        String text = "class Planted { static {\n" + "\n".repeat(60) + "}}";

        assertThat(SourceLimits.check(PATH, text))
                .containsExactly(new Excess(PATH, "method-lines:Planted.static", 62, 60));
    }

    @Test
    void seesAWideConstructorAndAWideRecord() {
        String constructor = "class Planted { Planted(int a, int b, int c, int d, int e, int f, int g, int h) {} }";
        String record = "record Planted(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j%s) {\n"
                + " static int zero; Planted { } }";

        assertThat(SourceLimits.check(PATH, constructor))
                .containsExactly(new Excess(PATH, "constructor-parameters:Planted.<init>", 8, 7));
        assertThat(SourceLimits.check(PATH, record.formatted(""))).isEmpty();
        assertThat(SourceLimits.check(PATH, record.formatted(", int k")))
                .containsExactly(new Excess(PATH, "record-components:Planted", 11, 10));
    }

    @Test
    void seesALongLineAndABannedWord() {
        String text = "class Planted {} // " + "x".repeat(101) + "\n// TODO later\n";

        assertThat(SourceLimits.check(PATH, text))
                .extracting(Excess::kind)
                .containsExactly("line-length", "banned-word:TODO");
    }

    @Test
    void theRatchetLetsAListedOffencePassAndNoWorseOne() {
        Ratchet ratchet = new Ratchet("# path kind number\n\n" + PATH + " file-lines 700\n");

        assertThat(ratchet.complaints(List.of(new Excess(PATH, "file-lines", 700, 600))))
                .isEmpty();
        assertThat(ratchet.complaints(List.of(new Excess(PATH, "file-lines", 701, 600))))
                .containsExactly(PATH + " file-lines: 701 (expected: <= 600)");
    }

    @Test
    void theRatchetMayOnlyShrink() {
        Ratchet ratchet = new Ratchet(PATH + " file-lines 700");

        assertThat(ratchet.complaints(List.of(new Excess(PATH, "file-lines", 650, 600))))
                .singleElement()
                .asString()
                .startsWith("lower the ratchet: ")
                .endsWith("it is now 650: write that number");
        assertThat(ratchet.complaints(List.of())).singleElement().asString().endsWith("delete the line");
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root())) {
            for (Path folder : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .forEach(sources::add);
                }
            }
        }
        assertThat(sources).as("sources below %s", root()).isNotEmpty();
        return sources;
    }

    /** The checkout: the nearest folder above the working directory that holds the Maven wrapper. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        assertThat(folder)
                .as("the folder above %s that holds mvnw", Path.of("").toAbsolutePath())
                .isNotNull();
        return folder;
    }

    private static String name(Path file) {
        return root().relativize(file).toString().replace('\\', '/');
    }
}
