package io.millrace.streams;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/** Reads the value of {@code topology.optimization}. Stateless. */
final class TopologyOptimizations {

    private static final Set<String> ALL = Set.of(
            StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS,
            StreamsConfig.MERGE_REPARTITION_TOPICS,
            StreamsConfig.SINGLE_STORE_SELF_JOIN);

    private TopologyOptimizations() {}

    /** Lists the allowed values, for messages and documentation. */
    static String allowed() {
        return "\"" + StreamsConfig.OPTIMIZE + "\", \"" + StreamsConfig.NO_OPTIMIZATION + "\", or some of \""
                + StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS + "\", \"" + StreamsConfig.MERGE_REPARTITION_TOPICS
                + "\" and \"" + StreamsConfig.SINGLE_STORE_SELF_JOIN + "\" with commas in between";
    }

    static Set<String> parse(String text) {
        List<String> names = List.of(text.split("\\s*,\\s*", -1));
        if (names.size() == 1 && names.contains(StreamsConfig.OPTIMIZE)) {
            return ALL;
        }
        if (names.size() == 1 && names.contains(StreamsConfig.NO_OPTIMIZATION)) {
            return Set.of();
        }
        if (!ALL.containsAll(names)) {
            throw new ConfigException(
                    StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG + ": \"" + text + "\" (expected: " + allowed() + ")");
        }
        return new LinkedHashSet<>(names);
    }
}
