package io.millrace.store;

import static java.util.Objects.requireNonNull;

import io.millrace.store.StoreMeters.Operation;
import io.millrace.streams.KeyValue;
import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.kstream.Window;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.TimeWindow;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.WindowStore;
import io.millrace.streams.state.WindowStoreIterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A window store: values by key and window start, kept for the retention time. See {@link WindowKeys} for where they
 * lie and {@link WindowRetention} for how long.
 *
 * @param <K> the key
 * @param <V> the value alone
 * @param <S> what users see as the value
 */
sealed class TypedWindowStore<K, V, S> extends TypedStore<K, V, S>
        implements WindowStore<K, S>, EmittingStore<Windowed<K>, V>, TimeOrderedStore<K, S>, StoreCore.Shape
        permits TypedTimestampedWindowStore, TypedHeadersWindowStore {

    private static final String NULL_KEY = "key: null (expected: a key)";

    private final KeyLayout.Windows windows;
    private final WindowKeys windowKeys;
    private final WindowRetention retention;
    private final @Nullable Supplier<WindowStore<Bytes, byte[]>> userStore;
    private @Nullable StoreScope scope;
    private @Nullable RecentWindows recent;
    private @Nullable TimeOrder<K> order;

    TypedWindowStore(
            StoreDefinition<K, V, S> definition,
            KeyLayout.Windows windows,
            @Nullable Supplier<WindowStore<Bytes, byte[]>> userStore) {
        super(definition);
        this.windows = windows;
        this.windowKeys = WindowKeys.ofWindows(windows.segmentIntervalMs());
        this.retention = new WindowRetention(
                windows.retentionMs(), windowKeys, definition.spec().residence());
        this.userStore = userStore;
    }

    @Override
    StoreCore<K, V, S> open(StoreHome home, StateStoreContext context) {
        scope = home.scope();
        retention.load(home.committed());
        if (windows.retainDuplicates() && userStore == null) {
            recent = new RecentWindows(home.memory(), windows.retentionMs(), retention.observedMs() + 1);
        }
        KeyForm<K> keys = definition().keyForm(context);
        order = new TimeOrder<>(home, keys, (key, start, sequence) -> TimeOrder.key(start, 0, keys.heldBytes(key)));
        return new StoreCore<>(
                home,
                keys,
                definition().valueForm(context),
                (key, start, sequence) -> windowKeys.storeKey(keys.heldBytes(key), start, sequence),
                this);
    }

    private TimeOrder<K> order() {
        return requireNonNull(order, "an open store without its order");
    }

    @Override
    @Nullable
    UserBytes openUserBytes(StateStoreContext context, StateStore root) {
        return userStore == null ? null : UserWindowBytes.open(userStore.get(), spec(), windows, context, root);
    }

    @Override
    byte @Nullable [] restoredKey(byte[] changelogKey) {
        return retention.observe(windowKeys.time(changelogKey)) ? windowKeys.ofChangelogKey(changelogKey) : null;
    }

    @Override
    public boolean isVisible(long start) {
        return retention.isVisible(start);
    }

    @Override
    public boolean isKept(long start) {
        return retention.isKept(start);
    }

    @Override
    public void seal(StoreSlot slot, StateChanges changes) {
        retention.seal(slot, changes, order().firstNeeded());
        order().seal(changes);
    }

    @Override
    public void applied() {
        order().applied();
    }

    @Override
    public void release() {
        if (recent != null) {
            recent.clear();
        }
        order().close();
    }

    @Override
    public void keepTimeOrder() {
        order().keep(scan(WindowRanges.Asked.between(null, null, true), 0, Long.MAX_VALUE), windowKeys, this::hold);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> inTimeOrder(long from, long to) {
        return new WindowedEntries(order().scan(core(), windowKeys, this::hold, from, to));
    }

    @Override
    public void forgetOrderUpTo(long time) {
        order().forgetUpTo(time);
    }

    private Object hold(byte[] key, long sequence) {
        return core().keys().holdBytes(key);
    }

    @Override
    public boolean emitTo(Emission<Windowed<K>, V> listener, boolean withOldValue) {
        StoreCore<K, V, S> open = core();
        return open.emitTo(
                (entry, newValue, oldValue, timestamp) -> listener.emit(
                        new Windowed<>(open.keys().show(entry.key), window(entry.start)),
                        newValue,
                        oldValue,
                        timestamp),
                withOldValue);
    }

    private Window window(long start) {
        long end = start + windows.sizeMs();
        return new TimeWindow(start, end < 0 ? Long.MAX_VALUE : end);
    }

    @Override
    public void put(K key, @Nullable S value, long windowStartTimestamp) {
        requireNonNull(key, NULL_KEY);
        long begunNs = core().begin();
        write(key, value, windowStartTimestamp);
        core().endPut(begunNs);
    }

    private void write(K key, @Nullable S value, long windowStartTimestamp) {
        if (windowStartTimestamp < 0) {
            throw new IllegalArgumentException(
                    "start of a window in store " + name() + ": " + windowStartTimestamp + " (expected: >= 0)");
        }
        if (value == null && windows.retainDuplicates()) {
            // It removes nothing, but the time of a store on the heap goes on, as in Kafka Streams.
            if (spec().residence() == StateDatabase.Residence.MEMORY
                    && !retention.observe(windowStartTimestamp)
                    && scope != null) {
                scope.recordDropped();
            }
            return;
        }
        StoreCore<K, V, S> open = core();
        int sequence = windows.retainDuplicates() ? retention.nextSequence() : 0;
        boolean kept = retention.observe(windowStartTimestamp);
        if (kept || open.holdsBack()) {
            Object held = open.keys().hold(key);
            order().beforePut(open, held, windowStartTimestamp, value == null);
            Object heldValue = open.put(held, windowStartTimestamp, sequence, value);
            if (recent != null && heldValue != null) {
                recent.add(held, windowStartTimestamp, heldValue, retention.firstVisible());
            }
        }
        if (!kept && scope != null) {
            scope.recordDropped();
        }
    }

    @Override
    public @Nullable S fetch(K key, long time) {
        requireNonNull(key, NULL_KEY);
        StoreCore<K, V, S> open = core();
        long begunNs = open.begin();
        S value = retention.isVisible(time) && time >= 0
                ? open.get(open.keys().hold(key), time, retention.sequence())
                : null;
        open.end(Operation.FETCH, begunNs);
        return value;
    }

    @Override
    public WindowStoreIterator<S> fetch(K key, long timeFrom, long timeTo) {
        RecentWindows held = recent;
        long from = Math.max(timeFrom, retention.firstVisible());
        if (held != null && key != null && held.isComplete(from)) {
            StoreCore<K, V, S> open = core();
            long begunNs = open.begin();
            long to = Math.min(timeTo, retention.observedMs());
            RecentWindows.Found found = held.find(open.keys().hold(key), from, to);
            open.end(Operation.FETCH, begunNs);
            return new HeldStarts(found);
        }
        return windowsOf(key, timeFrom, timeTo, true);
    }

    @Override
    public WindowStoreIterator<S> backwardFetch(K key, long timeFrom, long timeTo) {
        return windowsOf(key, timeFrom, timeTo, false);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> fetch(@Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return windows(keyFrom, keyTo, timeFrom, timeTo, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return windows(keyFrom, keyTo, timeFrom, timeTo, false);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> all() {
        return windows(null, null, 0, Long.MAX_VALUE, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardAll() {
        return windows(null, null, 0, Long.MAX_VALUE, false);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> fetchAll(long timeFrom, long timeTo) {
        return windows(null, null, timeFrom, timeTo, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFetchAll(long timeFrom, long timeTo) {
        return windows(null, null, timeFrom, timeTo, false);
    }

    private WindowStoreIterator<S> windowsOf(K key, long timeFrom, long timeTo, boolean forward) {
        requireNonNull(key, NULL_KEY);
        byte[] bytes = core().keys().bytes(key);
        return new Starts(scan(WindowRanges.Asked.one(bytes, forward), timeFrom, timeTo));
    }

    private KeyValueIterator<Windowed<K>, S> windows(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo, boolean forward) {
        KeyForm<K> keys = core().keys();
        byte[] from = keyFrom == null ? null : keys.bytes(keyFrom);
        byte[] to = keyTo == null ? null : keys.bytes(keyTo);
        return new WindowedEntries(scan(WindowRanges.Asked.between(from, to, forward), timeFrom, timeTo));
    }

    private LiveScan<S> scan(WindowRanges.Asked asked, long timeFrom, long timeTo) {
        WindowRanges ranges = new WindowRanges(
                windowKeys,
                asked,
                Math.max(timeFrom, retention.firstVisible()),
                Math.min(timeTo, retention.observedMs()));
        return new LiveScan<>(core(), ranges, ranges, asked.forward());
    }

    private final class Starts extends StoreIterator<Long, S> implements WindowStoreIterator<S> {

        private Starts(LiveScan<S> scan) {
            super(scan, Operation.FETCH, core().meters());
        }

        @Override
        Long key(byte[] storeKey) {
            return windowKeys.time(storeKey);
        }
    }

    private final class HeldStarts implements WindowStoreIterator<S> {

        private final RecentWindows.Found found;
        private boolean closed;

        private HeldStarts(RecentWindows.Found found) {
            this.found = found;
        }

        @Override
        public boolean hasNext() {
            if (closed) {
                throw new InvalidStateStoreException("iterator: closed (expected: open while it is used)");
            }
            return found.hasNext();
        }

        @Override
        public Long peekNextKey() {
            if (!hasNext()) {
                throw new NoSuchElementException("iterator: no more entries (expected: hasNext() to be asked first)");
            }
            return found.nextStart();
        }

        @Override
        public KeyValue<Long, S> next() {
            Long start = peekNextKey();
            return KeyValue.pair(start, core().values().show(found.next()));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final class WindowedEntries extends StoreIterator<Windowed<K>, S> {

        private WindowedEntries(Scan<S> scan) {
            super(scan, Operation.FETCH, core().meters());
        }

        @Override
        Windowed<K> key(byte[] storeKey) {
            return new Windowed<>(core().keys().read(windowKeys.key(storeKey)), window(windowKeys.time(storeKey)));
        }
    }
}
