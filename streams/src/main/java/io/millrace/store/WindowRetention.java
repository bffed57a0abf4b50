package io.millrace.store;

import io.millrace.base.BigEndian;
import io.millrace.store.StateDatabase.Residence;

/**
 * Which windows or sessions of a store are still there. Time is the latest one that the store was given (starts of
 * windows, ends of sessions): what is older than the retention is invisible at once, and removed segment by segment at
 * the next commit. Owned by the worker.
 *
 * <p>The time, and the number of the last duplicate, are kept in the byte store under a key behind all segments, so
 * that a restart changes neither what is dropped nor which duplicates are told apart.
 */
final class WindowRetention {

    /** Behind every segment; shorter than the key of any window. */
    private static final byte[] NOTES_KEY = WindowKeys.segmentKey(-1);

    private static final long NO_TIME = -1;
    private static final int SEQUENCE_MASK = Integer.MAX_VALUE;

    private final long retentionMs;
    private final WindowKeys keys;
    private final boolean exact;
    private long observedMs = NO_TIME;
    private int sequence;
    private boolean changed;
    private long removedBelow;

    WindowRetention(long retentionMs, WindowKeys keys, Residence residence) {
        this.retentionMs = retentionMs;
        this.keys = keys;
        // On disk a late window is taken as long as its segment is alive, on the heap only while it is visible: so does
        // Kafka Streams.
        this.exact = residence == Residence.MEMORY;
    }

    /** Takes up where the byte store's last commit ended. */
    void load(ByteStore base) {
        byte[] notes = base.get(NOTES_KEY);
        if (notes != null) {
            observedMs = BigEndian.getLong(notes, 0);
            sequence = BigEndian.getInt(notes, Long.BYTES);
            return;
        }
        try (ByteCursor cursor = base.scan(null, WindowKeys.ENTRIES_END, false)) {
            long segment = Long.MIN_VALUE;
            while (cursor.next() && BigEndian.getLong(cursor.key(), 0) >= segment) {
                segment = BigEndian.getLong(cursor.key(), 0);
                observedMs = Math.max(observedMs, keys.time(cursor.key()));
            }
        }
    }

    /** Takes notice of a window; false when it is too old to be kept. */
    boolean observe(long time) {
        if (time > observedMs) {
            observedMs = time;
            changed = true;
        }
        return isKept(time);
    }

    /** Goes on numbering duplicates behind those of the changelog. */
    void observeRestored(int restoredSequence) {
        if (restoredSequence > sequence) {
            sequence = restoredSequence;
            changed = true;
        }
    }

    /** Whether an entry of this time is still written to the byte store. */
    boolean isKept(long time) {
        return exact ? isVisible(time) : keys.segment(time) >= firstLiveSegment();
    }

    boolean isVisible(long time) {
        return time > observedMs - retentionMs;
    }

    /** The oldest time that may be seen. */
    long firstVisible() {
        return Math.max(0, observedMs - retentionMs + 1);
    }

    /** The latest time. */
    long observedMs() {
        return observedMs;
    }

    /** The number of the duplicate that was written last. */
    int sequence() {
        return sequence;
    }

    int nextSequence() {
        sequence = (sequence + 1) & SEQUENCE_MASK;
        changed = true;
        return sequence;
    }

    private long firstLiveSegment() {
        return keys.segment(observedMs - retentionMs);
    }

    /** Adds the removal of what expired, and the notes, to a commit. */
    void seal(StoreSlot slot, StateChanges changes) {
        seal(slot, changes, Long.MAX_VALUE);
    }

    /**
     * The same, but not everything that expired is removed.
     *
     * @param firstNeeded what is not older than this is not removed yet
     */
    void seal(StoreSlot slot, StateChanges changes, long firstNeeded) {
        if (!changed) {
            return;
        }
        changed = false;
        long live = Math.min(firstLiveSegment(), keys.segment(firstNeeded));
        if (live > removedBelow) {
            changes.deleteRange(slot, WindowKeys.segmentKey(removedBelow), WindowKeys.segmentKey(live));
            removedBelow = live;
        }
        byte[] notes = new byte[Long.BYTES + Integer.BYTES];
        BigEndian.putLong(notes, 0, observedMs);
        BigEndian.putInt(notes, Long.BYTES, sequence);
        changes.put(slot, NOTES_KEY, notes);
    }
}
