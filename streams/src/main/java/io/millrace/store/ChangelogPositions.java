package io.millrace.store;

import io.millrace.base.BigEndian;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.streams.errors.ProcessorStateException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * How far each slot is in its changelog: kept in the database beside the slots, and changed in the same batch as they
 * are, so that it is never more and never less than what the slot holds. Positions of slots on the heap lie on the
 * heap, so that they go when the slots do. Thread safe, as the database is.
 *
 * <p>An entry: partition plus one (32 bits) ‖ name of the store -> format (8 bits) ‖ offset ‖ time (64 bits each) ‖ the
 * topic's id (128 bits, 0 when it is not known). Format 1, which had no id, is read too.
 */
public final class ChangelogPositions {

    private static final StoreSlot OF_DISK = new StoreSlot("#positions", StoreSlot.GLOBAL);
    private static final StoreSlot OF_MEMORY = new StoreSlot("#positions-in-memory", StoreSlot.GLOBAL);
    private static final byte FORMAT = 2;
    private static final byte FORMAT_WITHOUT_ID = 1;
    private static final int VALUE_BYTES = 1 + 4 * Long.BYTES;
    private static final int VALUE_BYTES_WITHOUT_ID = 1 + 2 * Long.BYTES;

    private final ByteStore ofDisk;
    private final ByteStore ofMemory;

    /** The positions in a database. */
    public ChangelogPositions(StateDatabase state) {
        this.ofDisk = state.open(OF_DISK, Residence.DISK);
        this.ofMemory = state.open(OF_MEMORY, Residence.MEMORY);
    }

    /**
     * How far a slot is.
     *
     * @param offset the first offset of the changelog that is not in the slot
     * @param atMs when that was so, in milliseconds since the epoch
     * @param topic the id of the changelog, which another topic of the same name does not have; {@link Uuid#ZERO_UUID}
     *     when it is not known
     */
    public record Position(long offset, long atMs, Uuid topic) {

        /** Whether a topic of this name has been removed and made anew since; not where an id is not known. */
        public static boolean isAnotherTopic(Uuid before, Uuid now) {
            return !before.equals(Uuid.ZERO_UUID) && !now.equals(Uuid.ZERO_UUID) && !now.equals(before);
        }

        /** Of a changelog whose id is not known. */
        public Position(long offset, long atMs) {
            this(offset, atMs, Uuid.ZERO_UUID);
        }
    }

    /** Where a slot is; null when that is not known, and so nothing in the slot can be relied on. */
    public @Nullable Position of(StoreSlot slot, Residence residence) {
        byte[] value = (residence == Residence.DISK ? ofDisk : ofMemory).get(key(slot));
        return value == null ? null : position(slot, value);
    }

    /** Every position that is known. */
    public Map<StoreSlot, Position> all() {
        Map<StoreSlot, Position> all = new HashMap<>();
        addAll(ofDisk, all);
        addAll(ofMemory, all);
        return all;
    }

    private static void addAll(ByteStore positions, Map<StoreSlot, Position> all) {
        try (ByteCursor cursor = positions.scan(null, null, true)) {
            while (cursor.next()) {
                StoreSlot slot = slot(cursor.key());
                all.put(slot, position(slot, cursor.value()));
            }
        }
    }

    /** Adds that a slot has got so far. */
    public static void set(StateChanges changes, StoreSlot slot, Residence residence, Position position) {
        byte[] value = new byte[VALUE_BYTES];
        value[0] = FORMAT;
        BigEndian.putLong(value, 1, position.offset());
        BigEndian.putLong(value, 1 + Long.BYTES, position.atMs());
        BigEndian.putLong(value, 1 + 2 * Long.BYTES, position.topic().getMostSignificantBits());
        BigEndian.putLong(value, 1 + 3 * Long.BYTES, position.topic().getLeastSignificantBits());
        changes.put(home(residence), key(slot), value);
    }

    /** Adds that nothing is known of a slot. */
    public static void forget(StateChanges changes, StoreSlot slot, Residence residence) {
        changes.put(home(residence), key(slot), null);
    }

    private static StoreSlot home(Residence residence) {
        return residence == Residence.DISK ? OF_DISK : OF_MEMORY;
    }

    private static byte[] key(StoreSlot slot) {
        byte[] name = slot.store().getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[Integer.BYTES + name.length];
        BigEndian.putInt(key, 0, slot.partition() + 1);
        System.arraycopy(name, 0, key, Integer.BYTES, name.length);
        return key;
    }

    private static StoreSlot slot(byte[] key) {
        String name = new String(key, Integer.BYTES, key.length - Integer.BYTES, StandardCharsets.UTF_8);
        return new StoreSlot(name, BigEndian.getInt(key, 0) - 1);
    }

    private static Position position(StoreSlot slot, byte[] value) {
        boolean hasId = value.length == VALUE_BYTES && value[0] == FORMAT;
        if (!hasId && (value.length != VALUE_BYTES_WITHOUT_ID || value[0] != FORMAT_WITHOUT_ID)) {
            throw new ProcessorStateException("position of store " + slot.store() + ", partition " + slot.partition()
                    + ": " + value.length + " bytes of format " + (value.length == 0 ? "none" : value[0])
                    + " (expected: " + VALUE_BYTES + " bytes of format " + FORMAT
                    + "; the state was written by another version: remove it with cleanUp(), it is restored)");
        }
        long offset = BigEndian.getLong(value, 1);
        long atMs = BigEndian.getLong(value, 1 + Long.BYTES);
        return hasId
                ? new Position(
                        offset,
                        atMs,
                        new Uuid(
                                BigEndian.getLong(value, 1 + 2 * Long.BYTES),
                                BigEndian.getLong(value, 1 + 3 * Long.BYTES)))
                : new Position(offset, atMs);
    }
}
