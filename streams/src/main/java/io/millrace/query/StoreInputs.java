package io.millrace.query;

import io.millrace.plan.Plan;
import io.millrace.plan.ProcessorStep;
import io.millrace.plan.SourceStep;
import io.millrace.plan.Subtopology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sources a store is made from: those whose records can reach a processor that is connected to it.
 *
 * @param sources by store; global stores are not among them
 */
record StoreInputs(Map<String, List<SourceStep>> sources) {

    static StoreInputs of(Plan plan) {
        Map<String, List<SourceStep>> sources = new HashMap<>();
        for (Subtopology part : plan.subtopologies()) {
            Map<String, ProcessorStep> processors = new HashMap<>();
            part.processors().forEach(processor -> processors.put(processor.name(), processor));
            part.stores().forEach(store -> sources.put(store, new ArrayList<>()));
            for (SourceStep source : part.sources()) {
                Set<ProcessorStep> reached = new LinkedHashSet<>();
                reach(source.children(), processors, reached);
                Set<String> stores = new LinkedHashSet<>();
                reached.forEach(processor -> stores.addAll(processor.stores()));
                stores.forEach(store ->
                        sources.computeIfAbsent(store, any -> new ArrayList<>()).add(source));
            }
        }
        return new StoreInputs(sources);
    }

    private static void reach(List<String> steps, Map<String, ProcessorStep> processors, Set<ProcessorStep> reached) {
        for (String step : steps) {
            ProcessorStep processor = processors.get(step);
            if (processor != null && reached.add(processor)) {
                reach(processor.children(), processors, reached);
            }
        }
    }

    /** The stores that are made from a topic. */
    Set<String> storesOf(Set<String> topics) {
        Set<String> stores = new HashSet<>();
        sources.forEach((store, from) -> {
            if (from.stream().anyMatch(source -> topics.stream().anyMatch(source::reads))) {
                stores.add(store);
            }
        });
        return stores;
    }

    /** Whether a store is made from a topic. */
    boolean isInput(String store, String topic) {
        return sources.getOrDefault(store, List.of()).stream().anyMatch(source -> source.reads(topic));
    }
}
