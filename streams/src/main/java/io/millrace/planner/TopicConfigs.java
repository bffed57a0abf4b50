package io.millrace.planner;

import io.millrace.store.History;
import io.millrace.streams.StreamsConfig;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Settings of internal topics: ours, over them what the configuration says of all topics ({@code topic.} prefix), over
 * these what the user said of one store's changelog.
 *
 * @param ofAll what the configuration says of all internal topics
 * @param additionalRetentionMs how much longer than a window store its changelog keeps records, for clocks that differ
 */
record TopicConfigs(Map<String, String> ofAll, long additionalRetentionMs) {

    /**
     * Small enough that purging, which works on whole segments on the broker's side, keeps a repartition topic short.
     */
    private static final String REPARTITION_SEGMENT_BYTES = "52428800";

    /** How much longer than a versioned store its changelog keeps all versions, for clocks that differ: a day. */
    private static final long ADDITIONAL_LAG_MS = 86_400_000;

    static TopicConfigs of(StreamsConfig config) {
        Map<String, String> ofAll = new TreeMap<>();
        config.originalsWithPrefix(StreamsConfig.TOPIC_PREFIX)
                .forEach((key, value) -> ofAll.put(key, String.valueOf(value)));
        return new TopicConfigs(
                ofAll, config.getLong(StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG));
    }

    /** Settings of a repartition topic: kept until purged, since only the application knows what was read. */
    Map<String, String> repartition() {
        Map<String, String> configs = settings(TopicConfig.CLEANUP_POLICY_DELETE);
        configs.put(TopicConfig.SEGMENT_BYTES_CONFIG, REPARTITION_SEGMENT_BYTES);
        configs.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        configs.putAll(ofAll);
        return configs;
    }

    /**
     * Settings of a changelog topic.
     *
     * @param ofStore what the user said of this one
     * @param history what has to be kept
     */
    Map<String, String> changelog(Map<String, String> ofStore, History history) {
        boolean expires = history instanceof History.Windows;
        String compact = TopicConfig.CLEANUP_POLICY_COMPACT;
        Map<String, String> configs = settings(expires ? compact + "," + TopicConfig.CLEANUP_POLICY_DELETE : compact);
        configs.putAll(ofAll);
        if (history instanceof History.Windows windows) {
            configs.put(
                    TopicConfig.RETENTION_MS_CONFIG, String.valueOf(sum(windows.retentionMs(), additionalRetentionMs)));
        } else if (history instanceof History.Versions versions) {
            configs.put(
                    TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                    String.valueOf(sum(versions.retentionMs(), ADDITIONAL_LAG_MS)));
        }
        configs.putAll(ofStore);
        return configs;
    }

    private static long sum(long timeMs, long additionalMs) {
        long sum = timeMs + additionalMs;
        return sum < timeMs ? Long.MAX_VALUE : sum;
    }

    private static Map<String, String> settings(String cleanupPolicy) {
        Map<String, String> configs = new TreeMap<>();
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy);
        configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        return configs;
    }
}
