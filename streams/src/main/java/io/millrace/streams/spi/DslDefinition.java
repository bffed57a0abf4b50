package io.millrace.streams.spi;

import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import java.util.Collection;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A graph of streams and tables that is being put together, behind {@code StreamsBuilder}. Not thread safe. */
public interface DslDefinition {

    /** A stream of listed topics. */
    <K, V> KStream<K, V> stream(Collection<String> topics, Consumed<K, V> consumed);

    /** A stream of the topics whose names match. */
    <K, V> KStream<K, V> stream(Pattern topics, Consumed<K, V> consumed);

    /**
     * A table of a topic.
     *
     * @param topic the topic
     * @param consumed how it is read; null to take the serdes from {@code materialized}
     * @param materialized how it is kept; null for the default
     */
    <K, V> KTable<K, V> table(
            String topic,
            @Nullable Consumed<K, V> consumed,
            @Nullable Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** A table of a topic that every instance holds as a whole; parameters as for {@link #table}. */
    <K, V> GlobalKTable<K, V> globalTable(
            String topic,
            @Nullable Consumed<K, V> consumed,
            @Nullable Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** Adds a store for processors to be connected to. */
    void addStateStore(StoreBuilder<?> store);

    /** Adds a store that every instance fills with the whole of a topic. */
    <K, V> void addGlobalStore(
            StoreBuilder<?> store,
            String topic,
            Consumed<K, V> consumed,
            ProcessorSupplier<K, V, Void, Void> processor);

    /**
     * The topology that has been put together.
     *
     * @param properties settings that change the topology, such as {@code topology.optimization}; null for none
     */
    TopologyDefinition build(@Nullable Properties properties);
}
