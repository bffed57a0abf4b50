package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import org.jspecify.annotations.Nullable;

/**
 * Where an open store lives.
 *
 * @param spec what the store is
 * @param slot its place in the database
 * @param committed what the slot holds
 * @param userBytes what is read and written in place of the slot, when a user brought it along
 * @param changelog where changes are logged; null when they are not
 * @param scope the engine; null for a store that a user opened without one
 * @param memory what its entries are counted against
 * @param meters measures what is done with it; null for nothing
 */
record StoreHome(
        StoreSpec spec,
        StoreSlot slot,
        ByteStore committed,
        @Nullable UserBytes userBytes,
        @Nullable ChangelogWriter changelog,
        @Nullable StoreScope scope,
        StoreMemory memory,
        @Nullable StoreMeters meters) {

    /** A store of ours, or one with a user's bytes, within the engine. */
    static StoreHome in(StoreScope scope, StoreSpec spec, @Nullable UserBytes userBytes) {
        StoreMeters meters = scope.meters(spec, userBytes != null);
        StoreSlot slot = scope.slot(spec.name());
        ByteStore committed = scope.open(slot, spec.residence());
        if (meters != null && userBytes == null && spec.residence() == Residence.MEMORY) {
            meters.showKeys(committed);
        }
        if (userBytes != null) {
            userBytes.fillFrom(committed);
        }
        ChangelogWriter changelog = spec.logging() ? scope.changelog(spec.name()) : null;
        return new StoreHome(spec, slot, committed, userBytes, changelog, scope, scope.memory(), meters);
    }

    /** A store on its own: everything on the heap, nothing held back. */
    static StoreHome alone(StoreSpec spec, @Nullable UserBytes userBytes) {
        StoreSlot slot = new StoreSlot(spec.name(), StoreSlot.GLOBAL);
        ByteStore heap = new HeapStore(SortedBytes.empty());
        return new StoreHome(spec, slot, heap, userBytes, null, null, new StoreMemory(0, Long.MAX_VALUE), null);
    }

    /** A slot alone: nothing is logged, emitted or measured. */
    static StoreHome bare(StoreSpec spec, StoreSlot slot, ByteStore committed, StoreMemory memory) {
        return new StoreHome(spec, slot, committed, null, null, null, memory, null);
    }

    /** The same for a store whose entries are not what is logged. */
    StoreHome unlogged() {
        return new StoreHome(spec, slot, committed, userBytes, null, scope, memory, meters);
    }

    /** What reads go to. */
    ByteStore base() {
        return userBytes == null ? committed : userBytes;
    }

    /** Sets an entry of a store on its own without the write buffer. */
    void putAlone(byte[] key, byte @Nullable [] value) {
        if (committed instanceof HeapStore heap) {
            heap.entries(
                    value == null ? heap.entries().without(key) : heap.entries().with(key, value));
        }
    }

    /** Applies a commit of a store on its own. */
    void applyAlone(StateChanges changes) {
        if (committed instanceof HeapStore heap) {
            changes.forEach(new StateChanges.Visitor() {
                @Override
                public void put(StoreSlot ignored, byte[] key, byte @Nullable [] value) {
                    putAlone(key, value);
                }

                @Override
                public void deleteRange(StoreSlot ignored, byte[] from, byte[] to) {
                    heap.entries(heap.entries().withoutRange(from, to));
                }
            });
        }
    }

    void close() {
        if (userBytes != null) {
            userBytes.close();
        }
    }
}
