package io.millrace.planner;

import io.millrace.plan.TopicPrefix;
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

    static TopicNames of(StreamsConfig config, Set<String> internal) {
        return new TopicNames(TopicPrefix.of(config.originals()), internal);
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
