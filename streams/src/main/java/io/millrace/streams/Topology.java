package io.millrace.streams;

import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.processor.TimestampExtractor;
import io.millrace.streams.processor.TopicNameExtractor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.spi.Implementation;
import io.millrace.streams.spi.ProcessorDefinition;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import io.millrace.streams.spi.TopologyDefinition;
import io.millrace.streams.state.StoreBuilder;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A graph of sources, processors, sinks and state stores: what an application does with its records.
 *
 * <p>It is put together either here, node by node (the Processor API), or by {@link StreamsBuilder} (the DSL), whose
 * result may be extended here. Records enter at sources, go from each node to those that name it as parent, and leave
 * at sinks. Nodes that are connected, directly or through a shared store, form a subtopology, which runs as one task
 * per partition of its input topics.
 *
 * <p>Names of nodes and stores are the user's to choose and must be unique. A call that does not fit throws
 * {@link io.millrace.streams.errors.TopologyException} and leaves the topology as it was. Thread safe.
 *
 * <pre>{@code
 * Topology topology = new Topology();
 * topology.addSource("lines", "text-input")
 *         .addProcessor("count", CountWords::new, "lines")
 *         .addStateStore(counts, "count")
 *         .addSink("result", "word-counts", "count");
 * }</pre>
 */
public class Topology extends TopologySources {

    /**
     * Where to begin to read a topic that nothing is committed for.
     *
     * @deprecated replaced by {@link io.millrace.streams.AutoOffsetReset}
     */
    @Deprecated
    public enum AutoOffsetReset {
        /** With the oldest record. */
        EARLIEST,
        /** With the first record that is written from now on. */
        LATEST
    }

    /** An empty topology. */
    public Topology() {
        this(Implementation.get().newTopology(null));
    }

    /**
     * An empty topology with settings that count while it is put together.
     *
     * @param topologyConfigs the settings
     */
    public Topology(TopologyConfig topologyConfigs) {
        this(Implementation.get().newTopology(Objects.requireNonNull(topologyConfigs, "topologyConfigs")));
    }

    Topology(TopologyDefinition definition) {
        super(definition);
    }

    /**
     * Adds a sink that writes to a topic.
     *
     * @param name the sink's name, unique in the topology
     * @param topic the topic
     * @param parentNames the nodes whose records arrive here, at least one
     * @return this
     */
    public synchronized Topology addSink(String name, String topic, String... parentNames) {
        Objects.requireNonNull(topic, "topic");
        definition.addSink(new SinkDefinition(name, topic, null, null, null, null, List.of(parentNames)));
        return this;
    }

    /**
     * Adds a sink that writes to a topic.
     *
     * @param name the sink's name, unique in the topology
     * @param topic the topic
     * @param partitioner chooses each record's partitions; null for the hash of the key
     * @param parentNames the nodes whose records arrive here, at least one
     * @return this
     */
    public synchronized <K, V> Topology addSink(
            String name,
            String topic,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        Objects.requireNonNull(topic, "topic");
        definition.addSink(new SinkDefinition(name, topic, null, null, null, partitioner, List.of(parentNames)));
        return this;
    }

    /**
     * Adds a sink that writes to a topic.
     *
     * @param name the sink's name, unique in the topology
     * @param topic the topic
     * @param keySerializer writes keys; null for the configured default serde
     * @param valueSerializer writes values; null for the configured default serde
     * @param parentNames the nodes whose records arrive here, at least one
     * @return this
     */
    public synchronized <K, V> Topology addSink(
            String name,
            String topic,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            String... parentNames) {
        Objects.requireNonNull(topic, "topic");
        definition.addSink(
                new SinkDefinition(name, topic, null, keySerializer, valueSerializer, null, List.of(parentNames)));
        return this;
    }

    /**
     * Adds a sink that writes to a topic.
     *
     * @param name the sink's name, unique in the topology
     * @param topic the topic
     * @param keySerializer writes keys; null for the configured default serde
     * @param valueSerializer writes values; null for the configured default serde
     * @param partitioner chooses each record's partitions; null for the hash of the key
     * @param parentNames the nodes whose records arrive here, at least one
     * @return this
     */
    public synchronized <K, V> Topology addSink(
            String name,
            String topic,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        Objects.requireNonNull(topic, "topic");
        definition.addSink(new SinkDefinition(
                name, topic, null, keySerializer, valueSerializer, partitioner, List.of(parentNames)));
        return this;
    }

