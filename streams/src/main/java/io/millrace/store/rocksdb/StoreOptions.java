package io.millrace.store.rocksdb;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.RocksDBConfigSetter;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;
import org.rocksdb.AbstractCompactionFilter;
import org.rocksdb.AbstractCompactionFilterFactory;
import org.rocksdb.AbstractComparator;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BuiltinComparator;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LoggerInterface;
import org.rocksdb.Options;
import org.rocksdb.RateLimiter;
import org.rocksdb.SstFileManager;
import org.rocksdb.TableFormatConfig;

/**
 * The options of one store in the hands of a user's {@link RocksDBConfigSetter}: refuses what our entries could not be
 * read with, and notes what RocksDB does not let be seen afterwards. Used by one thread.
 */
final class StoreOptions extends Options {

    private final String store;
    private final Set<String> noted = new TreeSet<>();

    StoreOptions(String store, DBOptions database, ColumnFamilyOptions family, BlockBasedTableConfig tables) {
        super(database, family);
        this.store = store;
        super.setTableFormatConfig(tables);
    }

    /** Settings of the database that were made and that have no getter. */
    Set<String> noted() {
        return noted;
    }

    private ConfigException refused(String what, String why) {
        return new ConfigException(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG + ": store " + store + ": set "
                + what + " (expected: not set; " + why + ")");
    }

    private ConfigException refusedOrder(String what) {
        return refused(what, "stores rely on the order of bytes");
    }

    private ConfigException refusedFilter(String what) {
        return refused(what, "a removal that is not an update would be in no changelog");
    }

    @Override
    public Options setComparator(BuiltinComparator builtinComparator) {
        throw refusedOrder("a comparator");
    }

    @Override
    public Options setComparator(AbstractComparator comparator) {
        throw refusedOrder("a comparator");
    }

    @Override
    public Options useFixedLengthPrefixExtractor(int n) {
        throw refusedOrder("a prefix extractor");
    }

    @Override
    public Options useCappedPrefixExtractor(int n) {
        throw refusedOrder("a prefix extractor");
    }

    @Override
    public Options setCompactionFilter(AbstractCompactionFilter<? extends org.rocksdb.AbstractSlice<?>> filter) {
        throw refusedFilter("a compaction filter");
    }

    @Override
    public Options setCompactionFilterFactory(
            AbstractCompactionFilterFactory<? extends AbstractCompactionFilter<?>> factory) {
        throw refusedFilter("a compaction filter factory");
    }

    @Override
    public Options setTableFormatConfig(TableFormatConfig config) {
        if (!(config instanceof BlockBasedTableConfig)) {
            throw refused("a " + config.getClass().getName(), "a BlockBasedTableConfig keeps entries in order");
        }
        return super.setTableFormatConfig(config);
    }

    @Override
    public Options setRateLimiter(RateLimiter rateLimiter) {
        noted.add("rateLimiter");
        return this;
    }

    @Override
    public Options setSstFileManager(SstFileManager sstFileManager) {
        noted.add("sstFileManager");
        return this;
    }

    @Override
    public Options setLogger(LoggerInterface logger) {
        noted.add("logger");
        return this;
    }
}
