package io.millrace.plan;

import java.util.Map;

/**
 * The topic behind a store.
 *
 * @param topic its full name
 * @param configs its settings, under Kafka's names
 * @param isSourceTopic whether it is the topic that the store is filled from, and so is neither made nor written
 */
public record Changelog(String topic, Map<String, String> configs, boolean isSourceTopic) {

    public Changelog {
        configs = Ordered.copyOf(configs);
    }
}
