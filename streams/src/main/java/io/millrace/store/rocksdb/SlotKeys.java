package io.millrace.store.rocksdb;

import io.millrace.base.BigEndian;
import org.jspecify.annotations.Nullable;

/**
 * Where a slot's keys lie in its store's family: behind the partition as a 32-bit number, plus one, so that the
 * partition of global stores (-1) comes first and all others follow in order. Immutable.
 */
final class SlotKeys {

    static final String FAMILY_PREFIX = "state/";

    private final byte[] prefix;
    private final byte[] end;

    SlotKeys(int partition) {
        prefix = number(partition + 1);
        end = number(partition + 2);
    }

    private static byte[] number(int value) {
        byte[] bytes = new byte[Integer.BYTES];
        BigEndian.putInt(bytes, 0, value);
        return bytes;
    }

    /** What stands before every key of the slot. */
    byte[] prefix() {
        return prefix;
    }

    /** The first key behind the slot. */
    byte[] end() {
        return end;
    }

    byte[] key(byte[] key) {
        byte[] whole = new byte[prefix.length + key.length];
        System.arraycopy(prefix, 0, whole, 0, prefix.length);
        System.arraycopy(key, 0, whole, prefix.length, key.length);
        return whole;
    }

    RocksCursor.Range range(byte @Nullable [] from, byte @Nullable [] to) {
        return new RocksCursor.Range(from == null ? prefix : key(from), to == null ? end : key(to), prefix.length);
    }
}
