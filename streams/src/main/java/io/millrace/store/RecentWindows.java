package io.millrace.store;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries of a store that keeps duplicates, by key and in the order of their times, on the heap. A join asks
 * its store for a key's entries once per record; answered from here, that costs a look into a hash table instead of a
 * cursor per segment, also where the answer is that there are none.
 *
 * <p>All entries from a certain time on are here, so whoever asks for no older ones need not look elsewhere. That time
 * is behind all that was there when the store was opened, and moves on as the oldest entries are dropped, slice by
 * slice of time: those that have expired, and where memory is short those that have not.
 *
 * <p>Owned by the worker.
 */
final class RecentWindows {

    /** So many slices of time there are in the retention: an entry is dropped at most that part of it too late. */
    private static final int SLICES = 16;

    /**
     * So much is held whatever the cache's limit is, per store and partition: without it every lookup is a cursor.
     * About 15,000 small entries; a quarter of what Kafka Streams gives to one write buffer of such a store.
     */
    private static final int HELD_MIN_BYTES = 4 << 20;

    /** A key, its arrays, its places in the table and in the slice; without the key itself. */
    private static final int KEY_OVERHEAD_BYTES = 160;

    /** The time and the reference of one more entry. */
    private static final int ENTRY_OVERHEAD_BYTES = 16;

    private final StoreMemory memory;
    private final long sliceMs;
    private final Map<Object, Times> byKey = new HashMap<>();
    private final TreeMap<Long, Slice> slices = new TreeMap<>();
    private @Nullable Slice newest;
    private long completeFrom;
    private long heldBytes;

    /** @param completeFrom nothing from this time on is in the store yet */
    RecentWindows(StoreMemory memory, long retentionMs, long completeFrom) {
        this.memory = memory;
        this.sliceMs = Math.max(1, retentionMs / SLICES);
        this.completeFrom = completeFrom;
    }

    /** The entries of one key. Written behind {@code to} or into new arrays, so that iterators may go on. */
    private static final class Times {
        private long[] starts = new long[2];
        private @Nullable Object[] values = new Object[2];
        private int from;
        private int to;

        private void add(long start, Object value) {
            int at = firstAfter(start);
            if (at < to || to == starts.length) {
                at = moveWithGap(at);
            }
            starts[at] = start;
            values[at] = value;
            to++;
        }

        /** Moves all into new arrays, with a gap for one entry; returns where that is. */
        private int moveWithGap(int at) {
            int size = to - from;
            int gap = at - from;
            long[] newStarts = new long[Math.max(2, size + 1 + size / 2)];
            @Nullable Object[] newValues = new Object[newStarts.length];
            System.arraycopy(starts, from, newStarts, 0, gap);
            System.arraycopy(values, from, newValues, 0, gap);
            System.arraycopy(starts, at, newStarts, gap + 1, to - at);
            System.arraycopy(values, at, newValues, gap + 1, to - at);
            starts = newStarts;
            values = newValues;
            from = 0;
            to = size;
            return gap;
        }

        /** Where the first entry later than a time is. */
        private int firstAfter(long start) {
            if (from == to || starts[to - 1] <= start) {
                return to;
            }
            int at = Arrays.binarySearch(starts, from, to, start + 1);
            at = at < 0 ? -at - 1 : at;
            while (at > from && starts[at - 1] > start) {
                at--;
            }
            return at;
        }
    }

    private static final class Slice {
        private final long start;
        private final List<Object> keys = new ArrayList<>();
        private long bytes;

        private Slice(long start) {
            this.start = start;
        }
    }

    /** Whether all entries from a time on are here. */
    boolean isComplete(long from) {
        return from >= completeFrom;
    }

    /** Adds what was put into the store, unless it is older than what is kept here. */
    void add(Object key, long start, Object value, long firstVisible) {
        if (start < completeFrom) {
            return;
        }
        Slice slice = slice(start, firstVisible);
        Times times = byKey.get(key);
        int bytes = ENTRY_OVERHEAD_BYTES + Entry.sizeOf(value);
        if (times == null) {
            times = new Times();
            byKey.put(key, times);
            bytes += KEY_OVERHEAD_BYTES + Entry.sizeOf(key);
        }
        times.add(start, value);
        slice.keys.add(key);
        slice.bytes += bytes;
        hold(bytes);
        while (heldBytes > HELD_MIN_BYTES && memory.isOverCacheLimit() && slices.size() > 1) {
            dropOldest();
        }
    }

    private Slice slice(long start, long firstVisible) {
        Slice last = newest;
        if (last != null && start >= last.start && start - last.start < sliceMs) {
            return last;
        }
        Slice slice = slices.computeIfAbsent(start - Math.floorMod(start, sliceMs), Slice::new);
        if (last == null || slice.start > last.start) {
            newest = slice;
            while (slices.firstKey() < firstVisible - sliceMs) {
                dropOldest();
            }
        }
        return slice;
    }

    private void dropOldest() {
        Slice oldest = requireNonNull(slices.pollFirstEntry()).getValue();
        completeFrom = Math.max(completeFrom, oldest.start + sliceMs);
        for (Object key : oldest.keys) {
            Times times = byKey.get(key);
            if (times != null) {
                times.from = times.firstAfter(completeFrom - 1);
                if (times.from == times.to) {
                    byKey.remove(key);
                }
            }
        }
        hold(-oldest.bytes);
    }

    private void hold(long bytes) {
        heldBytes += bytes;
        memory.use(bytes);
    }

    /** The entries of a key in a span of time, both ends inclusive; only to be asked where this {@link #isComplete}. */
    Found find(Object key, long from, long to) {
        Times times = byKey.get(key);
        if (times == null || from > to) {
            return Found.NOTHING;
        }
        return new Found(times.starts, times.values, times.firstAfter(from - 1), times.firstAfter(to));
    }

    /** Forgets everything. */
    void clear() {
        byKey.clear();
        slices.clear();
        newest = null;
        hold(-heldBytes);
    }

    /** Entries in the order of their times. A snapshot: what is added or dropped meanwhile does not show. */
    static final class Found {

        private static final Found NOTHING = new Found(new long[0], new Object[0], 0, 0);

        private final long[] starts;
        private final @Nullable Object[] values;
        private final int to;
        private int next;

        private Found(long[] starts, @Nullable Object[] values, int from, int to) {
            this.starts = starts;
            this.values = values;
            this.next = from;
            this.to = to;
        }

        boolean hasNext() {
            return next < to;
        }

        /** The time of the next entry. */
        long nextStart() {
            return starts[next];
        }

        /** The value of the next entry, as it is held; moves on. */
        @Nullable
        Object next() {
            return values[next++];
        }
    }
}