    /**
     * Adds a sink that writes each record to a topic of its own choice.
     *
     * @param name the sink's name, unique in the topology
     * @param topicExtractor finds each record's topic, which must exist
     * @param parentNames the nodes whose records arrive here, at least one
     * @return this
     */
    public synchronized <K, V> Topology addSink(
            String name, TopicNameExtractor<? super K, ? super V> topicExtractor, String... parentNames) {
        Objects.requireNonNull(topicExtractor, "topicExtractor");
        definition.addSink(new SinkDefinition(name, null, topicExtractor, null, null, null, List.of(parentNames)));
        return this;
    }

    /**
     * Adds a sink that writes each record to a topic of its own choice.
     *
     * @param name the sink's name, unique in the topology
     * @param topicExtractor finds each record's topic, which must exist
     * @param partitioner chooses each record's partitions; null for the hash of the key
     * @param parentNames the nodes whose records arrive here, at least one
     * @return this
     */
    public synchronized <K, V> Topology addSink(
            String name,
            TopicNameExtractor<? super K, ? super V> topicExtractor,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        Objects.requireNonNull(topicExtractor, "topicExtractor");
        definition.addSink(
                new SinkDefinition(name, null, topicExtractor, null, null, partitioner, List.of(parentNames)));
        return this;
    }

    /**
     * Adds a sink that writes each record to a topic of its own choice.
     *
     * @param name the sink's name, unique in the topology
     * @param topicExtractor finds each record's topic, which must exist
     * @param keySerializer writes keys; null for the configured default serde
     * @param valueSerializer writes values; null for the configured default serde
     * @param parentNames the nodes whose records arrive here, at least one
     * @return this
     */
    public synchronized <K, V> Topology addSink(
            String name,
            TopicNameExtractor<? super K, ? super V> topicExtractor,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            String... parentNames) {
        Objects.requireNonNull(topicExtractor, "topicExtractor");
        definition.addSink(new SinkDefinition(
                name, null, topicExtractor, keySerializer, valueSerializer, null, List.of(parentNames)));
        return this;
    }

    /**
     * Adds a sink that writes each record to a topic of its own choice.
     *
     * @param name the sink's name, unique in the topology
     * @param topicExtractor finds each record's topic, which must exist
     * @param keySerializer writes keys; null for the configured default serde
     * @param valueSerializer writes values; null for the configured default serde
     * @param partitioner chooses each record's partitions; null for the hash of the key
     * @param parentNames the nodes whose records arrive here, at least one
     * @return this
     */
    public synchronized <K, V> Topology addSink(
            String name,
            TopicNameExtractor<? super K, ? super V> topicExtractor,
            @Nullable Serializer<K> keySerializer,
            @Nullable Serializer<V> valueSerializer,
            @Nullable StreamPartitioner<? super K, ? super V> partitioner,
            String... parentNames) {
        Objects.requireNonNull(topicExtractor, "topicExtractor");
        definition.addSink(new SinkDefinition(
                name, null, topicExtractor, keySerializer, valueSerializer, partitioner, List.of(parentNames)));
        return this;
    }

    /**
     * Adds a processor.
     *
     * @param name the processor's name, unique in the topology
     * @param supplier makes a new processor for every task; stores that it
     *     {@linkplain io.millrace.streams.processor.ConnectedStoreProvider#stores() brings} are added and connected
     * @param parentNames the nodes whose records arrive here, at least one
     * @return this
     */
    public synchronized <KIn, VIn, KOut, VOut> Topology addProcessor(
            String name, ProcessorSupplier<KIn, VIn, KOut, VOut> supplier, String... parentNames) {
        definition.addProcessor(
                new ProcessorDefinition(name, Objects.requireNonNull(supplier, "supplier"), List.of(parentNames)));
        return this;
    }

    /**
     * Adds a store.
     *
     * @param storeBuilder makes the store for every task
     * @param processorNames the processors that may use it; more can be connected later
     * @return this
     */
    public synchronized <S extends StateStore> Topology addStateStore(
            StoreBuilder<S> storeBuilder, String... processorNames) {
        definition.addStateStore(Objects.requireNonNull(storeBuilder, "storeBuilder"), List.of(processorNames));
        return this;
    }

