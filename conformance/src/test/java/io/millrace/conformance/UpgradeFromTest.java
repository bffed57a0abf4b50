package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.program.cases.JoinCases;
import io.millrace.conformance.program.cases.TableCases;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The setting {@code upgrade.from}: topics are written so that the version which it names can read them. */
class UpgradeFromTest {

    private final Engine original = Engines.original();
    private final Engine millrace = Engines.millrace();

    @ParameterizedTest
    @CsvSource({"2.4, true", "3.4, true", "3.5, false"})
    void groupsOfTablesAreWrittenAsThatVersionReadsThem(String version, boolean differs) {
        Comparison comparison = new Comparison(
                run(original, TableCases.class, "everyAggregate", version),
                run(millrace, TableCases.class, "everyAggregate", version));

        assertThat(comparison.differences()).as(comparison.report()).isEmpty();
        assertThat(!comparison.millrace().equals(run(millrace, TableCases.class, "everyAggregate", null)))
                .isEqualTo(differs);
    }

    @ParameterizedTest
    @CsvSource({"2.8, true", "3.3, true", "3.4, false"})
    void foreignKeyJoinsAreWrittenAsThatVersionReadsThemThoughTheOriginalForgetsTo(String version, boolean differs) {
        String join = "everyForeignKeyLeftJoin";

        assertThat(run(original, JoinCases.class, join, version)).isEqualTo(run(original, JoinCases.class, join, null));
        assertThat(!run(millrace, JoinCases.class, join, version).equals(run(millrace, JoinCases.class, join, null)))
                .isEqualTo(differs);
    }

    private static Map<String, List<String>> run(
            Engine engine, Class<?> cases, String method, @Nullable String version) {
        Map<String, String> settings = Variant.DEFAULTS.settings();
        if (version != null) {
            settings.put("upgrade.from", version);
        }
        return engine.runCase(cases.getName(), method, settings);
    }
}
