package io.millrace.engine.worker;

import io.millrace.plan.Plan;
import io.millrace.plan.SinkStep;
import io.millrace.plan.SourceStep;
import io.millrace.plan.Subtopology;
import java.util.HashMap;
import java.util.Map;

/**
 * How far downstream each subtopology is: 0 where only the user's topics are read, otherwise one more than the furthest
 * that feeds it through a repartition topic.
 */
final class FlowOrder {

    private final Map<Integer, Integer> depths = new HashMap<>();

    FlowOrder(Plan plan) {
        plan.subtopologies().forEach(part -> depths.put(part.id(), 0));
        // Subtopologies hand records on in no circle but through the user's topics, so this many rounds are enough.
        for (int round = 0; round < plan.subtopologies().size(); round++) {
            for (Subtopology from : plan.subtopologies()) {
                for (Subtopology to : plan.subtopologies()) {
                    if (from.id() != to.id() && feeds(plan, from, to)) {
                        depths.merge(to.id(), depths.getOrDefault(from.id(), 0) + 1, Math::max);
                    }
                }
            }
        }
    }

    private static boolean feeds(Plan plan, Subtopology from, Subtopology to) {
        for (SinkStep sink : from.sinks()) {
            String topic = sink.topic();
            if (topic != null && plan.repartitionTopics().containsKey(topic)) {
                for (SourceStep source : to.sources()) {
                    if (source.reads(topic)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    int depth(int subtopology) {
        return depths.getOrDefault(subtopology, 0);
    }
}
