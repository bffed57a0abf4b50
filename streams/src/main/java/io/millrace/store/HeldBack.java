package io.millrace.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The updates that are held back until they are emitted, the one of longest ago first. Owned by the worker.
 *
 * <p>An update only numbers its entry; the order is found when it is asked for, by sorting the numbers. Then the
 * entries come in one round after the other: an entry that is updated while its round is under way is left for the
 * next.
 */
final class HeldBack {

    private static final int INDEX_BITS = 32;

    private EntryList waiting = new EntryList();
    private EntryList inRound = new EntryList();
    private long[] order = {};
    private int next;
    private int end;
    private long updates;
    private long updatesBeforeRound;

    /** An entry was updated. */
    void updated(Entry entry) {
        entry.lastUpdate = ++updates;
        if (!entry.held) {
            entry.held = true;
            waiting.add(entry);
        }
    }

    boolean isEmpty() {
        return next == end && waiting.count() == 0;
    }

    /** Takes the next one, which is then no longer held back; null when there is none. */
    @Nullable
    Entry take() {
        while (next < end || beginRound()) {
            Entry entry = inRound.get((int) order[next++]);
            if (entry.lastUpdate <= updatesBeforeRound) {
                entry.held = false;
                return entry;
            }
            waiting.add(entry);
        }
        return null;
    }

    private boolean beginRound() {
        inRound.clear();
        EntryList round = waiting;
        waiting = inRound;
        inRound = round;
        next = 0;
        end = round.count();
        if (order.length < end) {
            order = new long[Math.max(end, 2 * order.length)];
        }
        for (int i = 0; i < end; i++) {
            // All that waits was updated after the last round began.
            long number = Math.min(round.get(i).lastUpdate - updatesBeforeRound, Integer.MAX_VALUE);
            order[i] = number << INDEX_BITS | i;
        }
        Arrays.sort(order, 0, end);
        updatesBeforeRound = updates;
        return end > 0;
    }

    void clear() {
        waiting.clear();
        inRound.clear();
        next = 0;
        end = 0;
    }
}
