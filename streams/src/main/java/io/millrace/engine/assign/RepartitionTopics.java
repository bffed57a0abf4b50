package io.millrace.engine.assign;

import io.millrace.log.TopicSpec;
import io.millrace.plan.Copartition;
import io.millrace.plan.Plan;
import io.millrace.plan.RepartitionTopic;
import io.millrace.plan.SinkStep;
import io.millrace.plan.SourceStep;
import io.millrace.plan.Subtopology;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.errors.TopologyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Finds out how many partitions the topics between subtopologies are to have, and what is wrong with those that exist.
 *
 * <p>A repartition topic has as many partitions as the user asked for; otherwise as many as the widest topic that is
 * read by a subtopology which writes to it, and as the topics it is joined with. Copartitioned topics must all have the
 * same number.
 */
public final class RepartitionTopics {

    private final Plan plan;
    private final Map<String, Integer> counts;

    private RepartitionTopics(Plan plan, Map<String, Integer> existing) {
        this.plan = plan;
        this.counts = new HashMap<>(existing);
        plan.repartitionTopics().keySet().forEach(counts::remove);
    }

    /**
     * The topics that have to be made.
     *
     * @param existing every topic that exists, with its number of partitions
     * @return what is missing, in the plan's order
     * @throws StreamsException if a topic that exists does not fit; names it, its partitions and those expected
     * @throws TopologyException if copartitioned topics of the user differ
     */
    public static List<TopicSpec> missing(Plan plan, Map<String, Integer> existing) {
        RepartitionTopics topics = new RepartitionTopics(plan, existing);
        topics.decide();
        topics.align();
        return topics.compareWith(existing);
    }

    private void decide() {
        // Topics can feed each other, as those of a foreign-key join do: then what is known has to do, for one of them.
        while (decideAll() || decideFirst()) {}
        for (String topic : plan.repartitionTopics().keySet()) {
            if (!counts.containsKey(topic)) {
                throw new StreamsException("cannot tell how many partitions topic " + topic
                        + " needs: none of the topics it is fed from exists (create them first)");
            }
        }
    }

    /** Decides what follows from what is known; says whether anything did. */
    private boolean decideAll() {
        boolean moved = false;
        for (RepartitionTopic topic : plan.repartitionTopics().values()) {
            moved |= decide(topic, true);
        }
        return moved;
    }

    private boolean decideFirst() {
        return plan.repartitionTopics().values().stream().anyMatch(topic -> decide(topic, false));
    }

    private boolean decide(RepartitionTopic topic, boolean needsAll) {
        if (counts.containsKey(topic.topic())) {
            return false;
        }
        OptionalInt count = topic.partitions().isPresent() ? topic.partitions() : widestUpstream(topic, needsAll);
        count.ifPresent(known -> counts.put(topic.topic(), known));
        return count.isPresent();
    }

    /** Empty while something upstream is not decided yet, or, if not all of it is needed, while nothing is. */
    private OptionalInt widestUpstream(RepartitionTopic topic, boolean needsAll) {
        int widest = 0;
        for (Subtopology part : plan.subtopologies()) {
            if (writes(part, topic.topic())) {
                for (SourceStep source : part.sources()) {
                    OptionalInt count = widest(source, needsAll);
                    if (count.isEmpty()) {
                        return OptionalInt.empty();
                    }
                    widest = Math.max(widest, count.getAsInt());
                }
            }
        }
        return widest == 0 ? OptionalInt.empty() : OptionalInt.of(widest);
    }

    private OptionalInt widest(SourceStep source, boolean needsAll) {
        for (String topic : source.topics()) {
            if (needsAll && plan.repartitionTopics().containsKey(topic) && !counts.containsKey(topic)) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(counts.entrySet().stream()
                .filter(entry -> source.reads(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0));
    }

    private static boolean writes(Subtopology part, String topic) {
        for (SinkStep sink : part.sinks()) {
            if (topic.equals(sink.topic())) {
                return true;
            }
        }
        return false;
    }

    private void align() {
        for (Copartition group : plan.copartitioned()) {
            int count = requiredBy(group);
            for (String topic : group.topics()) {
                RepartitionTopic internal = plan.repartitionTopics().get(topic);
                if (internal != null && internal.partitions().isEmpty()) {
                    counts.put(topic, count);
                }
            }
        }
    }

    /** What the topics of a group whose number is given have; the widest when none is. */
    private int requiredBy(Copartition group) {
        String first = null;
        int required = 0;
        int widest = 0;
        for (String topic : group.topics()) {
            Integer count = counts.get(topic);
            if (count == null) {
                continue;
            }
            widest = Math.max(widest, count);
            if (isGiven(topic)) {
                if (first != null && count != required) {
                    throw new TopologyException("topics " + first + " and " + topic + " are joined but have " + required
                            + " and " + count + " partitions (expected: the same number; repartition one of them)");
                }
                first = topic;
                required = count;
            }
        }
        return first == null ? widest : required;
    }

    private boolean isGiven(String topic) {
        RepartitionTopic internal = plan.repartitionTopics().get(topic);
        return internal == null || internal.partitions().isPresent();
    }

    private List<TopicSpec> compareWith(Map<String, Integer> existing) {
        List<TopicSpec> missing = new ArrayList<>();
        for (RepartitionTopic topic : plan.repartitionTopics().values()) {
            int expected = counts.getOrDefault(topic.topic(), 1);
            Integer found = existing.get(topic.topic());
            if (found == null) {
                missing.add(new TopicSpec(topic.topic(), expected, topic.configs()));
            } else if (found != expected) {
                throw new StreamsException("internal topic " + topic.topic() + " has " + found
                        + " partitions (expected: "
                        + expected + "; the number cannot change while there is data: go back to the former number of"
                        + " partitions of the topics that feed it, or start with a new application.id)");
            }
        }
        return missing;
    }
}
