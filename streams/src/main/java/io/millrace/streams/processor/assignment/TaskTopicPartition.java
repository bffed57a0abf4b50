package io.millrace.streams.processor.assignment;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A partition that a task has to do with: one it reads, one its state is logged to, or both in one. */
public interface TaskTopicPartition {

    /** The partition. */
    TopicPartition topicPartition();

    /** Whether the task reads it as input. */
    boolean isSource();

    /** Whether a store of the task is restored from it. */
    boolean isChangelog();

    /**
     * The racks of the brokers that have a replica of the partition; empty where they are not known, because brokers
     * have no rack or racks do not count for this application.
     */
    Optional<Set<String>> rackIds();
}
