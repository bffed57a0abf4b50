package io.millrace.streams;

import io.millrace.graph.GraphBuilder;
import io.millrace.plan.Plan;
import io.millrace.plan.RepartitionTopic;
import io.millrace.plan.SourceStep;
import io.millrace.plan.StorePlan;
import io.millrace.plan.Subtopology;
import io.millrace.planner.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The internal topics of a topology, in the words that both libraries share.
 * {@code org.apache.kafka.streams.InternalTopics} is its twin for the original; programs that are remapped get that
 * one.
 */
public final class InternalTopics {

    private InternalTopics() {}

    /** One line per topic: subtopology, role, name, asked-for partitions, settings. */
    public static List<String> of(Topology topology, StreamsConfig config) {
        Plan plan = Planner.plan(((GraphBuilder) topology.definition()).graph(), config);
        List<String> lines = new ArrayList<>();
        for (Subtopology part : plan.subtopologies()) {
            for (SourceStep source : part.sources()) {
                for (String topic : source.topics()) {
                    RepartitionTopic internal = plan.repartitionTopics().get(topic);
                    if (internal != null) {
                        String partitions = internal.partitions().isPresent()
                                ? String.valueOf(internal.partitions().getAsInt())
                                : "any";
                        lines.add(line(part.id(), "repartition", topic, partitions, internal.configs()));
                    }
                }
            }
            for (String name : part.stores()) {
                StorePlan store = plan.stores().get(name);
                if (store != null
                        && store.changelog() != null
                        && !store.changelog().isSourceTopic()) {
                    Map<String, String> configs = store.changelog().configs();
                    lines.add(line(part.id(), "changelog", store.changelog().topic(), "any", configs));
                }
            }
        }
        return lines.stream().sorted().toList();
    }

    private static String line(int part, String role, String topic, String partitions, Map<String, String> configs) {
        return "subtopology " + part + " " + role + " " + topic + " partitions=" + partitions + " "
                + new TreeMap<>(configs);
    }
}
