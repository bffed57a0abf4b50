package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.millrace.conformance.program.Operators;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Programs made from seeds: Millrace does what the original does. More of them: {@code -Dconformance.programs=50000},
 * others: {@code -Dconformance.seed=1000000}; one: {@code -Dconformance.seed=SEED -Dconformance.programs=1}.
 */
class GeneratedTest {

    private static final int PROGRAMS = Integer.getInteger("conformance.programs", 2000);
    private static final long FIRST_SEED = Long.getLong("conformance.seed", 1);
    /** How many different failures are worth a report of their own. */
    private static final int MOST_FAILURES = Integer.getInteger("conformance.failures", 3);

    private final Engine original = Engines.original();
    private final Engine millrace = Engines.millrace();

    @Test
    void doesAsTheOriginalDoes() {
        StringBuilder failures = new StringBuilder();
        int failed = 0;
        int refused = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS && failed < MOST_FAILURES; seed++) {
            Program program = Generator.program(seed);
            Comparison comparison = compare(program);
            refused += comparison.original().containsKey("exception") ? 1 : 0;
            if (!comparison.differences().isEmpty()) {
                failed++;
                Program shrunk = Shrinker.shrink(program, this::differs);
                failures.append("\n\nSEED ")
                        .append(seed)
                        .append(", shrunk to:\n")
                        .append(shrunk);
                failures.append(compare(shrunk).report());
                failures.append("repeat with -Dconformance.programs=1 -Dconformance.seed=")
                        .append(seed);
            }
        }
        if (failed > 0) {
            fail(failures.toString());
        }
        assertThat(refused)
                .as("programs that the original refuses, of " + PROGRAMS)
                .isLessThan(PROGRAMS / 4 + 1);
    }

    private Comparison compare(Program program) {
        return new Comparison(original.runProgram(program), millrace.runProgram(program));
    }

    private boolean differs(Program program) {
        return !compare(program).differences().isEmpty();
    }

    @Test
    void usesEveryOperatorAndEveryForm() {
        Set<String> unused = new HashSet<>();
        Operators.all().forEach(operator -> {
            for (int respect = 0; respect < operator.choices().size(); respect++) {
                for (int choice = 0; choice < operator.choices().get(respect); choice++) {
                    unused.add(operator.name() + " " + respect + "=" + choice);
                }
            }
        });
        for (long seed = 1; seed <= 10_000; seed++) {
            for (Program.Instruction instruction : Generator.program(seed).instructions()) {
                for (int respect = 0; respect < instruction.choices().size(); respect++) {
                    unused.remove(instruction.operator() + " " + respect + "="
                            + instruction.choices().get(respect));
                }
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void aProgramIsWhatItsTextSays() {
        for (long seed = 1; seed <= 100; seed++) {
            Program program = Generator.program(seed);
            assertThat(Program.parse(program.toString())).isEqualTo(program);
        }
    }
}
