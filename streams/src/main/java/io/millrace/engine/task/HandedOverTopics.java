package io.millrace.engine.task;

import io.millrace.plan.Plan;
import io.millrace.plan.SinkStep;
import io.millrace.plan.SourceStep;
import io.millrace.plan.Subtopology;
import io.millrace.streams.processor.FailOnInvalidTimestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which topics' records may be {@linkplain io.millrace.engine.input.Handover handed over} within a worker: those of
 * repartition topics that are all that their readers read. A task with other inputs beside has to hold back for them,
 * and could not take what was handed over before a commit. A partitioner of the user's may send a record to several
 * partitions; that goes through the log.
 */
public final class HandedOverTopics {

    private HandedOverTopics() {}

    /** Their names. */
    public static Set<String> of(Plan plan) {
        Set<String> topics = new HashSet<>(plan.repartitionTopics().keySet());
        topics.removeIf(topic -> reader(plan, topic) == null);
        for (Subtopology part : plan.subtopologies()) {
            for (SinkStep sink : part.sinks()) {
                if (sink.partitioner() != null) {
                    topics.remove(sink.topic());
                }
            }
        }
        return Set.copyOf(topics);
    }

    /** The source that reads a topic and nothing else, in a task that has no other; null when there is none. */
    static @Nullable SourceStep reader(Plan plan, String topic) {
        for (Subtopology part : plan.subtopologies()) {
            SourceStep source = part.sources().get(0);
            if (part.sources().size() == 1
                    && source.topics().equals(List.of(topic))
                    && source.timestampExtractor() instanceof FailOnInvalidTimestamp) {
                return source;
            }
        }
        return null;
    }
}
