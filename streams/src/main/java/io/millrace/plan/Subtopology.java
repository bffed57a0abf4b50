package io.millrace.plan;

import java.util.List;

/**
 * A connected part of the topology. It runs as one task per partition of its input topics.
 *
 * @param id its number, the first half of its tasks' ids
 * @param sources where records enter
 * @param processors in the order in which they are initialised
 * @param sinks where records leave
 * @param stores names of the stores of this part, in the order in which they were added
 */
public record Subtopology(
        int id, List<SourceStep> sources, List<ProcessorStep> processors, List<SinkStep> sinks, List<String> stores) {

    public Subtopology {
        sources = List.copyOf(sources);
        processors = List.copyOf(processors);
        sinks = List.copyOf(sinks);
        stores = List.copyOf(stores);
    }
}
