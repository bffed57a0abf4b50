package io.millrace.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything the engine needs to know of a topology.
 *
 * @param application the {@code application.id}
 * @param subtopologies in the order of their ids; each runs as one task per partition
 * @param globals stores that every instance fills with the whole of a topic
 * @param stores every store by name, in the order in which they were added, global stores included
 * @param repartitionTopics topics through which subtopologies hand records on, by name
 * @param copartitioned groups of topics that must have the same number of partitions
 */
public record Plan(
        String application,
        List<Subtopology> subtopologies,
        List<GlobalStore> globals,
        Map<String, StorePlan> stores,
        Map<String, RepartitionTopic> repartitionTopics,
        List<Copartition> copartitioned) {

    public Plan {
        subtopologies = List.copyOf(subtopologies);
        globals = List.copyOf(globals);
        stores = Ordered.copyOf(stores);
        repartitionTopics = Ordered.copyOf(repartitionTopics);
        copartitioned = List.copyOf(copartitioned);
    }

    /** The names of the stores that every instance fills with the whole of a topic. */
    public Set<String> globalStoreNames() {
        return globals.stream()
                .flatMap(global -> global.processor().stores().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
