package io.millrace.query;

import io.millrace.streams.StreamsMetadata;
import io.millrace.streams.state.HostInfo;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What is told of an instance. */
record Instance(
        HostInfo hostInfo,
        Set<String> stateStoreNames,
        Set<TopicPartition> topicPartitions,
        Set<String> standbyStateStoreNames,
        Set<TopicPartition> standbyTopicPartitions)
        implements StreamsMetadata {

    Instance {
        stateStoreNames = Set.copyOf(stateStoreNames);
        topicPartitions = Set.copyOf(topicPartitions);
        standbyStateStoreNames = Set.copyOf(standbyStateStoreNames);
        standbyTopicPartitions = Set.copyOf(standbyTopicPartitions);
    }

    @Override
    public String host() {
        return hostInfo.host();
    }

    @Override
    public int port() {
        return hostInfo.port();
    }
}
