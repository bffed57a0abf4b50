package io.millrace.store.rocksdb;

import io.millrace.store.ByteCursor;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * Goes over a range of a family as it was when the cursor was made: RocksDB's iterators read a snapshot. The bounds are
 * handed to RocksDB, so that it never looks behind them (and into expired ranges). One thread at a time; freed by its
 * user or, at the latest, when the database closes.
 */
final class RocksCursor implements ByteCursor {

    private final RocksDatabase owner;
    private final NativeGate gate;
    private final RocksIterator iterator;
    private final ReadOptions options;
    private final @Nullable Slice lower;
    private final @Nullable Slice upper;
    private final int prefixBytes;
    private final boolean forward;
    private boolean started;
    private boolean freed;

    /** Called inside the gate. */
    RocksCursor(RocksDatabase owner, Family family, Range range, boolean forward) {
        this.owner = owner;
        this.gate = owner.gate();
        this.lower = range.from == null ? null : new Slice(range.from);
        this.upper = range.to == null ? null : new Slice(range.to);
        this.prefixBytes = range.prefixBytes;
        this.forward = forward;
        this.options = new ReadOptions();
        if (lower != null) {
            options.setIterateLowerBound(lower);
        }
        if (upper != null) {
            options.setIterateUpperBound(upper);
        }
        this.iterator = owner.iterator(family, options);
    }

    /** What to go over. */
    static final class Range {
        private final byte @Nullable [] from;
        private final byte @Nullable [] to;
        private final int prefixBytes;

        /** @param prefixBytes how much of the beginning of each key the cursor leaves out */
        Range(byte @Nullable [] from, byte @Nullable [] to, int prefixBytes) {
            this.from = from;
            this.to = to;
            this.prefixBytes = prefixBytes;
        }
    }

    @Override
    public boolean next() {
        long stamp = enter();
        try {
            if (!started) {
                started = true;
                seek();
            } else if (!iterator.isValid()) {
                return false;
            } else if (forward) {
                iterator.next();
            } else {
                iterator.prev();
            }
            if (iterator.isValid()) {
                return true;
            }
            iterator.status();
            return false;
        } catch (RocksDBException e) {
            throw RocksErrors.onUse(owner.folder(), "read", e);
        } finally {
            gate.exit(stamp);
        }
    }

    private void seek() {
        if (forward) {
            iterator.seekToFirst();
        } else {
            iterator.seekToLast();
        }
    }

    @Override
    public byte[] key() {
        long stamp = enter();
        try {
            requireEntry();
            byte[] key = iterator.key();
            return prefixBytes == 0 ? key : Arrays.copyOfRange(key, prefixBytes, key.length);
        } finally {
            gate.exit(stamp);
        }
    }

    @Override
    public byte[] value() {
        long stamp = enter();
        try {
            requireEntry();
            return iterator.value();
        } finally {
            gate.exit(stamp);
        }
    }

    private void requireEntry() {
        if (!started || !iterator.isValid()) {
            throw new NoSuchElementException("cursor: not on an entry (expected: after next() returned true)");
        }
    }

    private long enter() {
        long stamp = gate.enter();
        if (freed) {
            gate.exit(stamp);
            throw new IllegalStateException("cursor: closed (expected: open while it is used)");
        }
        return stamp;
    }

    @Override
    public void close() {
        long stamp = gate.tryEnter();
        if (stamp == NativeGate.CLOSED) {
            return;
        }
        try {
            free();
        } finally {
            gate.exit(stamp);
        }
    }

    /** Frees the native objects; called inside the gate, or by the database once nobody can be inside any more. */
    void free() {
        if (freed) {
            return;
        }
        freed = true;
        owner.forget(this);
        iterator.close();
        options.close();
        if (lower != null) {
            lower.close();
        }
        if (upper != null) {
            upper.close();
        }
    }
}
