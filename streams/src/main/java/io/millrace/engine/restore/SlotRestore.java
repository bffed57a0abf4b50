package io.millrace.engine.restore;

import io.millrace.log.Fetched;
import io.millrace.log.LogRecord;
import io.millrace.store.ChangelogPositions;
import io.millrace.store.ChangelogPositions.Position;
import io.millrace.store.StateChanges;
import io.millrace.store.StoreRestorer;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One slot on its way to the end of its changelog. Begins where the recorded position says, if the changelog still has
 * that offset, and else with nothing at the changelog's beginning. Owned by a {@link RestoreWorker}.
 */
final class SlotRestore {

    private static final Logger LOG = LoggerFactory.getLogger(SlotRestore.class);
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final LoggedStore store;
    private final RestoreParts parts;
    private StoreRestorer restorer;
    private Uuid topic;
    private long position;
    private long end;
    private long batchRecords;
    private long restoredRecords;

    /** @param span what the changelog holds now */
    SlotRestore(LoggedStore store, RestoreParts parts, @Nullable Position recorded, Span span) {
        this.store = store;
        this.parts = parts;
        this.end = span.end;
        this.topic = span.topic;
        String wrong = wrong(recorded, span);
        if (recorded == null || wrong != null) {
            if (wrong != null) {
                LOG.warn("Rebuilding {} from the beginning of {}: {}", store, store.changelog(), wrong);
            }
            clear();
            position = span.start;
        } else {
            position = recorded.offset();
        }
        restorer = openRestorer();
    }

    /**
     * A stretch of offsets.
     *
     * @param start the first one
     * @param end the one behind the last
     * @param topic the id of the topic
     */
    record Span(long start, long end, Uuid topic) {}

    private static @Nullable String wrong(@Nullable Position recorded, Span span) {
        if (recorded == null) {
            return null;
        }
        if (Position.isAnotherTopic(recorded.topic(), span.topic)) {
            return "the topic was removed and made anew: its id was " + recorded.topic() + " and is " + span.topic;
        }
        if (recorded.offset() < span.start) {
            return "it was restored up to offset " + recorded.offset() + ", but the records from there to " + span.start
                    + " have been removed";
        }
        if (recorded.offset() > span.end) {
            return "it was restored up to offset " + recorded.offset() + ", but the topic ends at " + span.end
                    + "; it was truncated or made anew";
        }
        return null;
    }

    /**
     * Takes notice of what the changelog holds now.
     *
     * @return whether it is another topic, so that it is read from its beginning
     */
    boolean follow(Span now) {
        end = now.end;
        if (!Position.isAnotherTopic(topic, now.topic)) {
            return false;
        }
        topic = now.topic;
        rebuild(now.start, "the topic was removed and made anew");
        return true;
    }

    /** Begins anew at an offset, with nothing in the slot. */
    void rebuild(long start, String reason) {
        LOG.warn("Rebuilding {} from offset {} of {}: {}", store, start, store.changelog(), reason);
        clear();
        position = start;
        restorer = openRestorer();
    }

    /** The position goes first: content without a position counts as none. */
    private void clear() {
        StateChanges changes = new StateChanges();
        ChangelogPositions.forget(changes, store.slot(), store.residence());
        parts.state().apply(changes);
        parts.state().clear(store.slot());
    }

    private StoreRestorer openRestorer() {
        return store.definition().restorer(store.slot(), parts.state().open(store.slot(), store.residence()));
    }

    LoggedStore store() {
        return store;
    }

    /** The next offset to be read. */
    long position() {
        return position;
    }

    /** Where the changelog ended when it was last looked at. */
    long end() {
        return end;
    }

    /** Whether everything up to the end is in the slot. */
    boolean isAtEnd() {
        return position >= end;
    }

    /** How many records have been read since it was opened. */
    long restoredRecords() {
        return restoredRecords;
    }

    /** How many records were taken since they were last asked for with {@link #takeBatchRecords}. */
    long batchRecords() {
        return batchRecords;
    }

    /** How many records have been read since this was last asked. */
    long takeBatchRecords() {
        long records = batchRecords;
        batchRecords = 0;
        return records;
    }

    /** Whether what was read may be applied later; not where restoring looks at what the slot holds. */
    boolean canWait() {
        return restorer.isNewestEnough();
    }

    /** Adds what becomes of a batch, and how far it goes. */
    void take(Fetched batch, StateChanges changes) {
        long limit = store.isSourceTopic() ? end : NO_LIMIT;
        long before = batchRecords;
        for (LogRecord record : batch.records()) {
            byte[] key = record.key();
            if (record.offset() < limit && record.offset() >= position) {
                batchRecords++;
                if (key != null) {
                    restorer.restore(key, record.value(), record.timestamp(), record.headers(), changes);
                }
            }
        }
        restoredRecords += batchRecords - before;
        restorer.endBatch(changes);
        position = Math.min(batch.nextOffset(), limit);
        addPosition(changes);
    }

    /** Adds how far the slot is. */
    void addPosition(StateChanges changes) {
        long now = parts.clock().wallMs();
        ChangelogPositions.set(changes, store.slot(), store.residence(), new Position(position, now, topic));
    }

    void release() {
        parts.state().release(store.slot());
    }
}
