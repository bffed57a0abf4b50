package io.millrace.streams.spi;

import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.processor.TopicNameExtractor;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A sink: records leave for a topic here.
 *
 * @param name the node's name
 * @param topic the topic's name; null when it is extracted from each record
 * @param topicExtractor finds each record's topic; null when there is one topic
 * @param keySerializer null for the default
 * @param valueSerializer null for the default
 * @param partitioner null for the default, the hash of the key's bytes
 * @param parents the nodes whose records arrive here
 */
public record SinkDefinition(
        String name,
        @Nullable String topic,
        @Nullable TopicNameExtractor<?, ?> topicExtractor,
        @Nullable Serializer<?> keySerializer,
        @Nullable Serializer<?> valueSerializer,
        @Nullable StreamPartitioner<?, ?> partitioner,
        List<String> parents) {

    public SinkDefinition {
        parents = List.copyOf(parents);
    }
}
