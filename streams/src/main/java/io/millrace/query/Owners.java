package io.millrace.query;

import io.millrace.streams.state.HostInfo;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Which instance has what, as of one moment.
 *
 * @param active by instance, the input partitions of the tasks that it works on
 * @param standby by instance, the input partitions of the tasks that it keeps copies of
 * @param partitionCounts how many partitions each topic has
 */
public record Owners(
        Map<HostInfo, Set<TopicPartition>> active,
        Map<HostInfo, Set<TopicPartition>> standby,
        Map<String, Integer> partitionCounts) {

    public Owners {
        active = Map.copyOf(active);
        standby = Map.copyOf(standby);
        partitionCounts = Map.copyOf(partitionCounts);
    }
}
