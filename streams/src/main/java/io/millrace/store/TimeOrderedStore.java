package io.millrace.store;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.KeyValueIterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store of windows or sessions that can go over them in the order of time, whatever their keys are: windows by their
 * starts, sessions by their ends. It costs an entry more per window, so it is done only where somebody asks for it.
 *
 * @param <K> the key
 * @param <S> what users see as the value
 */
public interface TimeOrderedStore<K, S> {

    /** Asks for the order to be kept. Called once, after the store's {@code init}. */
    void keepTimeOrder();

    /**
     * Goes over the windows of a stretch of time, both ends included, in the order of time.
     *
     * @return to be closed; the store may be written to meanwhile
     */
    KeyValueIterator<Windowed<K>, S> inTimeOrder(long from, long to);

    /** Nobody is going to ask for windows up to this time again. */
    void forgetOrderUpTo(long time);

    /**
     * The store as one that keeps the order from now on, see {@link #keepTimeOrder}; null when it is none of ours.
     *
     * @param shown from what the store keeps to what is to be seen
     * @param <V> what is to be seen
     */
    @SuppressWarnings("unchecked") // a store has one type of keys and values, whatever side it is seen from
    static <K, S, V> @Nullable TimeOrderedStore<K, V> of(StateStore store, Function<S, V> shown) {
        if (!(store instanceof TimeOrderedStore<?, ?> ordered)) {
            return null;
        }
        ordered.keepTimeOrder();
        return new Shown<>((TimeOrderedStore<K, S>) ordered, shown);
    }

    /** The same with values in another form. */
    record Shown<K, S, V>(TimeOrderedStore<K, S> store, Function<S, V> values) implements TimeOrderedStore<K, V> {

        @Override
        public void keepTimeOrder() {
            store.keepTimeOrder();
        }

        @Override
        public KeyValueIterator<Windowed<K>, V> inTimeOrder(long from, long to) {
            return new ShownEntries<>(store.inTimeOrder(from, to), values);
        }

        @Override
        public void forgetOrderUpTo(long time) {
            store.forgetOrderUpTo(time);
        }
    }
}
