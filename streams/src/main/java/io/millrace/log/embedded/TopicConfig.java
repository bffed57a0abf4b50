package io.millrace.log.embedded;

import java.util.Map;
import org.apache.kafka.common.errors.InvalidConfigurationException;

/**
 * What the log itself heeds of a topic's settings. The names and defaults are Kafka's; others are kept, and left to
 * whoever set them.
 *
 * @param delete whether old records are removed
 * @param compact whether records are removed that a later one of the same key replaces
 * @param retentionMs how long records are kept; -1 for ever
 * @param retentionBytes how many bytes a partition keeps at least; -1 all
 * @param deleteRetentionMs how long a removed key can still be seen to be removed
 * @param dirtyRatio how much of a partition must be new before it is compacted again
 * @param logAppendTime whether records have the time of appending instead of their own
 */
record TopicConfig(
        boolean delete,
        boolean compact,
        long retentionMs,
        long retentionBytes,
        long deleteRetentionMs,
        double dirtyRatio,
        boolean logAppendTime) {

    private static final long DAY_MS = 24L * 60 * 60 * 1000;

    static TopicConfig of(String topic, Map<String, String> configs) {
        String policy = configs.getOrDefault("cleanup.policy", "delete");
        boolean delete = false;
        boolean compact = false;
        for (String part : policy.split(",", -1)) {
            switch (part.trim()) {
                case "delete" -> delete = true;
                case "compact" -> compact = true;
                case "" -> {}
                default -> throw invalid(topic, "cleanup.policy", policy, "delete, compact or both");
            }
        }
        return new TopicConfig(
                delete,
                compact,
                number(topic, configs, "retention.ms", 7 * DAY_MS, -1),
                number(topic, configs, "retention.bytes", -1, -1),
                number(topic, configs, "delete.retention.ms", DAY_MS, 0),
                ratio(topic, configs),
                appendTime(topic, configs));
    }

    private static long number(String topic, Map<String, String> configs, String name, long otherwise, long least) {
        String text = configs.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.trim());
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw invalid(topic, name, text, "a whole number, at least " + least);
        }
        throw invalid(topic, name, text, "a whole number, at least " + least);
    }

    private static double ratio(String topic, Map<String, String> configs) {
        String text = configs.getOrDefault("min.cleanable.dirty.ratio", "0.5");
        try {
            double value = Double.parseDouble(text.trim());
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw invalid(topic, "min.cleanable.dirty.ratio", text, "a number from 0 to 1");
        }
        throw invalid(topic, "min.cleanable.dirty.ratio", text, "a number from 0 to 1");
    }

    private static boolean appendTime(String topic, Map<String, String> configs) {
        String type = configs.getOrDefault("message.timestamp.type", "CreateTime");
        return switch (type) {
            case "CreateTime" -> false;
            case "LogAppendTime" -> true;
            default -> throw invalid(topic, "message.timestamp.type", type, "CreateTime or LogAppendTime");
        };
    }

    private static InvalidConfigurationException invalid(String topic, String name, String value, String expected) {
        return new InvalidConfigurationException(
                "topic " + topic + ": " + name + ": " + value + " (expected: " + expected + ")");
    }
}
