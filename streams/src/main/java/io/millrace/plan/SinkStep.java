package io.millrace.plan;

import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.processor.TopicNameExtractor;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Where records leave.
 *
 * @param name the node's name
 * @param topic the topic's full name; null when it is extracted from each record
 * @param topicExtractor finds each record's topic; null when there is one topic
 * @param keySerializer null for the default
 * @param valueSerializer null for the default
 * @param partitioner null for the default, the hash of the key's bytes
 */
public record SinkStep(
        String name,
        @Nullable String topic,
        @Nullable TopicNameExtractor<?, ?> topicExtractor,
        @Nullable Serializer<?> keySerializer,
        @Nullable Serializer<?> valueSerializer,
        @Nullable StreamPartitioner<?, ?> partitioner) {}
