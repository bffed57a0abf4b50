package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void splitsAtEverythingThatIsNeitherLetterNorDigit() {
        assertThat(Words.of("To be, or not--to be: 42 times"))
                .containsExactly("to", "be", "or", "not", "to", "be", "42", "times");
    }

    @Test
    void keepsApostrophesInsideOfWordsOnly() {
        assertThat(Words.of("'Don't' rock\u2019n\u2019roll '' it''s o'"))
                .containsExactly("don't", "rock'n'roll", "it", "s", "o");
    }

    @Test
    void knowsTheLettersOfEveryScript() {
        assertThat(Words.of("\u00c4PFEL \u041c\u0418\u0420 \ud801\udc00\ud801\udc01 \u0663"))
                .containsExactly("\u00e4pfel", "\u043c\u0438\u0440", "\ud801\udc28\ud801\udc29", "\u0663");
    }

    @Test
    void findsNoWordsWhereThereAreNone() {
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of(" \t--'' ")).isEmpty();
    }

    @Test
    void agreesWithTheRuleOfTheRecountOnRandomText() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String symbols = "aZ\u00e9\u03a3\u0130\ufb01'\u2019 -_.0\u0663\u0301\ud801\udc00\n";
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(symbols.charAt(random.nextInt(symbols.length())));
            }
            Map<String, Long> counts = new HashMap<>();
            List<String> lines = new ArrayList<>(List.of(text.toString().split("\n", -1)));
            lines.forEach(line -> Words.of(line).forEach(word -> counts.merge(word, 1L, Long::sum)));

            Map<String, Long> recounted = new HashMap<>();
            long words = Recount.countWords(text.toString(), word -> recounted.merge(word, 1L, Long::sum));

            assertThat(recounted).as("seed %d, text '%s'", seed, text).isEqualTo(counts);
            assertThat(words)
                    .isEqualTo(
                            counts.values().stream().mapToLong(Long::longValue).sum());
        }
    }
}
