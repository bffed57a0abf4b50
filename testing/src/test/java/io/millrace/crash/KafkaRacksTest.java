package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.SharedBroker;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.processor.assignment.ApplicationState;
import io.millrace.streams.processor.assignment.KafkaStreamsState;
import io.millrace.streams.processor.assignment.TaskAssignor;
import io.millrace.streams.processor.assignment.TaskTopicPartition;
import io.millrace.streams.processor.assignment.assignors.StickyTaskAssignor;
import io.millrace.testing.broker.BrokerCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Racks of brokers and instances, on real brokers. */
@Tag("broker")
class KafkaRacksTest {

    @TempDir
    private Path folder;

    @Test
    void anAssignorIsToldInWhichRacksPartitionsAndInstancesAre() {
        try (KafkaErrorsRun run = new KafkaErrorsRun(SharedBroker.address())) {
            run.start(
                    counting(run),
                    folder,
                    Map.of(
                            StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG,
                            Looking.class.getName(),
                            "client.rack",
                            "rack-of-the-instance"));
            run.feed(0, 5);
            run.awaitOut(List.of("5"));

            Map<String, Optional<Set<String>>> seen = Looking.SEEN.get(run.application);
            assertThat(seen)
                    .containsOnlyKeys(
                            run.topic("in"),
                            run.application + "-by-repartition",
                            run.application + "-by-changelog",
                            "instance")
                    .containsEntry("instance", Optional.of(Set.of("rack-of-the-instance")));
            seen.remove("instance");
            assertThat(seen.values()).containsOnly(Optional.of(Set.of(SharedBroker.RACK)));
        }
    }

    /** Writes down what it is told, by application and topic. */
    public static final class Looking implements TaskAssignor {

        private static final Map<String, Map<String, Optional<Set<String>>>> SEEN = new ConcurrentHashMap<>();

        private final TaskAssignor sticky = new StickyTaskAssignor();
        private String application;

        @Override
        public void configure(Map<String, ?> configs) {
            application = (String) configs.get(StreamsConfig.APPLICATION_ID_CONFIG);
        }

        @Override
        public TaskAssignment assign(ApplicationState state) {
            Map<String, Optional<Set<String>>> seen = new HashMap<>();
            state.allTasks().values().forEach(task -> {
                for (TaskTopicPartition partition : task.topicPartitions()) {
                    seen.put(partition.topicPartition().topic(), partition.rackIds());
                }
            });
            for (KafkaStreamsState instance : state.kafkaStreamsStates(false).values()) {
                seen.put("instance", instance.rackId().map(Set::of));
            }
            SEEN.put(application, seen);
            return sticky.assign(state);
        }
    }

    @Test
    @Tag("long") // two brokers are started
    void tasksAreAtWorkInTheRackOfWhatTheyRead() {
        List<String> racks = List.of("a", "b");
        try (BrokerCluster brokers = BrokerCluster.inRacks(
                        SharedBroker.classPath(),
                        folder.resolve("brokers"),
                        racks,
                        Map.of("offsets.topic.num.partitions", "4", "transaction.state.log.num.partitions", "4"));
                KafkaErrorsRun run = new KafkaErrorsRun(brokers.bootstrapServers())) {
            Map<TopicPartition, String> rackOf = racks(run);
            assertThat(rackOf.values()).containsExactlyInAnyOrderElementsOf(racks);
            List<MillraceStreams> instances = new ArrayList<>();
            for (String rack : racks) {
                instances.add(run.start(
                        passing(run),
                        folder.resolve(rack),
                        Map.of(
                                "client.rack",
                                rack,
                                StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG,
                                StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_MIN_TRAFFIC)));
            }

            run.awaiting("each reads in its rack", () -> {
                for (int i = 0; i < racks.size(); i++) {
                    Set<String> readIn = reads(instances.get(i)).stream()
                            .map(rackOf::get)
                            .collect(Collectors.toCollection(TreeSet::new));
                    if (!readIn.equals(Set.of(racks.get(i)))) {
                        return false;
                    }
                }
                return true;
            });
            run.feed(0, 20);
            run.awaitOut(KafkaErrorsRun.numbers(0, 20));
        }
    }

    private static Map<TopicPartition, String> racks(KafkaErrorsRun run) {
        Map<TopicPartition, String> racks = new HashMap<>();
        String topic = run.topic("in");
        for (TopicPartitionInfo partition : KafkaScenario.await(
                        run.admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()) {
            racks.put(
                    new TopicPartition(topic, partition.partition()),
                    partition.replicas().get(0).rack());
        }
        return racks;
    }

    private static Set<TopicPartition> reads(MillraceStreams instance) {
        return instance.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toSet());
    }

    private static Topology passing(KafkaErrorsRun run) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(run.topic("in"), Consumed.with(Serdes.String(), Serdes.String()))
                .to(run.topic("out"), Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    private static Topology counting(KafkaErrorsRun run) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(run.topic("in"), Consumed.with(Serdes.String(), Serdes.String()))
                .groupBy((key, value) -> "all", Grouped.with("by", Serdes.String(), Serdes.String()))
                .count(Materialized.as("by"))
                .toStream()
                .mapValues(count -> count.toString())
                .to(run.topic("out"), Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }
}
