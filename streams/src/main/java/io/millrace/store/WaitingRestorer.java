package io.millrace.store;

import io.millrace.streams.processor.RecordContext;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Restores what waits in a suppressed table from its changelog, in every form that was ever written there. */
final class WaitingRestorer implements StoreRestorer {

    private final StoreSlot slot;
    private final ByteStore committed;
    /** What this batch made of keys; null values are keys that are gone. */
    private final Map<Bytes, @Nullable WaitingChange> batch = new HashMap<>();

    WaitingRestorer(StoreSlot slot, ByteStore committed) {
        this.slot = slot;
        this.committed = committed;
    }

    /** The oldest forms take a part from what waited before. */
    @Override
    public boolean isNewestEnough() {
        return false;
    }

    @Override
    public void restore(
            byte[] key, byte @Nullable [] value, long timestamp, Iterable<Header> headers, StateChanges changes) {
        Bytes known = Bytes.wrap(key);
        if (value == null) {
            batch.put(known, null);
            changes.put(slot, key, null);
            return;
        }
        RecordContext source =
                new ContextBytes.Kept(slot.store(), slot.partition(), -1, timestamp, new RecordHeaders(headers));
        WaitingChange change = WaitingChangelog.read(value, source, before(known));
        batch.put(known, change);
        changes.put(slot, key, change.bytes());
    }

    private @Nullable WaitingChange before(Bytes key) {
        if (batch.containsKey(key)) {
            return batch.get(key);
        }
        byte[] bytes = committed.get(key.get());
        return bytes == null ? null : WaitingChange.of(bytes);
    }

    @Override
    public void endBatch(StateChanges changes) {
        batch.clear();
    }
}
