package io.millrace.store;

import io.millrace.store.StoreMeters.Operation;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.query.Position;
import org.jspecify.annotations.Nullable;

/**
 * An open typed store without its shape: reads through the write buffer, takes updates, holds them back and emits them
 * when somebody listens, and hands them over at a commit. The shapes (key-value, window) say what a key is. Owned by
 * the worker; a task that fails drops it with all that is not committed.
 *
 * @param <K> the key
 * @param <V> the value alone
 * @param <S> what users see as the value
 */
final class StoreCore<K, V, S> implements BufferedStore {

    /** Up to so many uncommitted entries are looked up, to tell how many of them are new. */
    private static final int EXACT_PENDING_MAX = 1000;

    private final StoreHome home;
    private final KeyForm<K> keys;
    private final ValueForm<V, S> values;
    private final WriteBuffer.KeyOrder order;
    private final Shape shape;
    private final WriteBuffer buffer;
    private final @Nullable Logging logging;
    private final @Nullable StoreMeters meters;
    private StateChanges userWrites = new StateChanges();
    private @Nullable Listening<V> listening;

    StoreCore(StoreHome home, KeyForm<K> keys, ValueForm<V, S> values, WriteBuffer.KeyOrder order, Shape shape) {
        this.home = home;
        this.keys = keys;
        this.values = values;
        this.order = order;
        this.shape = shape;
        this.buffer = new WriteBuffer(home.memory(), order);
        this.logging = Logging.of(home);
        this.meters = home.meters();
    }

    /** What the shape of a store adds to it. */
    interface Shape {

        /** Whether a key may be read from the byte store: its window has not expired. */
        boolean isVisible(long start);

        /** Whether a key is written to the byte store; what has been held back is emitted in any case. */
        default boolean isKept(long start) {
            return true;
        }

        /** Adds what goes into the commit besides the entries. */
        void seal(StoreSlot slot, StateChanges changes);

        /** What was last sealed is in the byte store. */
        default void applied() {}

        /** Gives back the memory that the shape holds; the store is closed. */
        void release();
    }

    /** Takes an entry that is emitted; knows the form of its key. */
    interface EntryListener<V> {

        void emit(Entry entry, @Nullable V newValue, @Nullable V oldValue, long timestamp);
    }

    private record Listening<V>(StoreScope scope, EntryListener<V> listener, boolean withOldValue) {}

    KeyForm<K> keys() {
        return keys;
    }

    ValueForm<V, S> values() {
        return values;
    }

    WriteBuffer buffer() {
        return buffer;
    }

    ByteStore base() {
        return home.base();
    }

    StoreSlot slot() {
        return home.slot();
    }

    /** How far the input counts in the store; nothing is known of a store on its own. */
    Position position() {
        StoreScope scope = home.scope();
        return scope == null ? Position.emptyPosition() : scope.position();
    }

    /** Begins to measure an operation; see {@link #end}. */
    long begin() {
        return meters == null ? 0 : meters.begin();
    }

    /** An operation is done. */
    void end(Operation operation, long begunNs) {
        if (meters != null) {
            meters.end(operation, begunNs);
        }
    }

    /** A put is done. */
    void endPut(long begunNs) {
        StoreScope scope = home.scope();
        if (meters != null && scope != null) {
            meters.end(Operation.PUT, begunNs);
            meters.stored(scope);
        }
    }

    /** Measures iterators; null for nothing. */
    @Nullable
    StoreMeters meters() {
        return meters;
    }

    boolean holdsBack() {
        return listening != null;
    }

    /** Begins to hold updates back, if this store may. */
    boolean emitTo(EntryListener<V> listener, boolean withOldValue) {
        StoreScope scope = home.scope();
        if (scope == null || !home.spec().caching() || !home.memory().holdsBack()) {
            return false;
        }
        listening = new Listening<>(scope, listener, withOldValue);
        return true;
    }

    @Nullable
    S get(Object key, long start, int sequence) {
        return values.show(held(key, start, sequence));
    }

    /** As {@link #get}, in the form in which values are held. */
    @Nullable
    Object held(Object key, long start, int sequence) {
        Entry entry = buffer.find(key, start, sequence);
        if (meters != null) {
            meters.read(entry != null);
        }
        if (entry == null) {
            Object read = values.holdRead(base().get(order.storeKey(key, start, sequence)));
            entry = buffer.keepRead(key, start, sequence, read);
        }
        return entry.value;
    }

    /** Whether a key has a value, as far as that can be told without the byte store. */
    boolean isKnownPresent(Object key, long start) {
        Entry entry = buffer.find(key, start, 0);
        return entry != null && entry.value != null;
    }

    /** Puts a value; returns what is held of it. */
    @Nullable
    Object put(Object key, long start, int sequence, @Nullable S value) {
        Object held = values.hold(value);
        putHeld(key, start, sequence, held);
        return held;
    }

