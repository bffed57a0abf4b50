package io.millrace.engine.assign;

import io.millrace.log.TopicSpec;
import io.millrace.plan.Changelog;
import io.millrace.plan.Plan;
import io.millrace.plan.StorePlan;
import io.millrace.plan.Subtopology;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out which changelog topics have to be made, and what is wrong with those that exist. A changelog has one
 * partition per task of its store. Stateless.
 */
public final class ChangelogTopics {

    private ChangelogTopics() {}

    /**
     * The topics that have to be made. All topics that the plan reads must exist, those between subtopologies too.
     *
     * @param existing every topic that exists, with its number of partitions
     * @return what is missing, in the plan's order
     * @throws StreamsException if a topic that exists does not fit; names it, its partitions and those expected
     */
    public static List<TopicSpec> missing(Plan plan, Map<String, Integer> existing) {
        Map<Integer, Integer> widths = widths(plan, existing);
        List<TopicSpec> missing = new ArrayList<>();
        for (Subtopology part : plan.subtopologies()) {
            int expected = widths.getOrDefault(part.id(), 0);
            for (String name : part.stores()) {
                StorePlan store = plan.stores().get(name);
                Changelog changelog = store == null ? null : store.changelog();
                if (changelog != null && !changelog.isSourceTopic() && expected > 0) {
                    Integer found = existing.get(changelog.topic());
                    if (found == null) {
                        missing.add(new TopicSpec(changelog.topic(), expected, changelog.configs()));
                    } else {
                        check(changelog, found, expected);
                    }
                }
            }
        }
        return missing;
    }

    private static Map<Integer, Integer> widths(Plan plan, Map<String, Integer> existing) {
        Map<Integer, Integer> widths = new HashMap<>();
        for (TaskId task : new PlanTasks(plan).tasks(existing).keySet()) {
            widths.merge(task.subtopology(), task.partition() + 1, Math::max);
        }
        return widths;
    }

    private static void check(Changelog changelog, int found, int expected) {
        if (found != expected) {
            throw new StreamsException("changelog topic " + changelog.topic() + " has " + found
                    + " partitions (expected: " + expected + ", one per task; the number cannot change while there is"
                    + " state: go back to the former number of partitions of the input topics, or start with a new"
                    + " application.id)");
        }
    }
}
