package io.millrace.store.rocksdb;

import io.millrace.store.ByteCursor;
import io.millrace.store.ByteStore;
import io.millrace.store.HeapStore;
import io.millrace.store.SortedBytes;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StateFigures;
import io.millrace.store.StoreSlot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The one RocksDB of an application instance: state of all stores, and the embedded log where there is one.
 *
 * <p>Thread safe: any number of threads may read and write; a batch is atomic. Slots whose residence is memory are read
 * from the heap and brought up to date after each batch that was written. Closing waits for calls under way and frees
 * the cursors that are still open; whoever comes later gets an {@link IllegalStateException}.
 *
 * <p>Failures: no room on the disk is a {@link DiskFullException} per failed write, and RocksDB itself takes up writing
 * again when there is room (it looks every few seconds). A failed write is never half visible. Any other failure is a
 * {@code ProcessorStateException}: the folder is damaged, or the disk does not do what it is told.
 */
public final class RocksDatabase implements StateDatabase {

    static {
        RocksDB.loadLibrary();
    }

    private final Path folder;
    private final RocksOptions options;
    private final RocksDB rocks;
    private final StallFreeWriter writer;
    private final RocksEstimates estimates;
    private final NativeGate gate;
    private final Map<String, Family> families = new ConcurrentHashMap<>();
    private final List<ColumnFamilyHandle> handles;
    private final Map<StoreSlot, HeapStore> heapStores = new ConcurrentHashMap<>();
    private final Set<RocksCursor> cursors = ConcurrentHashMap.newKeySet();

    private RocksDatabase(Path folder, RocksOptions options, RocksDB rocks, List<ColumnFamilyHandle> handles) {
        this.folder = folder;
        this.options = options;
        this.rocks = rocks;
        this.writer = new StallFreeWriter(rocks);
        this.estimates = new RocksEstimates(rocks);
        this.handles = handles;
        this.gate = new NativeGate("state database in " + folder);
    }

    /**
     * Opens a database, or makes one when the folder is missing or empty.
     *
     * @param folder where its files are; used by nothing else
     * @param memoryBytes what all blocks and memtables together may take, at least 8 MiB
     * @throws io.millrace.streams.errors.LockException when the folder is in use
     * @throws io.millrace.streams.errors.ProcessorStateException when the folder is damaged or holds something else
     */
    public static RocksDatabase open(Path folder, long memoryBytes) {
        return open(folder, memoryBytes, StoreTuning.NONE);
    }

