package org.apache.kafka.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.internals.InternalTopicConfig;
import org.apache.kafka.streams.processor.internals.InternalTopologyBuilder;
import org.apache.kafka.streams.processor.internals.InternalTopologyBuilder.TopicsInfo;
import org.apache.kafka.streams.processor.internals.TopologyMetadata.Subtopology;

/** The internal topics of a topology of the original; it lives in its package because that hides them. */
public final class InternalTopics {

    private static final int MOST_SUBTOPOLOGIES = 1000;

    private InternalTopics() {}

    /** One line per topic; see the twin in {@code io.millrace.streams}. */
    public static List<String> of(Topology topology, StreamsConfig config) {
        InternalTopologyBuilder builder = topology.internalTopologyBuilder;
        builder.rewriteTopology(config);
        builder.buildTopology();
        Map<String, String> ofAll = new HashMap<>();
        config.originalsWithPrefix(StreamsConfig.TOPIC_PREFIX)
                .forEach((key, value) -> ofAll.put(key, String.valueOf(value)));
        long additionalMs = config.getLong(StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG);
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Subtopology, TopicsInfo> part :
                builder.subtopologyToTopicsInfo().entrySet()) {
            int id = number(part.getKey());
            TopicsInfo topics = part.getValue();
            for (InternalTopicConfig topic : topics.repartitionSourceTopics.values()) {
                String partitions =
                        topic.numberOfPartitions().map(String::valueOf).orElse("any");
                lines.add(line(id, "repartition", topic.name(), partitions, topic.properties(ofAll, additionalMs)));
            }
            for (InternalTopicConfig topic : topics.nonSourceChangelogTopics()) {
                lines.add(line(id, "changelog", topic.name(), "any", topic.properties(ofAll, additionalMs)));
            }
        }
        return lines.stream().sorted().toList();
    }

    /** A subtopology's number, which it hides but compares by. */
    private static int number(Subtopology part) {
        return IntStream.range(0, MOST_SUBTOPOLOGIES)
                .filter(number -> part.equals(new Subtopology(number, null)))
                .findFirst()
                .orElseThrow();
    }

    private static String line(int part, String role, String topic, String partitions, Map<String, String> configs) {
        return "subtopology " + part + " " + role + " " + topic + " partitions=" + partitions + " "
                + new TreeMap<>(configs);
    }
}
