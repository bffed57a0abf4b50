package io.millrace.engine.global;

import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.WindowStoreIterator;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A global store as processors see it: every kind of store there is, including users' own, made safe to read from
 * several threads and closed to writing. Calls take the lock under which the store is filled; iterators are over a copy
 * that was taken under it.
 */
final class GuardedStore implements InvocationHandler {

    private static final Set<String> WRITES =
            Set.of("put", "putAll", "putIfAbsent", "delete", "remove", "init", "close", "commit", "flush");

    private final StateStore store;
    private final Object lock;

    private GuardedStore(StateStore store, Object lock) {
        this.store = store;
        this.lock = lock;
    }

    /** The store, for processors. */
    static StateStore of(StateStore store, Object lock) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> type = store.getClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> implemented : type.getInterfaces()) {
                if (Modifier.isPublic(implemented.getModifiers())) {
                    interfaces.add(implemented);
                }
            }
        }
        interfaces.add(StateStore.class);
        return (StateStore) Proxy.newProxyInstance(
                store.getClass().getClassLoader(), interfaces.toArray(Class<?>[]::new), new GuardedStore(store, lock));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() != Object.class && WRITES.contains(method.getName())) {
            throw new UnsupportedOperationException("global store " + store.name() + " cannot be changed by "
                    + method.getName() + " (expected: only its own processor writes it; send records to its topic)");
        }
        synchronized (lock) {
            try {
                return copied(method.invoke(store, arguments));
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }

    private static @Nullable Object copied(@Nullable Object result) {
        if (result instanceof WindowStoreIterator<?> entries) {
            return new Copy.OfWindows<>(drained(entries));
        }
        if (result instanceof KeyValueIterator<?, ?> entries) {
            return new Copy<>(drained(entries));
        }
        return result;
    }

    private static <K, V> List<KeyValue<K, V>> drained(KeyValueIterator<K, V> entries) {
        List<KeyValue<K, V>> all = new ArrayList<>();
        try (entries) {
            entries.forEachRemaining(all::add);
        }
        return all;
    }

    private static sealed class Copy<K, V> implements KeyValueIterator<K, V> permits Copy.OfWindows {

        private final Iterator<KeyValue<K, V>> entries;
        private @Nullable KeyValue<K, V> next;

        private Copy(List<KeyValue<K, V>> entries) {
            this.entries = entries.iterator();
        }

        private static final class OfWindows<V> extends Copy<Long, V> implements WindowStoreIterator<V> {

            private OfWindows(List<KeyValue<Long, V>> entries) {
                super(entries);
            }
        }

        private @Nullable KeyValue<K, V> peek() {
            if (next == null && entries.hasNext()) {
                next = entries.next();
            }
            return next;
        }

        @Override
        public boolean hasNext() {
            return peek() != null;
        }

        @Override
        public KeyValue<K, V> next() {
            KeyValue<K, V> entry = peek();
            if (entry == null) {
                throw new NoSuchElementException("no further entry");
            }
            next = null;
            return entry;
        }

        @Override
        public K peekNextKey() {
            KeyValue<K, V> entry = peek();
            if (entry == null) {
                throw new NoSuchElementException("no further entry");
            }
            return entry.key;
        }

        @Override
        public void close() {
            // A copy holds nothing that must be released.
        }
    }
}
