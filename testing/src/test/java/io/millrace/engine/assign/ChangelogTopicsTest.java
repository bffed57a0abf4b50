package io.millrace.engine.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.log.TopicSpec;
import io.millrace.plan.Plan;
import io.millrace.streams.PlanOf;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.Materialized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangelogTopicsTest {

    private static Plan counting() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in").groupByKey().count(Materialized.as("counts"));
        return PlanOf.topology(builder.build(), new StreamsConfig(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, "app")));
    }

    @Test
    void aChangelogHasOnePartitionPerTask() {
        List<TopicSpec> missing = ChangelogTopics.missing(counting(), Map.of("in", 3));

        assertThat(missing).singleElement().satisfies(topic -> {
            assertThat(topic.name()).isEqualTo("app-counts-changelog");
            assertThat(topic.partitions()).isEqualTo(3);
            assertThat(topic.configs()).containsEntry("cleanup.policy", "compact");
        });
    }

    @Test
    void oneThatIsThereIsNotMade() {
        assertThat(ChangelogTopics.missing(counting(), Map.of("in", 3, "app-counts-changelog", 3)))
                .isEmpty();
    }

    @Test
    void oneThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> ChangelogTopics.missing(counting(), Map.of("in", 3, "app-counts-changelog", 2)))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("app-counts-changelog has 2 partitions (expected: 3");
    }
}
