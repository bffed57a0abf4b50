package io.millrace.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * State of an application whose log does not carry state: slots on disk in one database, those on the heap in another,
 * which goes with the process and is restored from the changelogs. Thread safe.
 *
 * <p>A batch is atomic on disk. Its part on the heap is applied after that, which is early enough: a crash in between
 * takes the heap with it.
 */
public final class SplitDatabase implements StateDatabase {

    private final StateDatabase disk;
    private final StateDatabase heap;
    private final Set<StoreSlot> onHeap = ConcurrentHashMap.newKeySet();

    /**
     * @param disk where slots of residence disk lie; closed with this one
     * @param heap where slots of residence memory lie; closed with this one
     */
    public SplitDatabase(StateDatabase disk, StateDatabase heap) {
        this.disk = disk;
        this.heap = heap;
    }

    @Override
    public ByteStore open(StoreSlot slot, Residence residence) {
        if (residence == Residence.MEMORY) {
            onHeap.add(slot);
        }
        return of(slot).open(slot, residence);
    }

    private StateDatabase of(StoreSlot slot) {
        return onHeap.contains(slot) ? heap : disk;
    }

    @Override
    public void release(StoreSlot slot) {
        of(slot).release(slot);
    }

    @Override
    public void apply(StateChanges changes) {
        disk.apply(changes.of(slot -> !onHeap.contains(slot)));
        heap.apply(changes.of(onHeap::contains));
    }

    @Override
    public void clear(StoreSlot slot) {
        of(slot).clear(slot);
    }

    @Override
    public StateFigures figures() {
        return disk.figures();
    }

    @Override
    public void close() {
        try {
            disk.close();
        } finally {
            heap.close();
        }
    }
}
