package io.millrace.plan;

import java.util.List;

/**
 * Topics that must have the same number of partitions, because records of the same key must meet in one task.
 *
 * @param topics their full names, in order
 */
public record Copartition(List<String> topics) {

    public Copartition {
        topics = List.copyOf(topics);
    }
}
