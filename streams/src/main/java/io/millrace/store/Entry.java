package io.millrace.store;

import io.millrace.streams.processor.RecordContext;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What the write buffer knows of one key: its latest value (null: known to be absent), and how far that value has got.
 * Mutable and without invariants of its own: {@link WriteBuffer} and its parts keep them. Owned by the worker.
 */
final class Entry {

    /** This object, its place in the table, its links. Measured: 88 bytes with compressed references. */
    private static final int OVERHEAD_BYTES = 96;
    /** A boxed number, and what most other small objects take. */
    private static final int OBJECT_BYTES = 24;
    /** A string object and its array, without the characters. */
    private static final int STRING_BYTES = 48;
    /** What an update that is held back keeps alive of its record. */
    private static final int RECORD_BYTES = 96;

    final Object key;
    /** The start of the window; 0 where there are none. */
    final long start;
    /** Tells duplicates apart; 0 where there are none. */
    final int sequence;

    final int hash;
    /** The next entry in the same place of the table. */
    @Nullable
    Entry chained;

    /** In which list it is, and its neighbours there. */
    Stage stage = Stage.NONE;

    @Nullable
    Entry before;

    @Nullable
    Entry after;

    @Nullable
    Object value;

    int sizeBytes;
    /** The key in the byte store, while the entry is in the ordered index. */
    byte @Nullable [] orderedKey;

    /** Whether the value has to go into the next commit. */
    boolean toBeSealed;

    /** Whether the value has not been emitted; then the following three say what the emission needs. */
    boolean held;

    boolean oldKnown;

    @Nullable
    Object oldValue;

    @Nullable
    RecordContext record;

    Entry(Object key, long start, int sequence, int hash) {
        this.key = key;
        this.start = start;
        this.sequence = sequence;
        this.hash = hash;
    }

    boolean matches(Object otherKey, long otherStart, int otherSequence) {
        return start == otherStart && sequence == otherSequence && (key == otherKey || key.equals(otherKey));
    }

    /** About how many bytes it keeps alive. */
    int measure() {
        return OVERHEAD_BYTES
                + sizeOf(key)
                + sizeOf(value)
                + (held ? RECORD_BYTES + sizeOf(oldValue) : 0)
                + (orderedKey == null ? 0 : sizeOf(orderedKey) + OVERHEAD_BYTES);
    }

    private static int sizeOf(@Nullable Object object) {
        if (object == null) {
            return 0;
        }
        if (object instanceof byte[] bytes) {
            return OBJECT_BYTES + bytes.length;
        }
        if (object instanceof Bytes bytes) {
            return 2 * OBJECT_BYTES + bytes.get().length;
        }
        if (object instanceof String text) {
            return STRING_BYTES + text.length();
        }
        if (object instanceof io.millrace.streams.state.ValueAndTimestamp<?> stamped) {
            return OBJECT_BYTES + sizeOf(stamped.value());
        }
        return OBJECT_BYTES;
    }

    /** How far an entry's value has got. */
    enum Stage {
        /** In no list: new, or dropped. */
        NONE,
        /** Agrees with the byte store and may be dropped. */
        CLEAN,
        /** Not in a commit yet. */
        DIRTY,
        /** In the commit that is under way. */
        SEALED
    }
}
