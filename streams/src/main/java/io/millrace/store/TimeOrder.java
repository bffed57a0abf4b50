package io.millrace.store;

import io.millrace.base.BigEndian;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The order in time of a store's windows: a second entry for each, in the same slot, under time ‖ rest ‖ key and
 * without a value. So the windows that have closed since the last look are one short range, however many are open.
 * Owned by the worker.
 *
 * <p>The entries lie behind those of the store: their first bit is set. They are written and committed with them,
 * through a write buffer of their own. What has been asked for is removed by range. An entry whose window is gone is
 * skipped by the reader, so entries may be too many but never too few.
 *
 * <p>They are not in the changelog. A mark in the byte store says that they are complete; without it they are made anew
 * from the windows. So whoever writes windows into the slot without this class has to remove the mark.
 *
 * @param <K> the key
 */
final class TimeOrder<K> {

    /** Says that the order is complete; the first key behind the entries of the store. */
    static final byte[] MARK_KEY = WindowKeys.ENTRIES_END;

    private static final byte[] NOTHING = new byte[0];
    private static final int HEAD_BYTES = 2 * Long.BYTES;

    private final StoreHome home;
    private final StoreCore<K, byte[], byte[]> index;
    private boolean kept;
    private boolean marked;
    private long forgotten = -1;
    private long removed = -1;

    /** @param order where the order's entry of a key lies, see {@link #key} */
    TimeOrder(StoreHome home, KeyForm<K> keys, WriteBuffer.KeyOrder order) {
        this.home = home;
        this.marked = home.committed().get(MARK_KEY) != null;
        StoreHome own = StoreHome.bare(home.spec(), home.slot(), home.committed(), home.memory());
        ValueForm<byte[], byte[]> noValues =
                ValueForm.plain(new Codec<>(home.spec().name(), Serdes.ByteArray()));
        this.index = new StoreCore<>(own, keys, noValues, order, new Everything());
    }

    /** The key of an entry of the order. */
    static byte[] key(long time, long rest, byte[] key) {
        byte[] whole = new byte[HEAD_BYTES + key.length];
        BigEndian.putLong(whole, 0, time | Long.MIN_VALUE);
        BigEndian.putLong(whole, Long.BYTES, rest);
        System.arraycopy(key, 0, whole, HEAD_BYTES, key.length);
        return whole;
    }

    private static long time(byte[] orderKey) {
        return BigEndian.getLong(orderKey, 0) & Long.MAX_VALUE;
    }

    private static long rest(byte[] orderKey) {
        return BigEndian.getLong(orderKey, Long.BYTES);
    }

    /** Makes what the buffer holds as a key of what is in the byte store. */
    interface Holder {

        Object hold(byte[] key, long rest);
    }

    /**
     * Begins to keep the order.
     *
     * @param windows all windows that somebody may ask for, in case there is no order yet
     */
    void keep(Scan<?> windows, WindowKeys keys, Holder holder) {
        kept = true;
        if (!marked) {
            while (windows.next()) {
                byte[] key = windows.key();
                index.put(holder.hold(keys.key(key), keys.rest(key)), keys.time(key), 0, NOTHING);
            }
        }
        windows.close();
    }

    /** Takes notice of an update, before it is made. */
    void beforePut(StoreCore<K, ?, ?> store, Object key, long time, boolean isRemoval) {
        if (!kept || time <= forgotten) {
            return;
        }
        if (isRemoval) {
            index.put(key, time, 0, null);
        } else if (!store.isKnownPresent(key, time)) {
            index.put(key, time, 0, NOTHING);
        }
    }

    /** The windows of a stretch of time, both ends included. */
    <S> Scan<S> scan(StoreCore<K, ?, S> store, WindowKeys keys, Holder holder, long from, long to) {
        KeyRange range = new KeyRange(WindowKeys.segmentKey(from | Long.MIN_VALUE), firstBehind(to));
        LiveScan<byte[]> order = new LiveScan<>(index, List.of(range).iterator(), TimeOrder::isOrderKey, true);
        return new Ordered<>(order, store, keys, holder);
    }

    private static byte[] firstBehind(long time) {
        return WindowKeys.segmentKey(time == Long.MAX_VALUE ? -1 : (time + 1) | Long.MIN_VALUE);
    }

    private static boolean isOrderKey(byte[] key) {
        return key.length >= HEAD_BYTES;
    }

    void forgetUpTo(long time) {
        forgotten = Math.max(forgotten, time);
    }

    /** What is not older than this may still be asked for. */
    long firstNeeded() {
        return kept ? forgotten + 1 : Long.MAX_VALUE;
    }

    /** Adds the order's changes to a commit. */
    void seal(StateChanges changes) {
        index.seal(changes);
        if (kept && !marked) {
            changes.put(home.slot(), MARK_KEY, NOTHING);
            marked = true;
        } else if (!kept && marked) {
            changes.deleteRange(home.slot(), MARK_KEY, WindowKeys.segmentKey(-1));
            marked = false;
        }
        if (forgotten > removed) {
            changes.deleteRange(home.slot(), KeyRange.behind(MARK_KEY), firstBehind(forgotten));
            removed = forgotten;
        }
    }

    void applied() {
        index.applied();
    }

    void close() {
        index.close();
    }

    /** The shape of the order's own entries, which expire with the windows only. */
    private static final class Everything implements StoreCore.Shape {

        @Override
        public boolean isVisible(long start) {
            return true;
        }

        @Override
        public void seal(StoreSlot slot, StateChanges changes) {}

        @Override
        public void release() {}
    }

    /** Follows the order and reads each window in its place. */
    private static final class Ordered<S> implements Scan<S> {

        private final LiveScan<byte[]> order;
        private final StoreCore<?, ?, S> store;
        private final WindowKeys keys;
        private final Holder holder;
        private byte[] key = NOTHING;
        private @Nullable S value;

        private Ordered(LiveScan<byte[]> order, StoreCore<?, ?, S> store, WindowKeys keys, Holder holder) {
            this.order = order;
            this.store = store;
            this.keys = keys;
            this.holder = holder;
        }

        @Override
        public boolean next() {
            while (order.next()) {
                byte[] at = order.key();
                byte[] userKey = Arrays.copyOfRange(at, HEAD_BYTES, at.length);
                value = store.get(holder.hold(userKey, rest(at)), time(at), 0);
                if (value != null) {
                    key = keys.storeKey(userKey, time(at), rest(at));
                    return true;
                }
            }
            return false;
        }

        @Override
        public byte[] key() {
            return key;
        }

        @Override
        public @Nullable S value() {
            return value;
        }

        @Override
        public void close() {
            order.close();
        }
    }
}
