package io.millrace.engine.task;

import io.millrace.engine.restore.LoggedStore;
import io.millrace.log.Transaction;
import io.millrace.store.ChangelogPositions;
import io.millrace.store.ChangelogPositions.Position;
import io.millrace.store.ChangelogWriter;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.streams.errors.StreamsException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The changelogs of a task's stores: adds what they log to the transaction of the commit that is being put together,
 * and knows where that ends in each changelog. Owned by the task's worker.
 */
final class TaskChangelogs {

    private final List<LoggedStore> stores;
    private final boolean isOn;
    private final Map<String, Writer> writers = new LinkedHashMap<>();
    private final Map<LoggedStore, Long> read = new LinkedHashMap<>();
    private final Map<LoggedStore, Uuid> topics = new HashMap<>();
    private @Nullable Transaction committing;

    /**
     * @param state where it is recorded how far the stores are
     * @param isOn whether anything is logged at all
     */
    TaskChangelogs(List<LoggedStore> stores, StateDatabase state, boolean isOn) {
        this.stores = stores;
        this.isOn = isOn;
        if (isOn) {
            ChangelogPositions recorded = new ChangelogPositions(state);
            for (LoggedStore store : stores) {
                Position known = recorded.of(store.slot(), store.residence());
                topics.put(store, known == null ? Uuid.ZERO_UUID : known.topic());
            }
        }
    }

    /** Where a store's changes are logged; null when they are not. */
    @Nullable
    ChangelogWriter of(String name) {
        for (LoggedStore store : stores) {
            if (isOn && !store.isSourceTopic() && store.slot().store().equals(name)) {
                return writers.computeIfAbsent(name, any -> new Writer(store));
            }
        }
        return null;
    }

    /** What the stores log from now on belongs to this transaction. */
    void begin(Transaction transaction) {
        committing = transaction;
        writers.values().forEach(writer -> writer.records = 0);
    }

    /** The commit says of an input that everything before an offset has been dealt with. */
    void committing(TopicPartition input, long offset) {
        for (LoggedStore store : stores) {
            if (store.isSourceTopic() && store.changelog().equals(input)) {
                read.put(store, offset);
            }
        }
    }

    /**
     * Adds how far the commit has brought the stores in their changelogs. Where the log cannot say, the position stays
     * behind, which costs time when the store is restored, and nothing else.
     */
    void addPositions(StateChanges changes, long nowMs) {
        Transaction committed = committing;
        if (committed != null) {
            for (Writer writer : writers.values()) {
                long first = writer.records == 0 ? -1 : committed.firstOffset(writer.store.changelog());
                if (first >= 0) {
                    add(changes, writer.store, first + writer.records, nowMs);
                }
            }
        }
        read.forEach((store, offset) -> add(changes, store, offset, nowMs));
        read.clear();
    }

    private void add(StateChanges changes, LoggedStore store, long offset, long nowMs) {
        Uuid topic = topics.getOrDefault(store, Uuid.ZERO_UUID);
        ChangelogPositions.set(changes, store.slot(), store.residence(), new Position(offset, nowMs, topic));
    }

    private final class Writer implements ChangelogWriter {
        private final LoggedStore store;
        private long records;

        private Writer(LoggedStore store) {
            this.store = store;
        }

        @Override
        public void append(byte[] key, byte @Nullable [] value, long timestamp, Iterable<Header> headers) {
            Transaction transaction = committing;
            if (transaction == null) {
                throw new IllegalStateException("changelog " + store.changelog()
                        + ": written outside a commit (expected: only while a store is sealed)");
            }
            try {
                transaction.append(store.changelog(), timestamp, key, value, headers);
            } catch (ApiException e) {
                throw new StreamsException(
                        "an entry of store " + store.slot().store()
                                + " is not taken by its changelog, as a rule because it is too"
                                + " large: "
                                + e.getMessage() + "; no handler is asked, since the store would have what its"
                                + " changelog lacks",
                        e);
            }
            records++;
        }
    }
}
