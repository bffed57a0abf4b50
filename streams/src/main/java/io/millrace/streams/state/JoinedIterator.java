package io.millrace.streams.state;

import io.millrace.streams.KeyValue;
import io.millrace.streams.errors.InvalidStateStoreException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes over several partitions one after the other, opening each when it is its turn, and shows their values in another
 * form. Belongs to one thread.
 */
sealed class JoinedIterator<K, V> implements KeyValueIterator<K, V> permits JoinedIterator.OfWindows {

    private final Iterator<Supplier<Part<K, V>>> parts;
    private @Nullable Part<K, V> current;
    private boolean closed;

    JoinedIterator(Iterator<Supplier<Part<K, V>>> parts) {
        this.parts = parts;
    }

    /** The entries of one partition, and how their values are shown. */
    record Part<K, V>(KeyValueIterator<K, ?> entries, Function<Object, V> values) {}

    /** The same for the windows of one key. */
    static final class OfWindows<V> extends JoinedIterator<Long, V> implements WindowStoreIterator<V> {

        OfWindows(Iterator<Supplier<Part<Long, V>>> parts) {
            super(parts);
        }
    }

    /** The partition that has the next entry; null when none has. */
    private @Nullable Part<K, V> part() {
        if (closed) {
            throw new InvalidStateStoreException("iterator: closed (expected: open while it is used)");
        }
        while (current == null || !current.entries().hasNext()) {
            closeCurrent();
            if (!parts.hasNext()) {
                return null;
            }
            current = parts.next().get();
        }
        return current;
    }

    private Part<K, V> partWithNext() {
        Part<K, V> part = part();
        if (part == null) {
            throw new NoSuchElementException("iterator: no more entries (expected: hasNext() to be asked first)");
        }
        return part;
    }

    @Override
    public boolean hasNext() {
        return part() != null;
    }

    @Override
    public KeyValue<K, V> next() {
        Part<K, V> part = partWithNext();
        KeyValue<K, ?> entry = part.entries().next();
        return KeyValue.pair(entry.key, part.values().apply(entry.value));
    }

    @Override
    public K peekNextKey() {
        return partWithNext().entries().peekNextKey();
    }

    @Override
    public void close() {
        closed = true;
        closeCurrent();
    }

    private void closeCurrent() {
        if (current != null) {
            current.entries().close();
            current = null;
        }
    }
}
