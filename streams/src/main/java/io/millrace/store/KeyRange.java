package io.millrace.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys of the byte store that lie together. Immutable, as long as nobody changes its arrays. */
final class KeyRange {

    private final byte @Nullable [] from;
    private final byte @Nullable [] to;

    /**
     * @param from the first key, inclusive; null for the beginning
     * @param to the last key, exclusive; null for the end
     */
    KeyRange(byte @Nullable [] from, byte @Nullable [] to) {
        this.from = from;
        this.to = to;
    }

    byte @Nullable [] from() {
        return from;
    }

    byte @Nullable [] to() {
        return to;
    }

    /** The keys that begin with a prefix. */
    static KeyRange ofPrefix(byte[] prefix) {
        return new KeyRange(prefix, afterPrefix(prefix));
    }

    /** The first key after all that begin with a prefix; null when there is none. */
    private static byte @Nullable [] afterPrefix(byte[] prefix) {
        int length = prefix.length;
        while (length > 0 && prefix[length - 1] == -1) {
            length--;
        }
        if (length == 0) {
            return null;
        }
        byte[] after = Arrays.copyOf(prefix, length);
        after[length - 1]++;
        return after;
    }

    /** The key that comes right behind another one. */
    static byte[] behind(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** What is left of the range once a key has been visited. */
    KeyRange rest(byte[] visited, boolean forward) {
        return forward ? new KeyRange(behind(visited), to) : new KeyRange(from, visited);
    }

    private boolean endsBefore(byte[] key) {
        return to != null && Arrays.compareUnsigned(key, to) >= 0;
    }

    private boolean beginsBehind(byte[] key) {
        return from != null && Arrays.compareUnsigned(key, from) < 0;
    }

    boolean contains(byte[] key) {
        return !endsBefore(key) && !beginsBehind(key);
    }
}
