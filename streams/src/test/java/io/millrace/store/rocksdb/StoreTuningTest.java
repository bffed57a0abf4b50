package io.millrace.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSlot;
import io.millrace.streams.state.RocksDBConfigSetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BuiltinComparator;
import org.rocksdb.CompactionStyle;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.PlainTableConfig;
import org.rocksdb.RateLimiter;
import org.rocksdb.RemoveEmptyValueCompactionFilter;

class StoreTuningTest {

    private static final StoreSlot COUNTS = new StoreSlot("counts", 0);
    private static final List<String> CALLS = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void forgetCalls() {
        CALLS.clear();
    }

    private RocksDatabase open(Class<? extends RocksDBConfigSetter> setter) {
        return RocksDatabase.open(
                folder.resolve("db"), 16 << 20, new StoreTuning(setter, Map.of("application.id", "app"), false));
    }

    private void write(RocksDatabase database, String store) {
        StoreSlot slot = new StoreSlot(store, 0);
        database.open(slot, Residence.DISK);
        StateChanges changes = new StateChanges();
        changes.put(slot, new byte[] {1}, new byte[] {2});
        database.apply(changes);
    }

    @Test
    void asksOncePerStoreAndClosesEachAfterTheDatabase() {
        try (RocksDatabase database = open(Tiny.class)) {
            write(database, "counts");
            write(database, "counts");
            database.open(new StoreSlot("counts", 1), Residence.DISK);
            write(database, "sums");
            assertThat(CALLS).containsExactly("set counts for app", "set sums for app");
        }

        assertThat(CALLS).hasSize(4).contains("close counts", "close sums");
    }

    @Test
    void asksForStoresThatAreThereWhenTheDatabaseIsOpened() {
        try (RocksDatabase database = open(Tiny.class)) {
            write(database, "counts");
        }
        CALLS.clear();

        try (RocksDatabase database = open(Tiny.class)) {
            assertThat(CALLS).containsExactly("set counts for app");
            assertThat(database.open(COUNTS, Residence.DISK).get(new byte[] {1}))
                    .containsExactly(2);
        }
    }

    @Test
    void whatIsSetIsWhatRocksDbUses() {
        try (RocksDatabase database = open(Tiny.class)) {
            write(database, "counts");
        }

        assertThat(optionsFile())
                .contains("write_buffer_size=65536", "compaction_style=kCompactionStyleUniversal", "block_size=1024");
    }

    @Test
    void settingsOfTheWholeDatabaseHaveNoEffect() {
        try (RocksDatabase database = open(OfTheDatabase.class)) {
            write(database, "counts");
        }

        assertThat(optionsFile()).contains("max_open_files=512").doesNotContain("max_open_files=77");
    }

    @Test
    void refusesAnotherOrder() {
        assertRefused(Reversed.class, "store counts: set a comparator");
    }

    @Test
    void refusesAFilterThatRemovesEntries() {
        assertRefused(Filtering.class, "store counts: set a compaction filter");
    }

    @Test
    void refusesTablesWithoutOrder() {
        assertRefused(PlainTables.class, "store counts: set a org.rocksdb.PlainTableConfig");
    }

    @Test
    void refusesAClassThatIsNoSetter() {
        StoreTuning tuning = new StoreTuning(String.class, Map.of(), false);
        try (RocksDatabase database = RocksDatabase.open(folder.resolve("db"), 16 << 20, tuning)) {
            assertThatThrownBy(() -> write(database, "counts"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll("rocksdb.config.setter", "java.lang.String", "RocksDBConfigSetter");
        }
    }

    private void assertRefused(Class<? extends RocksDBConfigSetter> setter, String message) {
        try (RocksDatabase database = open(setter)) {
            assertThatThrownBy(() -> write(database, "counts"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(message);
        }
    }

    /** The newest of the files in which RocksDB writes down what it uses. */
    private String optionsFile() {
        try (Stream<Path> files = Files.list(folder.resolve("db"))) {
            Path newest = files.filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
                    .max(Comparator.comparing(file -> file.getFileName().toString()))
                    .orElseThrow();
            return Files.readString(newest, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets what can be set per store, a cache of its own included. */
    public static final class Tiny implements RocksDBConfigSetter {

        private final LRUCache cache = new LRUCache(1 << 20);

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            CALLS.add("set " + storeName + " for " + configs.get("application.id"));
            BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
            options.setTableFormatConfig(tables.setBlockSize(1024).setBlockCache(cache));
            options.setWriteBufferSize(64 << 10).setCompactionStyle(CompactionStyle.UNIVERSAL);
        }

        @Override
        public void close(String storeName, Options options) {
            CALLS.add("close " + storeName);
            cache.close();
        }
    }

    /** Sets what cannot be set per store. */
    public static final class OfTheDatabase implements RocksDBConfigSetter {

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            options.setMaxOpenFiles(77);
            try (RateLimiter limiter = new RateLimiter(1 << 20)) {
                options.setRateLimiter(limiter);
            }
        }

        @Override
        public void close(String storeName, Options options) {}
    }

    /** Sorts the other way round. */
    public static final class Reversed implements RocksDBConfigSetter {

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            options.setComparator(BuiltinComparator.REVERSE_BYTEWISE_COMPARATOR);
        }

        @Override
        public void close(String storeName, Options options) {}
    }

    /** Removes entries. */
    public static final class Filtering implements RocksDBConfigSetter {

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            try (RemoveEmptyValueCompactionFilter filter = new RemoveEmptyValueCompactionFilter()) {
                options.setCompactionFilter(filter);
            }
        }

        @Override
        public void close(String storeName, Options options) {}
    }

    /** Has another kind of file. */
    public static final class PlainTables implements RocksDBConfigSetter {

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            options.setTableFormatConfig(new PlainTableConfig());
        }

        @Override
        public void close(String storeName, Options options) {}
    }
}
