package io.millrace.plan;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A topic through which one subtopology hands records to another by key.
 *
 * @param topic its full name
 * @param partitions how many partitions the user asked for; empty to follow the topics it is fed from
 * @param configs its settings, under Kafka's names
 */
public record RepartitionTopic(String topic, OptionalInt partitions, Map<String, String> configs) {

    public RepartitionTopic {
        configs = Ordered.copyOf(configs);
    }
}
