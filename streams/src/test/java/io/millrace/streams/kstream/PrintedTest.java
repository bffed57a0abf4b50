package io.millrace.streams.kstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.TopologyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintedTest {

    @Test
    void printsKeyAndValueWithACommaUnlessToldOtherwise() {
        Printed<String, Long> printed = Printed.toSysOut();

        assertThat(printed.mapper.apply("k", 7L)).isEqualTo("k, 7");
        assertThat(printed.mapper.apply(null, null)).isEqualTo("null, null");
        assertThat(printed.outputStream).isSameAs(System.out);
        assertThat(printed.label).isNull();
    }

    @Test
    void keepsAllSettingsInPlace() {
        Printed<String, Long> printed = Printed.toSysOut();

        Printed<String, Long> result =
                printed.withLabel("seen").withName("print").withKeyValueMapper((key, value) -> key + "=" + value);

        assertThat(result).isSameAs(printed);
        Printed<String, Long> copy = new Printed<>(printed);
        assertThat(copy.label).isEqualTo("seen");
        assertThat(copy.processorName).isEqualTo("print");
        assertThat(copy.mapper.apply("k", 7L)).isEqualTo("k=7");
    }

    @Test
    void opensTheFileAtOnce(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("out.txt");

        try (var out = Printed.toFile(file.toString()).outputStream) {
            out.write('x');
        }

        assertThat(Files.readString(file)).isEqualTo("x");
    }

    @Test
    void refusesAFileThatCannotBeWritten(@TempDir Path folder) {
        String path = folder.resolve("missing").resolve("out.txt").toString();

        assertThatThrownBy(() -> Printed.toFile(path))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining(path)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void refusesToDoWithoutAPath() {
        assertThatThrownBy(() -> Printed.toFile(" "))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("filePath: blank");
        assertThatNullPointerException().isThrownBy(() -> Printed.toFile(null));
        assertThatNullPointerException().isThrownBy(() -> Printed.toSysOut().withLabel(null));
        assertThatNullPointerException().isThrownBy(() -> Printed.toSysOut().withKeyValueMapper(null));
    }
}
