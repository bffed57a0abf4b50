package io.millrace.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.graph.GraphBuilder;
import io.millrace.plan.PlanText;
import io.millrace.planner.Planner;
import io.millrace.streams.Definitions;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans as text. {@code -Dgolden.update} writes the expected texts anew; read the diff before you keep it. */
class PlanTest {

    private static final Path FOLDER = Path.of("src/test/resources/plans");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "branch-without-default",
                "global-join-every-form",
                "global-store-in-dsl",
                "groupBy-named-shared",
                "groupByKey-every-count",
                "join-after-changed-key",
                "join-chain",
                "join-with-derived-table",
                "optimized-aggregations-and-joins",
                "optimized-self-join",
                "optimized-table-sources",
                "processor-api-joined-by-store",
                "processor-api-read-only-store",
                "repartition-with-partitions",
                "source-pattern-named",
                "source-same-topic-twice",
                "stream-join-after-changed-keys",
                "stream-join-with-kinds-and-logging",
                "stream-join-with-suppliers",
                "table-groupBy-of-derived",
                "toTable-after-changed-key",
                "window-every-count",
                "word-count",
                "word-count-in-total-and-in-windows"
            })
    void plans(String name) throws IOException {
        Topology topology = Objects.requireNonNull(Topologies.all().get(name)).get();

        String text = PlanText.of(Planner.plan(
                ((GraphBuilder) Definitions.of(topology)).graph(),
                new StreamsConfig(Map.of(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        "app",
                        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                        Serdes.StringSerde.class,
                        StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                        Serdes.StringSerde.class))));

        Path golden = FOLDER.resolve(name + ".txt");
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}