    /**
     * Opens a database whose stores a user has tuned, see {@link #open(Path, long)}.
     *
     * @throws org.apache.kafka.common.config.ConfigException when the user wants what cannot be
     */
    public static RocksDatabase open(Path folder, long memoryBytes, StoreTuning tuning) {
        RocksFolder.prepare(folder);
        RocksOptions options = new RocksOptions(memoryBytes, tuning);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            List<ColumnFamilyDescriptor> descriptors = descriptors(folder, options);
            RocksDB rocks = RocksDB.open(options.database(), folder.toString(), descriptors, handles);
            RocksDatabase database = new RocksDatabase(folder, options, rocks, handles);
            database.nameFamilies(descriptors);
            return database;
        } catch (RocksDBException e) {
            options.close();
            throw RocksErrors.onOpen(folder, e);
        } catch (RuntimeException e) {
            options.close();
            throw e;
        }
    }

    private static List<ColumnFamilyDescriptor> descriptors(Path folder, RocksOptions options) throws RocksDBException {
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        try (Options plain = new Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(plain, folder.toString())) {
                descriptors.add(descriptor(new String(name, StandardCharsets.UTF_8), options));
            }
        }
        if (descriptors.isEmpty()) {
            descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.family("")));
        }
        return descriptors;
    }

    private static ColumnFamilyDescriptor descriptor(String family, RocksOptions options) {
        return new ColumnFamilyDescriptor(family.getBytes(StandardCharsets.UTF_8), options.family(family));
    }

    private void nameFamilies(List<ColumnFamilyDescriptor> descriptors) {
        for (int i = 0; i < descriptors.size(); i++) {
            String name = new String(descriptors.get(i).getName(), StandardCharsets.UTF_8);
            families.put(name, new Family(this, name, handles.get(i)));
        }
    }

    /** A family, made when it is missing. The one named {@code log} is laid out for large batches of records. */
    public Family family(String name) {
        Family family = families.get(name);
        return family != null ? family : makeFamily(name);
    }

    private synchronized Family makeFamily(String name) {
        Family known = families.get(name);
        if (known != null) {
            return known;
        }
        long stamp = gate.enter();
        try {
            ColumnFamilyHandle handle = rocks.createColumnFamily(descriptor(name, options));
            handles.add(handle);
            Family family = new Family(this, name, handle);
            families.put(name, family);
            return family;
        } catch (RocksDBException e) {
            throw RocksErrors.onUse(folder, "make family " + name, e);
        } finally {
            gate.exit(stamp);
        }
    }

    Family family(StoreSlot slot) {
        return family(SlotKeys.FAMILY_PREFIX + slot.store());
    }

    /** The value of a key, null when there is none. */
    public byte @Nullable [] get(Family family, byte[] key) {
        long stamp = gate.enter();
        try {
            return rocks.get(family.handle(this), options.read(), key);
        } catch (RocksDBException e) {
            throw RocksErrors.onUse(folder, "read", e);
        } finally {
            gate.exit(stamp);
        }
    }

    /**
     * What lies in a range, as it is at the time of the call.
     *
     * @param from the first key, inclusive; null for the beginning
     * @param to the last key, exclusive; null for the end
     * @param forward false to go from the end to the beginning
     */
    public ByteCursor scan(Family family, byte @Nullable [] from, byte @Nullable [] to, boolean forward) {
        return scan(family, new RocksCursor.Range(from, to, 0), forward);
    }

    ByteCursor scan(Family family, RocksCursor.Range range, boolean forward) {
        long stamp = gate.enter();
        try {
            RocksCursor cursor = new RocksCursor(this, family, range, forward);
            cursors.add(cursor);
            return cursor;
        } finally {
            gate.exit(stamp);
        }
    }

    /** Whether a family holds nothing. */
    public boolean isEmpty(Family family) {
        try (ByteCursor cursor = scan(family, null, null, true)) {
            return !cursor.next();
        }
    }

    /** An empty batch. */
    public RocksBatch batch() {
        return new RocksBatch(this);
    }

    void write(byte[] batch, boolean syncWal, List<StateChanges> stateChanges) {
        long stamp = gate.enter();
        try (WriteBatch nativeBatch = new WriteBatch(batch)) {
            writer.write(options.write(syncWal), nativeBatch);
        } catch (RocksDBException e) {
            throw RocksErrors.onUse(folder, "write", e);
        } finally {
            gate.exit(stamp);
        }
        if (!heapStores.isEmpty()) {
            stateChanges.forEach(this::applyToHeap);
        }
    }

    private void applyToHeap(StateChanges changes) {
        HeapChanges heap = new HeapChanges(heapStores);
        changes.forEach(heap);
        heap.publish();
    }

    @Override
    public ByteStore open(StoreSlot slot, Residence residence) {
        DiskStore disk = new DiskStore(this, family(slot), new SlotKeys(slot.partition()));
        if (residence == Residence.DISK) {
            return disk;
        }
        HeapStore heap = new HeapStore(load(disk));
        heapStores.put(slot, heap);
        return heap;
    }

    private static SortedBytes load(DiskStore disk) {
        SortedBytes entries = SortedBytes.empty();
        try (ByteCursor cursor = disk.scan(null, null, true)) {
            while (cursor.next()) {
                entries = entries.with(cursor.key(), cursor.value());
            }
        }
        return entries;
    }

    @Override
    public void release(StoreSlot slot) {
        heapStores.remove(slot);
    }

    @Override
    public void apply(StateChanges changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (RocksBatch batch = batch()) {
            batch.changes(changes);
            batch.write(false);
        }
    }

    @Override
    public void clear(StoreSlot slot) {
        SlotKeys keys = new SlotKeys(slot.partition());
        try (RocksBatch batch = batch()) {
            batch.deleteRange(family(slot), keys.prefix(), keys.end());
            batch.write(false);
        }
        HeapStore heap = heapStores.get(slot);
        if (heap != null) {
            heap.entries(SortedBytes.empty());
        }
    }

    /** Writes all memtables to files. Not needed for durability; it shortens the next start. */
    public void flush() {
        long stamp = gate.enter();
        try {
            rocks.flush(options.flush(), handles());
        } catch (RocksDBException e) {
            throw RocksErrors.onUse(folder, "write", e);
        } finally {
            gate.exit(stamp);
        }
    }

    private synchronized List<ColumnFamilyHandle> handles() {
        return List.copyOf(handles);
    }

    /** About how many bytes a family takes, in memory and on disk. */
    public long approximateBytes(Family family) {
        long stamp = gate.enter();
        try {
            return estimates.bytes(family.handle(this));
        } catch (RocksDBException e) {
            throw RocksErrors.onUse(folder, "read", e);
        } finally {
            gate.exit(stamp);
        }
    }

    long approximateEntries(Family family, SlotKeys keys) {
        long stamp = gate.enter();
        try {
            return estimates.entries(family.handle(this), keys.prefix(), keys.end());
        } catch (RocksDBException e) {
            throw RocksErrors.onUse(folder, "read", e);
        } finally {
            gate.exit(stamp);
        }
    }

    /** Bytes of memory in use out of those given to {@link #open(Path, long)}. */
    public long memoryBytes() {
        long stamp = gate.enter();
        try {
            return options.cachedBytes();
        } finally {
            gate.exit(stamp);
        }
    }

    @Override
    public StateFigures figures() {
        return new RocksFigures(this, rocks, options.statistics());
    }

    /** The folder that holds the files. */
    public Path folder() {
        return folder;
    }

    NativeGate gate() {
        return gate;
    }

    /** A native iterator; called inside the gate. */
    RocksIterator iterator(Family family, ReadOptions bounds) {
        return rocks.newIterator(family.handle(this), bounds);
    }

    void forget(RocksCursor cursor) {
        cursors.remove(cursor);
    }

    @Override
    public void close() {
        if (!gate.close()) {
            return;
        }
        cursors.forEach(RocksCursor::free);
        handles().forEach(ColumnFamilyHandle::close);
        rocks.close();
        options.close();
    }
}
