package io.millrace.engine.operator;

import io.millrace.plan.TopicPrefix;
import io.millrace.streams.processor.api.ProcessingContext;

/**
 * The topics that the serdes of a foreign-key join are told. None of them exists: they are the name of the topic of
 * subscriptions with a suffix, so that a schema registry keeps the subjects apart.
 *
 * @param registration the topic of subscriptions, without the prefix of internal topics
 */
public record ForeignKeyTopics(String registration) {

    /** Of primary keys, without the prefix of internal topics. */
    public String primaryKeys() {
        return registration + "-pk";
    }

    String primaryKeys(ProcessingContext context) {
        return prefix(context) + primaryKeys();
    }

    String foreignKeys(ProcessingContext context) {
        return prefix(context) + registration + "-fk";
    }

    String hashedValues(ProcessingContext context) {
        return prefix(context) + registration + "-vh";
    }

    private static String prefix(ProcessingContext context) {
        return TopicPrefix.of(context.appConfigs()) + "-";
    }
}
