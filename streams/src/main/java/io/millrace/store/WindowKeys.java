package io.millrace.store;

import io.millrace.base.BigEndian;
import java.util.Arrays;

/**
 * Keys of windows in the byte store: segment ‖ key ‖ start ‖ sequence, numbers as 64, 64 and 32 bits. A segment is an
 * interval of starts, so what expires together lies together and goes by one deletion of a range, and the windows of
 * one key lie together within each of the few segments that are alive. Without the segment it is the key of the
 * changelog. Immutable.
 */
final class WindowKeys {

    static final int SEGMENT_BYTES = Long.BYTES;
    private static final int SUFFIX_BYTES = Long.BYTES + Integer.BYTES;
    /** All that comes on top of the key. */
    static final int OVERHEAD_BYTES = SEGMENT_BYTES + SUFFIX_BYTES;

    private final long segmentIntervalMs;

    WindowKeys(long segmentIntervalMs) {
        this.segmentIntervalMs = segmentIntervalMs;
    }

    long segment(long start) {
        return Math.floorDiv(start, segmentIntervalMs);
    }

    /** Where a segment begins in the byte store. */
    static byte[] segmentKey(long segment) {
        byte[] key = new byte[SEGMENT_BYTES];
        BigEndian.putLong(key, 0, segment);
        return key;
    }

    byte[] storeKey(byte[] key, long start, int sequence) {
        return storeKey(segment(start), key, start, sequence);
    }

    static byte[] storeKey(long segment, byte[] key, long start, int sequence) {
        byte[] whole = new byte[OVERHEAD_BYTES + key.length];
        BigEndian.putLong(whole, 0, segment);
        System.arraycopy(key, 0, whole, SEGMENT_BYTES, key.length);
        BigEndian.putLong(whole, SEGMENT_BYTES + key.length, start);
        BigEndian.putInt(whole, SEGMENT_BYTES + key.length + Long.BYTES, sequence);
        return whole;
    }

    /** The key in the byte store of a key of the changelog. */
    byte[] ofChangelogKey(byte[] changelogKey) {
        byte[] whole = new byte[SEGMENT_BYTES + changelogKey.length];
        BigEndian.putLong(whole, 0, segment(BigEndian.getLong(changelogKey, changelogKey.length - SUFFIX_BYTES)));
        System.arraycopy(changelogKey, 0, whole, SEGMENT_BYTES, changelogKey.length);
        return whole;
    }

    /** The key in the changelog of a key of the byte store. */
    static byte[] changelogKey(byte[] storeKey) {
        return Arrays.copyOfRange(storeKey, SEGMENT_BYTES, storeKey.length);
    }

    /** The number of the duplicate in a key of the byte store or of the changelog. */
    static int sequence(byte[] storeKey) {
        return BigEndian.getInt(storeKey, storeKey.length - Integer.BYTES);
    }

    /** The start in a key of the byte store or of the changelog. */
    static long start(byte[] storeKey) {
        return BigEndian.getLong(storeKey, storeKey.length - SUFFIX_BYTES);
    }

    /** The key alone. */
    static byte[] key(byte[] storeKey) {
        return Arrays.copyOfRange(storeKey, SEGMENT_BYTES, storeKey.length - SUFFIX_BYTES);
    }

    static int keyBytes(byte[] storeKey) {
        return storeKey.length - OVERHEAD_BYTES;
    }

    static int compareKey(byte[] storeKey, byte[] key) {
        return Arrays.compareUnsigned(storeKey, SEGMENT_BYTES, storeKey.length - SUFFIX_BYTES, key, 0, key.length);
    }
}
