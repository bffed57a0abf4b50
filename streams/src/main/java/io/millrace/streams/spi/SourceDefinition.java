package io.millrace.streams.spi;

import io.millrace.streams.AutoOffsetReset;
import io.millrace.streams.processor.TimestampExtractor;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A source: records of topics enter here.
 *
 * @param name the node's name
 * @param topics the topics' names; empty when there is a pattern
 * @param pattern what the topics' names match; null when they are listed
 * @param offsetReset where to begin without a committed offset; null for the default
 * @param timestampExtractor null for the default
 * @param keyDeserializer null for the default
 * @param valueDeserializer null for the default
 */
public record SourceDefinition(
        String name,
        List<String> topics,
        @Nullable Pattern pattern,
        @Nullable AutoOffsetReset offsetReset,
        @Nullable TimestampExtractor timestampExtractor,
        @Nullable Deserializer<?> keyDeserializer,
        @Nullable Deserializer<?> valueDeserializer) {

    public SourceDefinition {
        topics = List.copyOf(topics);
    }
}
