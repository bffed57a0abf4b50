package io.millrace.log;

import java.util.Map;

/**
 * A topic as it is to be made.
 *
 * @param name the topic's name
 * @param partitions how many partitions, at least 1
 * @param configs topic settings under Kafka's names ({@code cleanup.policy}, {@code retention.ms}, ...); those left out
 *     have the log's defaults
 */
public record TopicSpec(String name, int partitions, Map<String, String> configs) {

    public TopicSpec {
        configs = Map.copyOf(configs);
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "topic " + name + ": " + partitions + " partitions (expected: at least 1)");
        }
    }
}
