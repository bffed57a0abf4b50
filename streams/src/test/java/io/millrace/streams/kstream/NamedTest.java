package io.millrace.streams.kstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.TopologyException;
import org.junit.jupiter.api.Test;

class NamedTest {

    @Test
    void acceptsLettersDigitsDotUnderscoreAndDash() {
        assertThat(Named.as("Count.per_minute-2").name).isEqualTo("Count.per_minute-2");
    }

    @Test
    void acceptsTheLongestName() {
        String longest = "x".repeat(249);

        assertThat(Named.as(longest).name).isEqualTo(longest);
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertRefused("x".repeat(250), "250 characters", "at most 249");
    }

    @Test
    void refusesAnEmptyName() {
        assertRefused("", "empty");
    }

    @Test
    void refusesTheNamesOfFolders() {
        assertRefused(".", "\".\"");
        assertRefused("..", "\"..\"");
    }

    @Test
    void refusesOtherCharactersAndSaysWhere() {
        assertRefused("a b", "' ' at 1");
        assertRefused("a/b", "'/' at 1");
        assertRefused("müller", "'ü' at 1");
    }

    @Test
    void refusesNoName() {
        assertThatNullPointerException().isThrownBy(() -> Named.as(null)).withMessageContaining("name: null");
        assertThatNullPointerException()
                .isThrownBy(() -> Named.as("a").withName(null))
                .withMessageContaining("name: null");
    }

    @Test
    void leavesTheOldNameAloneWhenAnotherIsMade() {
        Named first = Named.as("first");

        Named second = first.withName("second");

        assertThat(first.name).isEqualTo("first");
        assertThat(second.name).isEqualTo("second");
    }

    private static void assertRefused(String name, String... parts) {
        assertThatThrownBy(() -> Named.as(name))
                .isInstanceOf(TopologyException.class)
                .hasMessageContainingAll(parts);
    }
}
