package io.millrace.plan;

import io.millrace.streams.StreamsConfig;
import java.util.Map;

/** What names of internal topics begin with: the application's id unless the configuration overrides it. */
public final class TopicPrefix {

    /** Kafka Streams' key for another prefix than the id; not public there either, but used to keep topics. */
    private static final String OVERRIDE = "__internal.override.topic.prefix__";

    private TopicPrefix() {}

    /**
     * The prefix.
     *
     * @param configs the application's configuration, unknown keys included
     */
    public static String of(Map<String, ?> configs) {
        Object override = configs.get(OVERRIDE);
        return String.valueOf(override == null ? configs.get(StreamsConfig.APPLICATION_ID_CONFIG) : override);
    }
}
