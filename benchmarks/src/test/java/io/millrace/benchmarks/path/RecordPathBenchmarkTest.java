package io.millrace.benchmarks.path;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** Keeps the benchmarks working: each is run a few times, and not measured. */
class RecordPathBenchmarkTest {

    @Test
    void everyBenchmarkRunsAgainAndAgain() {
        RecordPathBenchmark benchmark = new RecordPathBenchmark();

        assertThatCode(() -> {
                    for (int i = 0; i < 3; i++) {
                        benchmark.decode();
                        benchmark.filterAndMap();
                        benchmark.aggregateInTheBuffer();
                        benchmark.aggregateAndCommit();
                        benchmark.windowedInTheBuffer();
                        benchmark.windowedAndCommit();
                    }
                })
                .doesNotThrowAnyException();
    }
}
