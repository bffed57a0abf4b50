package io.millrace.engine.restore;

import io.millrace.plan.Changelog;
import io.millrace.plan.Plan;
import io.millrace.plan.StorePlan;
import io.millrace.plan.Subtopology;
import io.millrace.store.SpecifiedStore;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSlot;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition of a store that can be restored.
 *
 * @param task which task has it
 * @param slot its place in the database
 * @param changelog what it is restored from
 * @param isSourceTopic whether that is the topic that the store is filled from, which is read up to the committed
 *     offset and no further
 * @param definition what the store is
 */
public record LoggedStore(
        TaskId task, StoreSlot slot, TopicPartition changelog, boolean isSourceTopic, SpecifiedStore definition) {

    /** The stores of a task that have a changelog. */
    public static List<LoggedStore> of(Plan plan, TaskId task) {
        List<LoggedStore> logged = new ArrayList<>();
        for (Subtopology part : plan.subtopologies()) {
            if (part.id() == task.subtopology()) {
                for (String name : part.stores()) {
                    StorePlan store = plan.stores().get(name);
                    if (store != null) {
                        add(store, task, logged);
                    }
                }
            }
        }
        return logged;
    }

    private static void add(StorePlan store, TaskId task, List<LoggedStore> logged) {
        Changelog changelog = store.changelog();
        if (changelog != null && store.builder() instanceof SpecifiedStore definition) {
            StoreSlot slot = new StoreSlot(store.name(), task.partition());
            TopicPartition partition = new TopicPartition(changelog.topic(), task.partition());
            logged.add(new LoggedStore(task, slot, partition, changelog.isSourceTopic(), definition));
        }
    }

    /** Where its entries are read from. */
    public Residence residence() {
        return definition.spec().residence();
    }

    @Override
    public String toString() {
        return "store " + slot.store() + ", partition " + slot.partition();
    }
}
