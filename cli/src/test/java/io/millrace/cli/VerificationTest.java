package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Plants every kind of mistake: a check that cannot fail is worth nothing. */
class VerificationTest {

    private final Map<String, Long> totals = new HashMap<>(Map.of("to", 2L, "be", 2L));
    private final Map<String, Long> windows = new HashMap<>(Map.of("w1 to", 1L, "w2 to", 1L, "w1 be", 2L));

    @Test
    void isContentWithEqualCounts() {
        Verification verification = verify(counts -> {});

        assertThat(verification.isEqual()).isTrue();
        assertThat(verification.report())
                .containsExactly(
                        "Verified: 4 words recounted; compared 2 counts in total and 3 in windows: all are equal.");
    }

    @Test
    void findsAWordThatWasCountedTwice() {
        assertThat(verify(counts -> counts.put("to", 3L)).report())
                .hasSize(2)
                .last()
                .isEqualTo("  in total to: 3 (expected: 2)");
    }

    @Test
    void findsAWordThatWasLost() {
        assertThat(verify(counts -> counts.remove("be")).report()).last().isEqualTo("  in total be: 0 (expected: 2)");
    }

    @Test
    void findsAWordThatIsNotInTheText() {
        assertThat(verify(counts -> counts.put("or", 1L)).report()).last().isEqualTo("  in total or: 1 (expected: 0)");
    }

    @Test
    void findsAWordInTheWrongWindow() {
        Verification verification = new Verification(new Recount(totals, windows, 4));
        verification.compare(totals, Map.of("w1 to", 2L, "w1 be", 2L));

        assertThat(verification.isEqual()).isFalse();
        assertThat(verification.report()).hasSize(3);
    }

    private Verification verify(Consumer<Map<String, Long>> mistake) {
        Map<String, Long> counted = new HashMap<>(totals);
        mistake.accept(counted);
        Verification verification = new Verification(new Recount(totals, windows, 4));
        verification.compare(counted, windows);
        return verification;
    }
}
