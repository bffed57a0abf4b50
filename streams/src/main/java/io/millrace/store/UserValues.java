package io.millrace.store;

import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.HeadersBytesStore;
import io.millrace.streams.state.TimestampedBytesStore;
import org.jspecify.annotations.Nullable;

/**
 * What a user's store of bytes gets of our values: a store that keeps entries of its own format on disk gets no headers
 * and no timestamps, unless it says that it knows them. What is read there has no headers, and an unknown time.
 *
 * @param dropsHeaders whether it gets no headers
 * @param dropsTimestamps whether it gets no timestamps
 */
record UserValues(boolean dropsHeaders, boolean dropsTimestamps) {

    static UserValues of(StateStore store, StoreSpec spec) {
        ValueLayout ours = spec.values();
        boolean keepsAll = !store.persistent() || store instanceof HeadersBytesStore;
        boolean hasHeaders = ours == ValueLayout.HEADERS || ours == ValueLayout.UNTIMED_HEADERS;
        boolean hasTimestamps = ours == ValueLayout.HEADERS || ours == ValueLayout.TIMESTAMPED;
        return hasHeaders && keepsAll
                ? new UserValues(false, false)
                : new UserValues(
                        hasHeaders, hasTimestamps && store.persistent() && !(store instanceof TimestampedBytesStore));
    }

    /** Of our value what the store gets. */
    byte @Nullable [] users(byte @Nullable [] ours) {
        byte[] value = ours == null || !dropsHeaders ? ours : HeaderBytes.withoutHeaders(ours);
        return dropsTimestamps ? UnknownTimestamp.dropped(value) : value;
    }

    /** What the store has as our value. */
    byte @Nullable [] ours(byte @Nullable [] users) {
        byte[] value = dropsTimestamps ? UnknownTimestamp.before(users) : users;
        return dropsHeaders ? HeadersBytesStore.convertToHeaderFormat(value) : value;
    }
}
