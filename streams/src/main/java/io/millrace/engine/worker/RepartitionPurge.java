package io.millrace.engine.worker;

import io.millrace.engine.task.EngineParts;
import io.millrace.engine.task.Task;
import io.millrace.log.LogException;
import io.millrace.log.Topics;
import io.millrace.streams.StreamsConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from repartition topics what has been read for good. Nobody else may read those topics, and they know no
 * retention, so without this they would grow for ever.
 *
 * <p>After a commit, at most once per {@code repartition.purge.interval.ms}, it asks the log what the group has
 * committed of its tasks' repartition partitions and removes what lies before. Asking the log, rather than remembering
 * what was submitted, can never remove a record that a restart would have to read again, whoever owns the partition by
 * then. Owned by the worker. What cannot be removed now is removed the next time.
 */
final class RepartitionPurge {

    private static final Logger LOG = LoggerFactory.getLogger(RepartitionPurge.class);

    private final Topics topics;
    private final Set<String> repartitionTopics;
    private final String group;
    private final long intervalMs;
    private long lastMs;

    RepartitionPurge(EngineParts engine, String group, long nowMs) {
        this.topics = engine.log().topics();
        this.repartitionTopics = engine.plan().repartitionTopics().keySet();
        this.group = group;
        this.intervalMs = engine.config().getLong(StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG);
        this.lastMs = nowMs;
    }

    /** A commit is durable. */
    void afterCommit(Collection<Task> tasks, long nowMs) {
        // A clock that was set back is no reason to wait until it has caught up.
        if (repartitionTopics.isEmpty() || (nowMs - lastMs < intervalMs && nowMs >= lastMs)) {
            return;
        }
        lastMs = nowMs;
        try {
            purge(partitions(tasks));
        } catch (LogException e) {
            LOG.warn("Repartition topics of {} were not purged; trying again in {} ms", group, intervalMs, e);
        }
    }

    private void purge(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> read = new HashMap<>();
        topics.committed(group, partitions).forEach((partition, offset) -> read.put(partition, offset.offset()));
        if (!read.isEmpty()) {
            topics.purge(read);
        }
    }

    private Set<TopicPartition> partitions(Collection<Task> tasks) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (Task task : tasks) {
            task.inputs().forEach(queue -> {
                if (repartitionTopics.contains(queue.partition().topic())) {
                    partitions.add(queue.partition());
                }
            });
        }
        return partitions;
    }
}
