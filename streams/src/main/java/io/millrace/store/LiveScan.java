package io.millrace.store;

import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Goes over a store in the order of the byte store's keys: the write buffer merged over the committed entries.
 *
 * <p>What is found is always the latest: the buffer is asked by position, step by step, so the user may write to the
 * store meanwhile, and when a commit moves entries from the buffer into the byte store, the cursor over the latter,
 * which sees a snapshot, is opened anew behind the last key. Owned by the worker.
 *
 * @param <S> what users see as the value
 */
final class LiveScan<S> implements Scan<S> {

    private final StoreCore<?, ?, S> core;
    private final Iterator<KeyRange> ranges;
    private final KeyFilter filter;
    private final boolean forward;
    private KeyRange rest = new KeyRange(null, null);
    private boolean inRange;
    private @Nullable ByteCursor committed;
    private byte @Nullable [] committedKey;
    private long generation;
    private byte[] key = new byte[0];
    private @Nullable S value;

    /**
     * @param ranges what to go over, in the order of {@code forward}
     * @param filter which of the keys count
     */
    LiveScan(StoreCore<?, ?, S> core, Iterator<KeyRange> ranges, KeyFilter filter, boolean forward) {
        this.core = core;
        this.ranges = ranges;
        this.filter = filter;
        this.forward = forward;
    }

    /** Says which keys of the byte store count. */
    interface KeyFilter {

        KeyFilter ALL = key -> true;

        boolean accepts(byte[] key);
    }

    @Override
    public boolean next() {
        while (inRange || nextRange()) {
            ByteCursor cursor = cursor();
            while (step(cursor)) {
                if (value != null && filter.accepts(key)) {
                    return true;
                }
            }
            close();
            inRange = false;
        }
        return false;
    }

    private boolean nextRange() {
        if (!ranges.hasNext()) {
            return false;
        }
        rest = ranges.next();
        inRange = true;
        return true;
    }

    /** The cursor over the committed entries, opened anew when entries have moved there since. */
    private ByteCursor cursor() {
        ByteCursor known = committed;
        if (known != null && generation == core.buffer().generation()) {
            return known;
        }
        close();
        generation = core.buffer().generation();
        ByteCursor opened = core.base().scan(rest.from(), rest.to(), forward);
        committed = opened;
        nextCommitted(opened);
        return opened;
    }

    private void nextCommitted(ByteCursor cursor) {
        committedKey = cursor.next() ? cursor.key() : null;
    }

    /**
     * Moves to the next key in the present range, whether it has a value or not. The buffer's entry is the newer one.
     */
    private boolean step(ByteCursor cursor) {
        Entry buffered = nextBuffered();
        byte[] above = buffered == null ? null : buffered.orderedKey;
        byte[] below = committedKey;
        if (buffered != null && above != null && (below == null || order(above, below) <= 0)) {
            if (below != null && order(above, below) == 0) {
                nextCommitted(cursor);
            }
            return arriveAt(above, core.values().show(buffered.value));
        }
        if (below == null) {
            return false;
        }
        S read = core.values().read(cursor.value());
        nextCommitted(cursor);
        return arriveAt(below, read);
    }

    private boolean arriveAt(byte[] newKey, @Nullable S newValue) {
        key = newKey;
        value = newValue;
        rest = rest.rest(newKey, forward);
        return true;
    }

    private int order(byte[] left, byte[] right) {
        int order = Arrays.compareUnsigned(left, right);
        return forward ? order : -order;
    }

    private @Nullable Entry nextBuffered() {
        OrderedIndex index = core.buffer().ordered();
        Entry found = forward ? index.from(rest.from()) : index.before(rest.to());
        byte[] at = found == null ? null : found.orderedKey;
        return at != null && rest.contains(at) ? found : null;
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public @Nullable S value() {
        return value;
    }

    @Override
    public void close() {
        if (committed != null) {
            committed.close();
            committed = null;
            committedKey = null;
        }
    }
}
