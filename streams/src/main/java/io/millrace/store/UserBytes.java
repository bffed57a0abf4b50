package io.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * A byte store that a user brought along, under the keys of ours. Reads go to it; writes reach it once they are
 * committed. So that nothing is lost with it, the same entries lie in the slot, from which it is filled when it is
 * opened.
 */
interface UserBytes extends ByteStore {

    /** Sets a key, or removes it when the value is null. */
    void put(byte[] key, byte @Nullable [] value);

    /** Makes it hold what the slot holds. */
    void fillFrom(ByteStore slot);

    void close();
}
