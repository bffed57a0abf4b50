package io.millrace.engine.task;

import io.millrace.log.Transaction;
import io.millrace.plan.Changelog;
import io.millrace.plan.StorePlan;
import io.millrace.store.ChangelogWriter;
import io.millrace.streams.processor.TaskId;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The changelogs of a task's stores: adds what they log to the transaction of the commit that is being put together.
 * Owned by the task's worker.
 */
final class TaskChangelogs {

    private final Map<String, StorePlan> stores;
    private final TaskId task;
    private final boolean isOn;
    private final Map<String, Writer> writers = new HashMap<>();
    private @Nullable Transaction committing;

    /** @param isOn whether anything is logged at all */
    TaskChangelogs(Map<String, StorePlan> stores, TaskId task, boolean isOn) {
        this.stores = stores;
        this.task = task;
        this.isOn = isOn;
    }

    /** Where a store's changes are logged; null when they are not. */
    @Nullable
    ChangelogWriter of(String store) {
        StorePlan plan = stores.get(store);
        Changelog changelog = plan == null ? null : plan.changelog();
        if (!isOn || changelog == null || changelog.isSourceTopic() || task.partition() < 0) {
            return null;
        }
        return writers.computeIfAbsent(
                store, name -> new Writer(new TopicPartition(changelog.topic(), task.partition())));
    }

    /** What the stores log from now on belongs to this transaction. */
    void begin(Transaction transaction) {
        committing = transaction;
    }

    private final class Writer implements ChangelogWriter {
        private final TopicPartition partition;

        private Writer(TopicPartition partition) {
            this.partition = partition;
        }

        @Override
        public void append(byte[] key, byte @Nullable [] value, long timestamp, Iterable<Header> headers) {
            Transaction transaction = committing;
            if (transaction == null) {
                throw new IllegalStateException("changelog " + partition + ": written outside a commit (expected: only"
                        + " while a store is sealed)");
            }
            transaction.append(partition, timestamp, key, value, headers);
        }
    }
}
