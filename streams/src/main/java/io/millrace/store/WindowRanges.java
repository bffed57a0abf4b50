package io.millrace.store;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Where the windows or sessions that a user asks for lie: one range per segment, made as they are needed. Also decides
 * which of the keys in them are meant, because keys of different lengths mix: a range may hold more.
 */
final class WindowRanges implements Iterator<KeyRange>, LiveScan.KeyFilter {

    private final WindowKeys keys;
    private final byte @Nullable [] keyFrom;
    private final byte @Nullable [] keyTo;
    private final long timeFrom;
    private final long timeTo;
    private final boolean oneKey;
    private final long step;
    private final long lastSegment;
    private long nextSegment;
    private boolean done;

    /**
     * @param timeFrom the first time, inclusive, clipped to what is visible
     * @param timeTo the last time, inclusive, clipped to what there is
     */
    WindowRanges(WindowKeys keys, Asked asked, long timeFrom, long timeTo) {
        this.keys = keys;
        this.keyFrom = asked.keyFrom;
        this.keyTo = asked.keyTo;
        this.oneKey = asked.oneKey;
        this.timeFrom = timeFrom;
        this.timeTo = timeTo;
        this.step = asked.forward ? 1 : -1;
        this.nextSegment = keys.segment(asked.forward ? timeFrom : timeTo);
        this.lastSegment = keys.segment(asked.forward ? timeTo : timeFrom);
        this.done = timeFrom > timeTo;
    }

    /** The keys that are asked for, and the direction. */
    static final class Asked {
        private final byte @Nullable [] keyFrom;
        private final byte @Nullable [] keyTo;
        private final boolean oneKey;
        private final boolean forward;

        private Asked(byte @Nullable [] keyFrom, byte @Nullable [] keyTo, boolean oneKey, boolean forward) {
            this.keyFrom = keyFrom;
            this.keyTo = keyTo;
            this.oneKey = oneKey;
            this.forward = forward;
        }

        static Asked one(byte[] key, boolean forward) {
            return new Asked(key, key, true, forward);
        }

        /** Keys from one to another, both inclusive; null stands for no limit. */
        static Asked between(byte @Nullable [] from, byte @Nullable [] to, boolean forward) {
            return new Asked(from, to, false, forward);
        }

        boolean forward() {
            return forward;
        }
    }

    @Override
    public boolean hasNext() {
        return !done;
    }

    @Override
    public KeyRange next() {
        if (done) {
            throw new NoSuchElementException("ranges: no more (expected: hasNext() to be asked first)");
        }
        long segment = nextSegment;
        done = segment == lastSegment;
        nextSegment += step;
        byte[] from = keyFrom;
        byte[] to = keyTo;
        if (oneKey && from != null) {
            return new KeyRange(
                    keys.storeKey(segment, from, timeFrom, 0),
                    KeyRange.behind(keys.storeKey(segment, from, timeTo, keys.restMax())));
        }
        byte[] first = WindowKeys.segmentKey(segment);
        return new KeyRange(
                from == null ? first : concat(first, from),
                to == null ? WindowKeys.segmentKey(segment + 1) : KeyRange.behind(greatest(segment, to)));
    }

    /**
     * No key of the byte store with a key up to {@code to} is greater. Not simply that of {@code to}: a key that
     * {@code to} begins with is less, but its start may be greater than the rest of {@code to}.
     */
    private byte[] greatest(long segment, byte[] to) {
        byte[] greatest = keys.storeKey(segment, to, timeTo, keys.restMax());
        for (int length = 0; length < to.length; length++) {
            byte[] other = keys.storeKey(segment, Arrays.copyOf(to, length), timeTo, keys.restMax());
            if (Arrays.compareUnsigned(other, greatest) > 0) {
                greatest = other;
            }
        }
        return greatest;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public boolean accepts(byte[] storeKey) {
        if (!keys.isEntry(storeKey)) {
            return false;
        }
        long time = keys.time(storeKey);
        if (time < timeFrom || time > timeTo) {
            return false;
        }
        if (oneKey && keyFrom != null) {
            return keys.keyBytes(storeKey) == keyFrom.length;
        }
        return (keyFrom == null || keys.compareKey(storeKey, keyFrom) >= 0)
                && (keyTo == null || keys.compareKey(storeKey, keyTo) <= 0);
    }
}
