package io.millrace.engine.restore;

import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.Log;
import io.millrace.log.LogException;
import io.millrace.log.LogRecord;
import io.millrace.log.Reader;
import io.millrace.log.Topics;
import io.millrace.store.ChangelogPositions;
import io.millrace.store.ChangelogPositions.Position;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSlot;
import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.BatchingStateRestoreCallback;
import io.millrace.streams.processor.StateRestoreCallback;
import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.processor.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store of a user's own kind, which keeps its content itself, restored through the callback that it has registered.
 * It has to be open for that, so its task's thread does it, before the task begins. A persistent store goes on from the
 * offset that it keeps itself, or that is recorded for it. Owned by the task's worker.
 */
public final class OwnStore {

    private static final Logger LOG = LoggerFactory.getLogger(OwnStore.class);
    private static final long POLL_MS = 100;
    /** So many polls in a row without a record mean that the brokers do not answer. */
    private static final int EMPTY_POLLS_MAX = 600;

    private final StoreSlot slot;
    private final StateStore store;
    private final TopicPartition changelog;
    private final StateRestoreCallback callback;
    private long reached;

    /** @param callback what the store has registered */
    public OwnStore(StoreSlot slot, StateStore store, TopicPartition changelog, StateRestoreCallback callback) {
        this.slot = slot;
        this.store = store;
        this.changelog = changelog;
        this.callback = callback;
    }

    /** The store. */
    public StateStore store() {
        return store;
    }

    /** What it agrees with, for {@link StateStore#commit}. */
    public Map<TopicPartition, Long> offsets() {
        return Map.of(changelog, reached);
    }

    /**
     * Brings it to the end of its changelog. What the group has committed must have been asked for before.
     *
     * @param state where it is recorded how far stores are
     * @param nowMs the time to be recorded
     * @param listener hears of it
     */
    public void restore(Log log, StateDatabase state, long nowMs, StateRestoreListener listener) {
        Topics topics = log.topics();
        Set<TopicPartition> asked = Set.of(changelog);
        long first = topics.startOffsets(asked).getOrDefault(changelog, 0L);
        long end =
                Math.max(first, topics.endOffsets(asked, Isolation.UNCOMMITTED).getOrDefault(changelog, 0L));
        Uuid topic = topics.ids(Set.of(changelog.topic())).getOrDefault(changelog.topic(), Uuid.ZERO_UUID);
        reached = start(new ChangelogPositions(state), first, end, topic);
        listener.onRestoreStart(changelog, store.name(), reached, end);
        long restored = reached < end ? read(log, end, listener) : 0;
        listener.onRestoreEnd(changelog, store.name(), restored);
        store.commit(offsets());
        StateChanges changes = new StateChanges();
        ChangelogPositions.set(changes, slot, residence(), new Position(reached, nowMs, topic));
        state.apply(changes);
    }

    private Residence residence() {
        return store.persistent() ? Residence.DISK : Residence.MEMORY;
    }

    @SuppressWarnings("deprecation") // stores that do not keep offsets are what it asks for
    private long start(ChangelogPositions positions, long first, long end, Uuid topic) {
        Long kept = null;
        if (store.managesOffsets()) {
            kept = store.committedOffset(changelog);
        } else if (store.persistent()) {
            Position recorded = positions.of(slot, Residence.DISK);
            boolean isOfAnother = recorded != null && Position.isAnotherTopic(recorded.topic(), topic);
            kept = recorded == null || isOfAnother ? null : (Long) recorded.offset();
        }
        if (kept != null && (kept < first || kept > end)) {
            LOG.warn(
                    "Store {} is at offset {} of {}, which has {} to {}: all of it is given to the store again",
                    store.name(),
                    kept,
                    changelog,
                    first,
                    end);
            kept = null;
        }
        return kept == null ? first : kept;
    }

    private long read(Log log, long end, StateRestoreListener listener) {
        long restored = 0;
        int empty = 0;
        try (Reader reader = log.reader(Isolation.COMMITTED)) {
            reader.assign(Map.of(changelog, reached));
            while (reached < end) {
                List<Fetched> batches = reader.poll(POLL_MS);
                empty = batches.isEmpty() ? empty + 1 : 0;
                if (empty > EMPTY_POLLS_MAX) {
                    throw new LogException(
                            "store " + store.name() + " cannot be restored: " + changelog + " does not come to offset "
                                    + end + " (expected: brokers that answer, and no transaction that stays open)",
                            new TimeoutException("no records for " + EMPTY_POLLS_MAX * POLL_MS + " ms"));
                }
                for (Fetched batch : batches) {
                    restored += take(batch, listener);
                }
            }
        }
        return restored;
    }

    private int take(Fetched batch, StateRestoreListener listener) {
        List<KeyValue<byte[], byte[]>> records = new ArrayList<>(batch.records().size());
        for (LogRecord record : batch.records()) {
            if (record.key() != null) {
                records.add(new KeyValue<>(record.key(), record.value()));
            }
        }
        if (callback instanceof BatchingStateRestoreCallback batching) {
            batching.restoreAll(records);
        } else {
            records.forEach(record -> callback.restore(record.key, record.value));
        }
        reached = batch.nextOffset();
        listener.onBatchRestored(changelog, store.name(), reached - 1, records.size());
        return records.size();
    }
}
