package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The test driver's {@code getStateStore}: only for stores that users made themselves. */
class UntypedStoresTest {

    @Test
    void storesOfTheLibraryAreRefusedAsInTheOriginal() {
        List<Map<String, String>> answers = Engines.untypedStores();

        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(answers.get(1))
                .containsEntry("counts", "refused")
                .containsEntry("sessions", "refused")
                .containsEntry("missing", "none");
    }
}
