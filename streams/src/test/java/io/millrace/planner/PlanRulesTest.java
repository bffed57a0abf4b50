package io.millrace.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.graph.GraphBuilder;
import io.millrace.plan.Copartition;
import io.millrace.store.History;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.spi.SourceDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanRulesTest {

    @Test
    void putsTheApplicationIdInFrontOfInternalTopicsOnly() {
        TopicNames names = TopicNames.of(config(Map.of()), Set.of("x-repartition"));

        assertThat(names.full(List.of("x-repartition", "mine"))).containsExactly("app-x-repartition", "mine");
        assertThat(names.changelog("store")).isEqualTo("app-store-changelog");
    }

    @Test
    void takesAnotherPrefixFromTheConfiguration() {
        TopicNames names = TopicNames.of(config(Map.of("__internal.override.topic.prefix__", "kept")), Set.of("x"));

        assertThat(names.full("x")).isEqualTo("kept-x");
    }

    @Test
    void repartitionTopicsKeepEverythingUntilItIsPurged() {
        assertThat(TopicConfigs.of(config(Map.of())).repartition())
                .containsExactly(
                        Map.entry("cleanup.policy", "delete"),
                        Map.entry("message.timestamp.type", "CreateTime"),
                        Map.entry("retention.ms", "-1"),
                        Map.entry("segment.bytes", "52428800"));
    }

    @Test
    void changelogsAreCompacted() {
        assertThat(TopicConfigs.of(config(Map.of())).changelog(Map.of(), new History.Newest()))
                .containsExactly(
                        Map.entry("cleanup.policy", "compact"), Map.entry("message.timestamp.type", "CreateTime"));
    }

    @Test
    void changelogsOfWindowsAreAlsoCutADayAfterTheirRetention() {
        assertThat(TopicConfigs.of(config(Map.of())).changelog(Map.of(), new History.Windows(1000)))
                .containsExactly(
                        Map.entry("cleanup.policy", "compact,delete"),
                        Map.entry("message.timestamp.type", "CreateTime"),
                        Map.entry("retention.ms", "86401000"));
    }

    @Test
    void changelogsOfVersionsAreNotCompactedBeforeADayAfterTheirRetention() {
        assertThat(TopicConfigs.of(config(Map.of())).changelog(Map.of(), new History.Versions(1000)))
                .containsExactly(
                        Map.entry("cleanup.policy", "compact"),
                        Map.entry("message.timestamp.type", "CreateTime"),
                        Map.entry("min.compaction.lag.ms", "86401000"));
    }

    @Test
    void retentionBeyondAllTimeStaysThere() {
        assertThat(TopicConfigs.of(config(Map.of())).changelog(Map.of(), new History.Windows(Long.MAX_VALUE - 5)))
                .containsEntry("retention.ms", String.valueOf(Long.MAX_VALUE));
    }

    @Test
    void theUsersSettingsWinAndThoseOfOneStoreMost() {
        TopicConfigs topics =
                TopicConfigs.of(config(Map.of("topic.segment.bytes", 7, "topic.cleanup.policy", "delete")));

        assertThat(topics.repartition()).containsEntry("segment.bytes", "7");
        assertThat(topics.changelog(Map.of("segment.bytes", "8", "retention.ms", "9"), new History.Windows(1)))
                .containsEntry("segment.bytes", "8")
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "9");
    }

    @Test
    void joinsGroupsOfTopicsThatHaveOneInCommon() {
        GraphBuilder graph = new GraphBuilder(null);
        for (String topic : List.of("a", "b", "c", "d", "e", "alone")) {
            graph.addSource(new SourceDefinition("from-" + topic, List.of(topic), null, null, null, null, null));
        }
        graph.addInternalTopic("c", OptionalInt.empty());
        graph.copartition(Set.of("from-a", "from-b"));
        graph.copartition(Set.of("from-d", "from-e"));
        graph.copartition(Set.of("from-c", "from-b"));
        graph.copartition(Set.of("from-alone"));

        assertThat(Copartitions.of(graph.graph(), new TopicNames("app", Set.of("c"))))
                .containsExactly(new Copartition(List.of("d", "e")), new Copartition(List.of("a", "app-c", "b")));
    }

    private static StreamsConfig config(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        return new StreamsConfig(all);
    }
}
