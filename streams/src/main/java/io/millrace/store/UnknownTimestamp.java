package io.millrace.store;

import io.millrace.base.BigEndian;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Between values with a timestamp and values without one. Stateless. */
final class UnknownTimestamp {

    /** What Kafka writes where there is no timestamp. */
    static final long VALUE = -1;

    private UnknownTimestamp() {}

    /** A plain value behind an unknown timestamp. */
    static byte @Nullable [] before(byte @Nullable [] plain) {
        if (plain == null) {
            return null;
        }
        byte[] stamped = new byte[ValueForm.TIMESTAMP_BYTES + plain.length];
        BigEndian.putLong(stamped, 0, VALUE);
        System.arraycopy(plain, 0, stamped, ValueForm.TIMESTAMP_BYTES, plain.length);
        return stamped;
    }

    /** A value without its timestamp. */
    static byte @Nullable [] dropped(byte @Nullable [] stamped) {
        return stamped == null ? null : Arrays.copyOfRange(stamped, ValueForm.TIMESTAMP_BYTES, stamped.length);
    }
}
