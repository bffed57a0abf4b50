package io.millrace.planner;

import io.millrace.streams.StreamsConfig;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Final names of topics: internal ones carry the application's id in front, so that applications do not collide, and
 * nothing else does.
 *
 * @param prefix what internal names begin with: the application's id unless the configuration overrides it
 * @param internal the topics that the application makes for itself, as the graph calls them
 */
record TopicNames(String prefix, Set<String> internal) {

    /** Kafka Streams' key for another prefix than the id; not public there either, but used to keep topics. */
    private static final String PREFIX_OVERRIDE = "__internal.override.topic.prefix__";

    static TopicNames of(StreamsConfig config, Set<String> internal) {
        Object override = config.originals().get(PREFIX_OVERRIDE);
        String prefix = override == null ? config.getString(StreamsConfig.APPLICATION_ID_CONFIG) : override.toString();
        return new TopicNames(prefix, internal);
    }

    /** The final name of a topic that a source or sink names. */
    String full(String topic) {
        return internal.contains(topic) ? prefix + "-" + topic : topic;
    }

    /** The final names of topics that a source names. */
    List<String> full(Collection<String> topics) {
        return topics.stream().map(this::full).toList();
    }

    /** The name of a store's changelog topic. */
    String changelog(String store) {
        return prefix + "-" + store + "-changelog";
    }
}
