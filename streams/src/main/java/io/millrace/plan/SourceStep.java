package io.millrace.plan;

import io.millrace.streams.AutoOffsetReset;
import io.millrace.streams.processor.TimestampExtractor;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Where records enter.
 *
 * @param name the node's name
 * @param topics the topics' full names; empty when there is a pattern
 * @param pattern what topic names match; null when they are listed
 * @param offsetReset where to begin without a committed offset; null for the default
 * @param timestampExtractor null for the default
 * @param keyDeserializer null for the default
 * @param valueDeserializer null for the default
 * @param children names of the steps that records go on to, in order
 */
public record SourceStep(
        String name,
        List<String> topics,
        @Nullable Pattern pattern,
        @Nullable AutoOffsetReset offsetReset,
        @Nullable TimestampExtractor timestampExtractor,
        @Nullable Deserializer<?> keyDeserializer,
        @Nullable Deserializer<?> valueDeserializer,
        List<String> children) {

    public SourceStep {
        topics = List.copyOf(topics);
        children = List.copyOf(children);
    }

    /** Whether this source reads a topic. */
    public boolean reads(String topic) {
        return pattern == null ? topics.contains(topic) : pattern.matcher(topic).matches();
    }
}
