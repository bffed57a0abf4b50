package io.millrace.store;

import io.millrace.store.StoreMeters.Operation;
import io.millrace.streams.KeyValue;
import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.state.KeyValueIterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What users iterate over a store with. Looks one entry ahead. Owned by the worker.
 *
 * @param <A> what the key is to the user
 * @param <S> what users see as the value
 */
abstract class StoreIterator<A, S> implements KeyValueIterator<A, S> {

    private final Scan<S> scan;
    private final Operation operation;
    private final @Nullable StoreMeters meters;
    private final long number;
    private @Nullable KeyValue<A, S> ahead;
    private boolean closed;

    /** @param operation what opened it */
    StoreIterator(Scan<S> scan, Operation operation, @Nullable StoreMeters meters) {
        this.scan = scan;
        this.operation = operation;
        this.meters = meters;
        this.number = meters == null ? 0 : meters.iteratorOpened();
    }

    /** The user's form of a key of the byte store. */
    abstract A key(byte[] storeKey);

    @Override
    public final boolean hasNext() {
        if (closed) {
            throw new InvalidStateStoreException("iterator: closed (expected: open while it is used)");
        }
        if (ahead == null && scan.next()) {
            S value = scan.value();
            if (value == null) {
                throw new AssertionError("a scan stopped at an entry without a value");
            }
            ahead = KeyValue.pair(key(scan.key()), value);
        }
        return ahead != null;
    }

    @Override
    public final KeyValue<A, S> next() {
        KeyValue<A, S> entry = peek();
        ahead = null;
        return entry;
    }

    @Override
    public final A peekNextKey() {
        return peek().key;
    }

    private KeyValue<A, S> peek() {
        KeyValue<A, S> entry = hasNext() ? ahead : null;
        if (entry == null) {
            throw new NoSuchElementException("iterator: no more entries (expected: hasNext() to be asked first)");
        }
        return entry;
    }

    @Override
    public final void close() {
        if (!closed && meters != null) {
            meters.iteratorClosed(operation, number);
        }
        closed = true;
        ahead = null;
        scan.close();
    }
}
