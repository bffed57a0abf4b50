package io.millrace.store;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Restores stores in which a record of the changelog is an entry: key-value stores, and window and session stores,
 * whose expired windows are left out and removed as they are while records are processed.
 */
final class EntryRestorer implements StoreRestorer {

    private final StoreSlot slot;
    private final ChangelogForm form;
    private final @Nullable WindowKeys windowKeys;
    private final @Nullable WindowRetention retention;
    private final boolean hasDuplicates;

    EntryRestorer(StoreSpec spec, StoreSlot slot, ByteStore committed) {
        this.slot = slot;
        this.form = ChangelogForm.of(spec);
        this.windowKeys = WindowKeys.of(spec.keys());
        this.retention = windowKeys == null ? null : retention(spec, windowKeys);
        this.hasDuplicates = spec.keys() instanceof KeyLayout.Windows windows && windows.retainDuplicates();
        if (retention != null) {
            retention.load(committed);
        }
    }

    private static @Nullable WindowRetention retention(StoreSpec spec, WindowKeys keys) {
        return spec.keys().history() instanceof History.Windows history
                ? new WindowRetention(history.retentionMs(), keys, spec.residence())
                : null;
    }

    @Override
    public boolean isNewestEnough() {
        return true;
    }

    @Override
    public void restore(
            byte[] key, byte @Nullable [] value, long timestamp, Iterable<Header> headers, StateChanges changes) {
        if (isKept(key)) {
            changes.put(slot, form.storeKey(key), form.storeValue(value, timestamp, headers));
        }
    }

    private boolean isKept(byte[] key) {
        if (retention == null || windowKeys == null) {
            return true;
        }
        if (hasDuplicates) {
            retention.observeRestored((int) windowKeys.rest(key));
        }
        return retention.observe(windowKeys.time(key));
    }

    /** What was restored is not in the order of time, which is made anew when somebody asks for it. */
    @Override
    public void endBatch(StateChanges changes) {
        if (retention != null) {
            retention.seal(slot, changes);
            changes.put(slot, TimeOrder.MARK_KEY, null);
        }
    }
}
