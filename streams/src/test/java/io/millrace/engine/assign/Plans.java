package io.millrace.engine.assign;

import io.millrace.plan.Copartition;
import io.millrace.plan.Plan;
import io.millrace.plan.RepartitionTopic;
import io.millrace.plan.SinkStep;
import io.millrace.plan.SourceStep;
import io.millrace.plan.Subtopology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Makes plans that have nothing but topics. */
final class Plans {

    private final List<Subtopology> parts = new ArrayList<>();
    private final Map<String, RepartitionTopic> internal = new LinkedHashMap<>();
    private final List<Copartition> together = new ArrayList<>();

    Plans part(List<String> reads, String... writes) {
        return add(List.of(source(reads, null)), writes);
    }

    Plans partOfPattern(String pattern) {
        return add(List.of(source(List.of(), Pattern.compile(pattern))), new String[0]);
    }

    private Plans add(List<SourceStep> sources, String[] writes) {
        List<SinkStep> sinks = new ArrayList<>();
        for (String topic : writes) {
            sinks.add(new SinkStep("to-" + topic, topic, null, null, null, null));
        }
        parts.add(new Subtopology(parts.size(), sources, List.of(), sinks, List.of()));
        return this;
    }

    private static SourceStep source(List<String> topics, Pattern pattern) {
        return new SourceStep("from-" + topics, topics, pattern, null, null, null, null, List.of());
    }

    Plans between(String topic) {
        internal.put(topic, new RepartitionTopic(topic, OptionalInt.empty(), Map.of("cleanup.policy", "delete")));
        return this;
    }

    Plans between(String topic, int partitions) {
        internal.put(topic, new RepartitionTopic(topic, OptionalInt.of(partitions), Map.of()));
        return this;
    }

    Plans copartitioned(String... topics) {
        together.add(new Copartition(List.of(topics)));
        return this;
    }

    Plan plan() {
        return new Plan("app", parts, List.of(), Map.of(), internal, together);
    }
}
