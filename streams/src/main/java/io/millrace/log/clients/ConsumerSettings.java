package io.millrace.log.clients;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Kafka's consumer that mean something over the log port, with Kafka's defaults.
 *
 * @param group the group whose offsets are committed, null for none
 * @param instanceId a member's name that stays the same over restarts, null for a new one each time
 * @param clientId part of a member's name
 * @param reset where to read from without a committed offset
 * @param autoCommitMs how often offsets are committed by {@code poll}; 0 for never
 * @param recordsMax how many records a poll returns at most
 * @param makesTopics whether topics that do not exist are made
 */
record ConsumerSettings(
        @Nullable String group,
        @Nullable String instanceId,
        String clientId,
        ResetPolicy reset,
        long autoCommitMs,
        int recordsMax,
        boolean makesTopics) {

    private static final long AUTO_COMMIT_MS = 5_000;
    private static final long RECORDS_MAX = 500;

    static ConsumerSettings of(Map<String, ?> configs) {
        Settings settings = new Settings(configs);
        String group = settings.text(ConsumerConfig.GROUP_ID_CONFIG);
        boolean commits = settings.flag(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, true) && group != null;
        long everyMs = settings.number(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, AUTO_COMMIT_MS, 1);
        return new ConsumerSettings(
                group,
                settings.text(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                settings.text(ConsumerConfig.CLIENT_ID_CONFIG, "consumer"),
                ResetPolicy.parse(settings.text(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest")),
                commits ? everyMs : 0,
                Math.toIntExact(settings.number(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX, 1)),
                settings.flag(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, true));
    }
}
