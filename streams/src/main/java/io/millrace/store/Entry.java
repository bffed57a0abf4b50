package io.millrace.store;

import io.millrace.streams.state.ValueAndTimestamp;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the write buffer knows of one key: its latest value (null: known to be absent), and how far that value has got.
 * Mutable and without invariants of its own: {@link WriteBuffer} and its parts keep them. Owned by the worker.
 *
 * <p>An update writes one reference, the value; all else that changes is a number. References into an object that has
 * lived for a while are what an update costs most: each is a memory barrier for the garbage collector.
 */
final class Entry extends HeldRecord {

    /** New, or dropped. */
    static final byte NONE = 0;
    /** Agrees with the byte store and may be dropped. */
    static final byte CLEAN = 1;
    /** Not in a commit yet. */
    static final byte DIRTY = 2;
    /** In the commit that is under way. */
    static final byte SEALED = 3;

    /** This object, and its places in the table and the lists. Measured: 104 bytes with compressed references. */
    private static final int OVERHEAD_BYTES = 128;
    /** A boxed number, and what most other small objects take. */
    private static final int OBJECT_BYTES = 24;
    /** A string object and its array, without the characters. */
    private static final int STRING_BYTES = 48;

    final Object key;
    /** The start of the window; 0 where there are none. */
    final long start;
    /** Tells duplicates apart; 0 where there are none. */
    final int sequence;

    final int hash;

    private final int fixedBytes;

    /** How far its value has got: one of the constants above. */
    byte stage = NONE;

    /** Whether it was used since it was last considered for dropping. */
    boolean used;

    /** Whether it lies among those that may be considered for dropping. */
    boolean isCandidate;

    /** Whether the value has to go into the next commit. */
    boolean toBeSealed;

    /** Whether the value has not been emitted; then the following say what the emission needs. */
    boolean held;

    boolean oldKnown;

    int sizeBytes;

    /** The place of its last update among all that are held back. */
    long lastUpdate;

    @Nullable
    Object value;

    @Nullable
    Object oldValue;

    /** The key in the byte store, while the entry is in the ordered index. */
    byte @Nullable [] orderedKey;

    Entry(Object key, long start, int sequence, int hash) {
        this.key = key;
        this.start = start;
        this.sequence = sequence;
        this.hash = hash;
        this.fixedBytes = OVERHEAD_BYTES + sizeOf(key);
    }

    boolean matches(Object otherKey, long otherStart, int otherSequence) {
        return start == otherStart && sequence == otherSequence && (key == otherKey || key.equals(otherKey));
    }

    /** About how many bytes it keeps alive. */
    int measure() {
        int bytes = fixedBytes + sizeOf(value);
        if (oldValue != null) {
            bytes += sizeOf(oldValue);
        }
        return orderedKey == null ? bytes : bytes + sizeOf(orderedKey) + OVERHEAD_BYTES;
    }

    /** About how many bytes a key or value takes. */
    static int sizeOf(@Nullable Object object) {
        if (object instanceof ValueAndTimestamp<?> stamped) {
            return OBJECT_BYTES + sizeOfPlain(stamped.value());
        }
        return sizeOfPlain(object);
    }

    private static int sizeOfPlain(@Nullable Object object) {
        if (object == null) {
            return 0;
        }
        if (object instanceof byte[] bytes) {
            return OBJECT_BYTES + bytes.length;
        }
        if (object instanceof String text) {
            return STRING_BYTES + text.length();
        }
        if (object instanceof Bytes bytes) {
            return 2 * OBJECT_BYTES + bytes.get().length;
        }
        if (object instanceof Version<?> version) {
            return OBJECT_BYTES + sizeOf(version.value());
        }
        if (object instanceof TypedSessionStore.Place place) {
            return OBJECT_BYTES + sizeOfPlain(place.key());
        }
        return OBJECT_BYTES;
    }
}
