package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import io.millrace.streams.state.WindowStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/**
 * Stores whose bytes are kept by a store of the user's. Here that one in turn uses one of ours, through an interface.
 */
class UserStoreTest {

    private final TypedStores stores = new TypedStores();
    private final MemoryDatabase database = new MemoryDatabase();
    private final TestScope scope = new TestScope(database, 1 << 20);
    private final List<KeyValueStore<Bytes, byte[]>> made = new ArrayList<>();
    private final List<WindowStore<Bytes, byte[]>> madeWindows = new ArrayList<>();

    private StoreBuilder<KeyValueStore<String, String>> keyValues() {
        return stores.keyValueBuilder(
                new KeyValueBytesStoreSupplier() {
                    @Override
                    public String name() {
                        return "mine";
                    }

                    @Override
                    public KeyValueStore<Bytes, byte[]> get() {
                        made.add(hidden(
                                KeyValueStore.class,
                                stores.keyValueSupplier("mine", false, false).get()));
                        return made.get(made.size() - 1);
                    }

                    @Override
                    public String metricsScope() {
                        return "mine";
                    }
                },
                Serdes.String(),
                Serdes.String());
    }

    private StoreBuilder<WindowStore<String, String>> windows() {
        WindowBytesStoreSupplier ours = stores.windowSupplier("mine", 1000, 500, 10, false, false, false);
        return stores.windowBuilder(
                new WindowBytesStoreSupplier() {
                    @Override
                    public long segmentIntervalMs() {
                        return 500;
                    }

                    @Override
                    public long windowSize() {
                        return 10;
                    }

                    @Override
                    public boolean retainDuplicates() {
                        return false;
                    }

                    @Override
                    public long retentionPeriod() {
                        return 1000;
                    }

                    @Override
                    public String name() {
                        return "mine";
                    }

                    @Override
                    public WindowStore<Bytes, byte[]> get() {
                        madeWindows.add(hidden(WindowStore.class, ours.get()));
                        return madeWindows.get(madeWindows.size() - 1);
                    }

                    @Override
                    public String metricsScope() {
                        return "mine";
                    }
                },
                Serdes.String(),
                Serdes.String());
    }

    /** The same store without its class, so that ours cannot recognise it. */
    @SuppressWarnings("unchecked") // a proxy of the interface that is asked for
    private static <T> T hidden(Class<?> type, T store) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return method.invoke(store, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    @Test
    void writesReachTheUsersStoreOnceTheyAreCommitted() {
        KeyValueStore<String, String> store = scope.open(keyValues());
        store.put("a", "1");
        assertThat(made.get(0).get(Bytes.wrap(new byte[] {'a'}))).isNull();

        scope.commit();

        assertThat(made.get(0).get(Bytes.wrap(new byte[] {'a'}))).containsExactly('1');
    }

    @Test
    void readsGoToTheUsersStore() {
        KeyValueStore<String, String> store = scope.open(keyValues());
        made.get(0).put(Bytes.wrap(new byte[] {'b'}), new byte[] {'2'});
        store.put("a", "1");

        assertThat(store.get("b")).isEqualTo("2");
        try (KeyValueIterator<String, String> all = store.reverseAll()) {
            assertThat(all.next().key).isEqualTo("b");
            assertThat(all.next().key).isEqualTo("a");
        }
    }

    @Test
    void theUsersStoreIsFilledAgainAfterARestart() {
        KeyValueStore<String, String> store = scope.open(keyValues());
        store.put("a", "1");
        store.put("b", "1");
        scope.commit();
        store.delete("b");
        scope.commit();

        KeyValueStore<String, String> again = new TestScope(database, 0).open(keyValues());

        assertThat(made).hasSize(2);
        assertThat(made.get(1).get(Bytes.wrap(new byte[] {'a'}))).containsExactly('1');
        assertThat(again.get("b")).isNull();
    }

    @Test
    void aUsersWindowStoreWorksToo() {
        WindowStore<String, String> store = scope.open(windows());
        store.put("a", "1", 100);
        store.put("b", "2", 700);
        scope.commit();
        store.put("a", "3", 800);
        store.put("b", null, 700);

        assertThat(madeWindows.get(0).fetch(Bytes.wrap(new byte[] {'a'}), 100)).containsExactly('1');
        assertThat(store.fetch("a", 100)).isEqualTo("1");
        try (KeyValueIterator<Long, String> windows = store.fetch("a", 0, 1000)) {
            assertThat(windows.next().value).isEqualTo("1");
            assertThat(windows.next().value).isEqualTo("3");
            assertThat(windows.hasNext()).isFalse();
        }
        scope.commit();

        WindowStore<String, String> again = new TestScope(database, 0).open(windows());
        assertThat(again.fetch("a", 800)).isEqualTo("3");
        assertThat(again.fetch("b", 700)).isNull();
    }
}
