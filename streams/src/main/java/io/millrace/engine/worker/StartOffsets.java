package io.millrace.engine.worker;

import io.millrace.base.Clock;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.task.Task.TaskInput;
import io.millrace.log.Log;
import io.millrace.log.OutOfRangeException;
import io.millrace.plan.SourceStep;
import io.millrace.plan.Subtopology;
import io.millrace.streams.AutoOffsetReset;
import io.millrace.streams.StreamsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a task begins to read: at the committed offset; without one, or when retention has removed what was next, where
 * the source's or the application's reset policy says.
 */
final class StartOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(StartOffsets.class);

    private final Log log;
    private final String group;
    private final ResetPolicy defaultReset;
    private final Clock clock;

    StartOffsets(EngineParts engine) {
        this.log = engine.log();
        this.group = engine.plan().application();
        this.defaultReset = defaultReset(engine.config());
        this.clock = engine.clock();
    }

    /** The most special setting counts; this one alone also works under its plain name. */
    private static ResetPolicy defaultReset(StreamsConfig config) {
        String name = ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
        for (String given : List.of(StreamsConfig.mainConsumerPrefix(name), StreamsConfig.consumerPrefix(name), name)) {
            Object chosen = config.originals().get(given);
            if (chosen != null) {
                return ResetPolicy.parse(chosen.toString());
            }
        }
        return ResetPolicy.parse("earliest");
    }

    List<TaskInput> of(Subtopology part, Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = log.topics().committed(group, partitions);
        Map<TopicPartition, Long> first = log.topics().startOffsets(partitions);
        List<TaskInput> inputs = new ArrayList<>(partitions.size());
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata known = committed.get(partition);
            long start = first.getOrDefault(partition, 0L);
            if (known == null) {
                inputs.add(new TaskInput(partition, reset(part, partition, start), ""));
            } else if (known.offset() < start) {
                long next = reset(part, partition, start);
                warnOfLoss(partition, known.offset(), next);
                inputs.add(new TaskInput(partition, next, known.metadata()));
            } else {
                inputs.add(new TaskInput(partition, known.offset(), known.metadata()));
            }
        }
        return inputs;
    }

    /**
     * Where to go on instead of at an offset that a partition does not have: what was there has been removed, or the
     * topic has been made anew, with fewer records.
     */
    long insteadOf(OutOfRangeException gone, Subtopology part) {
        TopicPartition partition = gone.partition();
        long start = log.topics().startOffsets(Set.of(partition)).getOrDefault(partition, 0L);
        long next = reset(part, partition, start);
        warnOfLoss(partition, gone.position(), next);
        return next;
    }

    private static void warnOfLoss(TopicPartition partition, long position, long next) {
        if (position < next) {
            LOG.warn(
                    "Records {} to {} of {} were removed before they were processed (check the topic's retention)",
                    position,
                    next - 1,
                    partition);
        } else {
            LOG.warn(
                    "{} has no record {} any more; it is read from {} on (has the topic been deleted and made anew?)",
                    partition,
                    position,
                    next);
        }
    }

    private long reset(Subtopology part, TopicPartition partition, long start) {
        ResetPolicy policy = defaultReset;
        for (SourceStep source : part.sources()) {
            AutoOffsetReset own = source.offsetReset();
            if (source.reads(partition.topic()) && own != null) {
                policy = new ResetPolicy(own);
            }
        }
        return policy.offset(partition, start, log.topics(), clock.wallMs());
    }
}
