package io.millrace.store;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Restores versioned stores: their changelog holds updates, in the order in which they came, and each is put again. So
 * what came too late comes too late again, and is left out.
 */
final class VersionRestorer implements StoreRestorer {

    private final VersionHistory<Bytes, byte[]> history;
    private boolean isSealed;

    VersionRestorer(StoreSpec spec, KeyLayout.Versions versions, StoreSlot slot, ByteStore committed) {
        StoreMemory memory = new StoreMemory(0, Long.MAX_VALUE);
        history = new VersionHistory<>(
                versions,
                StoreHome.bare(spec, slot, committed, memory),
                new KeyForm<>(new Codec<>(spec.name(), Serdes.Bytes())),
                new VersionValues<>(new Codec<>(spec.name(), Serdes.ByteArray())));
    }

    @Override
    public boolean isNewestEnough() {
        return false;
    }

    @Override
    public void restore(
            byte[] key, byte @Nullable [] value, long timestamp, Iterable<Header> headers, StateChanges changes) {
        batchBeforeIsApplied();
        history.put(Bytes.wrap(key), value, timestamp);
    }

    @Override
    public void endBatch(StateChanges changes) {
        batchBeforeIsApplied();
        history.core().seal(changes);
        isSealed = true;
    }

    private void batchBeforeIsApplied() {
        if (isSealed) {
            isSealed = false;
            history.core().applied();
        }
    }
}
