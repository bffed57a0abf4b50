package io.millrace.store;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Restores stores in which a record of the changelog is an entry: key-value stores, and window stores, whose expired
 * windows are left out and removed as they are while records are processed.
 */
final class EntryRestorer implements StoreRestorer {

    private final StoreSlot slot;
    private final ChangelogForm form;
    private final @Nullable WindowRetention retention;

    EntryRestorer(StoreSpec spec, StoreSlot slot, ByteStore committed) {
        this.slot = slot;
        this.form = ChangelogForm.of(spec);
        if (spec.keys() instanceof KeyLayout.Windows windows) {
            this.retention =
                    new WindowRetention(windows, new WindowKeys(windows.segmentIntervalMs()), spec.residence());
            retention.load(committed);
        } else {
            this.retention = null;
        }
    }

    @Override
    public boolean isNewestEnough() {
        return true;
    }

    @Override
    public void restore(
            byte[] key, byte @Nullable [] value, long timestamp, Iterable<Header> headers, StateChanges changes) {
        if (retention == null || retention.observeRestored(WindowKeys.start(key), WindowKeys.sequence(key))) {
            changes.put(slot, form.storeKey(key), form.storeValue(value, timestamp, headers));
        }
    }

    @Override
    public void endBatch(StateChanges changes) {
        if (retention != null) {
            retention.seal(slot, changes);
        }
    }
}
