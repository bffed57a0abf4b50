package io.millrace.store;

import io.millrace.base.BigEndian;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys of windows and sessions in the byte store: segment ‖ key ‖ time ‖ rest. The time decides how long an entry is
 * kept: the start of a window, the end of a session. The rest tells entries of the same key and time apart: the number
 * of a duplicate in 32 bits for windows, the start in 64 bits for sessions.
 *
 * <p>A segment is an interval of times, so what expires together lies together and goes by one deletion of a range, and
 * the windows of one key lie together within each of the few segments that are alive. Without the segment it is the key
 * of the changelog. Immutable.
 */
final class WindowKeys {

    static final int SEGMENT_BYTES = Long.BYTES;
    /** No key of an entry is equal or greater; what else a store keeps about its entries lies behind. */
    static final byte[] ENTRIES_END = segmentKey(Long.MIN_VALUE);

    private final long segmentIntervalMs;
    private final int restBytes;

    private WindowKeys(long segmentIntervalMs, int restBytes) {
        this.segmentIntervalMs = segmentIntervalMs;
        this.restBytes = restBytes;
    }

    /** The keys of a layout; null when nothing expires in it by itself. */
    static @Nullable WindowKeys of(KeyLayout layout) {
        if (layout instanceof KeyLayout.Windows windows) {
            return ofWindows(windows.segmentIntervalMs());
        }
        return layout instanceof KeyLayout.Sessions sessions ? ofSessions(sessions.segmentIntervalMs()) : null;
    }

    static WindowKeys ofWindows(long segmentIntervalMs) {
        return new WindowKeys(segmentIntervalMs, Integer.BYTES);
    }

    static WindowKeys ofSessions(long segmentIntervalMs) {
        return new WindowKeys(segmentIntervalMs, Long.BYTES);
    }

    long segment(long time) {
        return Math.floorDiv(time, segmentIntervalMs);
    }

    /** Where a segment begins in the byte store. */
    static byte[] segmentKey(long segment) {
        byte[] key = new byte[SEGMENT_BYTES];
        BigEndian.putLong(key, 0, segment);
        return key;
    }

    byte[] storeKey(byte[] key, long time, long rest) {
        return storeKey(segment(time), key, time, rest);
    }

    byte[] storeKey(long segment, byte[] key, long time, long rest) {
        byte[] whole = new byte[SEGMENT_BYTES + key.length + suffixBytes()];
        BigEndian.putLong(whole, 0, segment);
        System.arraycopy(key, 0, whole, SEGMENT_BYTES, key.length);
        int suffix = SEGMENT_BYTES + key.length;
        BigEndian.putLong(whole, suffix, time);
        if (restBytes == Integer.BYTES) {
            BigEndian.putInt(whole, suffix + Long.BYTES, (int) rest);
        } else {
            BigEndian.putLong(whole, suffix + Long.BYTES, rest);
        }
        return whole;
    }

    /** The greatest rest there is. */
    long restMax() {
        return restBytes == Integer.BYTES ? Integer.MAX_VALUE : Long.MAX_VALUE;
    }

    private int suffixBytes() {
        return Long.BYTES + restBytes;
    }

    /** The key in the byte store of a key of the changelog. */
    byte[] ofChangelogKey(byte[] changelogKey) {
        byte[] whole = new byte[SEGMENT_BYTES + changelogKey.length];
        BigEndian.putLong(whole, 0, segment(time(changelogKey)));
        System.arraycopy(changelogKey, 0, whole, SEGMENT_BYTES, changelogKey.length);
        return whole;
    }

    /** The key in the changelog of a key of the byte store. */
    static byte[] changelogKey(byte[] storeKey) {
        return Arrays.copyOfRange(storeKey, SEGMENT_BYTES, storeKey.length);
    }

    /** Whether a key of the byte store is that of an entry. */
    boolean isEntry(byte[] storeKey) {
        return storeKey.length >= SEGMENT_BYTES + suffixBytes() && storeKey[0] >= 0;
    }

    /** The time in a key of the byte store or of the changelog. */
    long time(byte[] storeKey) {
        return BigEndian.getLong(storeKey, storeKey.length - suffixBytes());
    }

    /** The rest of a key of the byte store or of the changelog. */
    long rest(byte[] storeKey) {
        int at = storeKey.length - restBytes;
        return restBytes == Integer.BYTES ? BigEndian.getInt(storeKey, at) : BigEndian.getLong(storeKey, at);
    }

    /** The key alone. */
    byte[] key(byte[] storeKey) {
        return Arrays.copyOfRange(storeKey, SEGMENT_BYTES, SEGMENT_BYTES + keyBytes(storeKey));
    }

    int keyBytes(byte[] storeKey) {
        return storeKey.length - SEGMENT_BYTES - suffixBytes();
    }

    int compareKey(byte[] storeKey, byte[] key) {
        return Arrays.compareUnsigned(storeKey, SEGMENT_BYTES, SEGMENT_BYTES + keyBytes(storeKey), key, 0, key.length);
    }
}