    /**
     * Adds a store that is filled from a topic and only read by other processors. The topic, which should be compacted,
     * is its changelog; each task holds its partition.
     *
     * @param storeBuilder makes the store
     * @param sourceName the name of the source that is added
     * @param keyDeserializer reads keys; null for the configured default serde
     * @param valueDeserializer reads values; null for the configured default serde
     * @param topic the topic
     * @param processorName the name of the processor that is added
     * @param stateUpdateSupplier makes the processor that writes the topic's records to the store, as they are
     * @return this
     */
    public synchronized <K, V, S extends StateStore> Topology addReadOnlyStateStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        return addReadOnlyStateStore(
                storeBuilder,
                sourceName,
                null,
                keyDeserializer,
                valueDeserializer,
                topic,
                processorName,
                stateUpdateSupplier);
    }

    /**
     * Adds a store that is filled from a topic and only read by other processors. The topic, which should be compacted,
     * is its changelog; each task holds its partition.
     *
     * @param storeBuilder makes the store
     * @param sourceName the name of the source that is added
     * @param timestampExtractor finds each record's event time
     * @param keyDeserializer reads keys; null for the configured default serde
     * @param valueDeserializer reads values; null for the configured default serde
     * @param topic the topic
     * @param processorName the name of the processor that is added
     * @param stateUpdateSupplier makes the processor that writes the topic's records to the store, as they are
     * @return this
     */
    public synchronized <K, V, S extends StateStore> Topology addReadOnlyStateStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        definition.addReadOnlyStateStore(
                Objects.requireNonNull(storeBuilder, "storeBuilder"),
                new SourceDefinition(
                        sourceName,
                        List.of(topic),
                        null,
                        io.millrace.streams.AutoOffsetReset.earliest(),
                        timestampExtractor,
                        keyDeserializer,
                        valueDeserializer),
                new ProcessorDefinition(
                        processorName,
                        Objects.requireNonNull(stateUpdateSupplier, "stateUpdateSupplier"),
                        List.of(sourceName)));
        return this;
    }

    /**
     * Adds a store that every instance fills with the whole of a topic. Any processor may read it without being
     * connected.
     *
     * @param storeBuilder makes the store; its own changelog must be off
     * @param sourceName the name of the source that is added
     * @param keyDeserializer reads keys; null for the configured default serde
     * @param valueDeserializer reads values; null for the configured default serde
     * @param topic the topic
     * @param processorName the name of the processor that is added
     * @param stateUpdateSupplier makes the processor that writes the topic's records to the store, as they are
     * @return this
     */
    public synchronized <K, V, S extends StateStore> Topology addGlobalStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        return addGlobalStore(
                storeBuilder,
                sourceName,
                null,
                keyDeserializer,
                valueDeserializer,
                topic,
                processorName,
                stateUpdateSupplier);
    }

    /**
     * Adds a store that every instance fills with the whole of a topic. Any processor may read it without being
     * connected.
     *
     * @param storeBuilder makes the store; its own changelog must be off
     * @param sourceName the name of the source that is added
     * @param timestampExtractor finds each record's event time
     * @param keyDeserializer reads keys; null for the configured default serde
     * @param valueDeserializer reads values; null for the configured default serde
     * @param topic the topic
     * @param processorName the name of the processor that is added
     * @param stateUpdateSupplier makes the processor that writes the topic's records to the store, as they are
     * @return this
     */
    public synchronized <K, V, S extends StateStore> Topology addGlobalStore(
            StoreBuilder<S> storeBuilder,
            String sourceName,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String topic,
            String processorName,
            ProcessorSupplier<K, V, Void, Void> stateUpdateSupplier) {
        definition.addGlobalStore(
                Objects.requireNonNull(storeBuilder, "storeBuilder"),
                new SourceDefinition(
                        sourceName, List.of(topic), null, null, timestampExtractor, keyDeserializer, valueDeserializer),
                new ProcessorDefinition(
                        processorName,
                        Objects.requireNonNull(stateUpdateSupplier, "stateUpdateSupplier"),
                        List.of(sourceName)));
        return this;
    }

    /**
     * Lets a processor use stores that have been added.
     *
     * @param processorName the processor
     * @param stateStoreNames the stores, at least one
     * @return this
     */
    public synchronized Topology connectProcessorAndStateStores(String processorName, String... stateStoreNames) {
        definition.connect(processorName, List.of(stateStoreNames));
        return this;
    }

    /**
     * What the topology looks like now: subtopologies, nodes, their connections, topics and stores.
     *
     * @return an immutable description, whose {@code toString()} is a stable text
     */
    public synchronized TopologyDescription describe() {
        return definition.describe();
    }
}