    /** As {@link #put}, in the form in which values are held. */
    void putHeld(Object key, long start, int sequence, @Nullable Object held) {
        Listening<V> now = listening;
        if (now == null) {
            Entry entry = buffer.update(key, start, sequence, held);
            if (logging != null) {
                logging.scope.keepCurrentRecord(entry);
            }
        } else {
            now.scope.keepCurrentRecord(buffer.holdBack(key, start, held));
        }
    }

    @Override
    public String name() {
        return home.spec().name();
    }

    @Override
    public long cachedBytes() {
        return buffer.usedBytes();
    }

    @Override
    public boolean emit() {
        Listening<V> now = listening;
        if (now == null || !buffer.holds()) {
            return false;
        }
        RecordContext before = now.scope.currentRecord();
        boolean emitted = false;
        try {
            for (Entry entry = buffer.takeHeld(); entry != null; entry = buffer.takeHeld()) {
                emitted |= emit(entry, now);
            }
        } finally {
            now.scope.currentRecord(before);
        }
        return emitted;
    }

    /** Everything is read out of the entry before the listener is called, which may write to the same key again. */
    private boolean emit(Entry entry, Listening<V> to) {
        Object value = entry.value;
        Object old = to.withOldValue || value == null ? oldValue(entry) : null;
        if (value == null && old == null) {
            return false;
        }
        entry.toBeSealed = shape.isKept(entry.start);
        to.scope.currentRecord(entry);
        V oldShown = to.withOldValue ? values.value(old) : null;
        to.listener.emit(entry, values.value(value), oldShown, values.timestamp(value, entry.timestamp()));
        return true;
    }

    /** The value at the last emission. An entry that was not here before the update agrees with the byte store. */
    private @Nullable Object oldValue(Entry entry) {
        if (entry.oldKnown) {
            return entry.oldValue;
        }
        return shape.isVisible(entry.start) ? values.holdRead(base().get(buffer.storeKey(entry))) : null;
    }

    @Override
    public void seal(StateChanges changes) {
        if (buffer.holds()) {
            throw new IllegalStateException(
                    "store " + name() + ": sealed with updates held back (expected: emit() until it returns false)");
        }
        long begunNs = begin();
        buffer.seal(entry -> seal(entry, changes));
        shape.seal(home.slot(), changes);
        end(Operation.COMMIT, begunNs);
        if (meters != null) {
            meters.update();
        }
    }

    private void seal(Entry entry, StateChanges changes) {
        byte[] key = buffer.storeKey(entry);
        byte[] value = values.heldBytes(entry.value);
        changes.put(home.slot(), key, value);
        if (home.userBytes() != null) {
            userWrites.put(home.slot(), key, value);
        }
        if (logging != null) {
            logging.form.log(logging.writer, key, value, entry);
        }
    }

    @Override
    public void applied() {
        UserBytes user = home.userBytes();
        if (user != null) {
            userWrites.forEach(new UserWriter(user));
            userWrites = new StateChanges();
        }
        buffer.applied();
        shape.applied();
    }

    /** Commits a store that no engine commits. */
    void commitAlone() {
        if (home.scope() == null) {
            StateChanges changes = new StateChanges();
            seal(changes);
            home.applyAlone(changes);
            applied();
        }
    }

    /** About how many entries there are, uncommitted ones included. */
    long approximateEntries() {
        long committed = base().approximateEntries();
        long pending = buffer.pending();
        return pending <= EXACT_PENDING_MAX ? committed + added() : Math.max(committed, pending);
    }

    private long added() {
        long[] added = {0};
        buffer.forEachPending(entry -> {
            boolean before = base().get(buffer.storeKey(entry)) != null;
            boolean after = entry.value != null;
            added[0] += (after ? 1 : 0) - (before ? 1 : 0);
        });
        return added[0];
    }

    void close() {
        buffer.clear();
        shape.release();
        home.close();
    }

    /** What it takes to log what is committed. */
    private record Logging(ChangelogWriter writer, ChangelogForm form, StoreScope scope) {

        static @Nullable Logging of(StoreHome home) {
            ChangelogWriter writer = home.changelog();
            StoreScope scope = home.scope();
            return writer == null || scope == null ? null : new Logging(writer, ChangelogForm.of(home.spec()), scope);
        }
    }

    /** Hands entries on to a user's byte store. */
    private record UserWriter(UserBytes user) implements StateChanges.Visitor {

        @Override
        public void put(StoreSlot slot, byte[] key, byte @Nullable [] value) {
            user.put(key, value);
        }

        @Override
        public void deleteRange(StoreSlot slot, byte[] from, byte[] to) {
            throw new AssertionError(
                    "a range in what is meant for a user's store, which removes by itself what expires");
        }
    }
}
