package io.millrace.planner;

import io.millrace.graph.NodeGroup;
import io.millrace.graph.TopologyGraph;
import io.millrace.plan.GlobalStore;
import io.millrace.plan.Plan;
import io.millrace.plan.RepartitionTopic;
import io.millrace.plan.Subtopology;
import io.millrace.streams.StreamsConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a step graph and a configuration into the plan that the engine runs.
 *
 * <p>Connected parts of the graph become subtopologies, under the numbers of their groups; a group that fills a global
 * store keeps its number but becomes a global store. A pure function, but for one thing that the API asks for: caching
 * is switched off in users' store builders when the configuration gives no room to it. Called once per application, by
 * the thread that makes it.
 */
public final class Planner {

    private Planner() {}

    /** The plan of a topology. */
    public static Plan plan(TopologyGraph graph, StreamsConfig config) {
        TopicNames names = TopicNames.of(config, graph.internalTopics().keySet());
        TopicConfigs topics = TopicConfigs.of(config);
        Steps steps = new Steps(graph, names);
        List<Subtopology> subtopologies = new ArrayList<>();
        List<GlobalStore> globals = new ArrayList<>();
        for (NodeGroup group : graph.groups()) {
            if (group.global()) {
                globals.add(steps.globalStore(group));
            } else {
                subtopologies.add(steps.subtopology(group));
            }
        }
        return new Plan(
                config.getString(StreamsConfig.APPLICATION_ID_CONFIG),
                subtopologies,
                globals,
                new StorePlans(config, names, topics).of(graph),
                repartitionTopics(graph, names, topics),
                Copartitions.of(graph, names));
    }

    private static Map<String, RepartitionTopic> repartitionTopics(
            TopologyGraph graph, TopicNames names, TopicConfigs topics) {
        Map<String, RepartitionTopic> repartitionTopics = new LinkedHashMap<>();
        graph.internalTopics().forEach((topic, partitions) -> {
            String name = names.full(topic);
            repartitionTopics.put(name, new RepartitionTopic(name, partitions, topics.repartition()));
        });
        return repartitionTopics;
    }
}
