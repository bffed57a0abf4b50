package io.millrace.streams;

import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.spi.DslDefinition;
import io.millrace.streams.spi.Implementation;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where the DSL begins: makes streams and tables of topics, and the {@link Topology} of all that was done with them.
 *
 * <p>The order of calls decides the names of nodes, stores and internal topics that are not named by the user, so two
 * builders that are called alike make the same topology. Thread safe.
 *
 * <pre>{@code
 * StreamsBuilder builder = new StreamsBuilder();
 * builder.<String, String>stream("lines")
 *         .flatMapValues(line -> List.of(line.split(" ")))
 *         .groupBy((key, word) -> word)
 *         .count()
 *         .toStream()
 *         .to("counts", Produced.with(Serdes.String(), Serdes.Long()));
 * Topology topology = builder.build();
 * }</pre>
 */
public class StreamsBuilder {

    private final DslDefinition definition;

    /** An empty builder. */
    public StreamsBuilder() {
        this.definition = Implementation.get().newDsl(null);
    }

    /**
     * An empty builder with settings that count while the topology is put together.
     *
     * @param topologyConfigs the settings
     */
    public StreamsBuilder(TopologyConfig topologyConfigs) {
        this.definition = Implementation.get().newDsl(Objects.requireNonNull(topologyConfigs, "topologyConfigs"));
    }

    /**
     * A stream of a topic, with the configured default serdes.
     *
     * @param topic the topic
     */
    public synchronized <K, V> KStream<K, V> stream(String topic) {
        return stream(List.of(topic));
    }

    /**
     * A stream of a topic.
     *
     * @param topic the topic
     * @param consumed how it is read
     */
    public synchronized <K, V> KStream<K, V> stream(String topic, Consumed<K, V> consumed) {
        return stream(List.of(topic), consumed);
    }

    /**
     * A stream of several topics, with the configured default serdes. Records of different topics have no order among
     * each other.
     *
     * @param topics the topics, at least one
     */
    public synchronized <K, V> KStream<K, V> stream(Collection<String> topics) {
        return stream(topics, Consumed.with(null, null));
    }

    /**
     * A stream of several topics. Records of different topics have no order among each other.
     *
     * @param topics the topics, at least one
     * @param consumed how they are read
     */
    public synchronized <K, V> KStream<K, V> stream(Collection<String> topics, Consumed<K, V> consumed) {
        Objects.requireNonNull(topics, "topics");
        return definition.stream(topics, Objects.requireNonNull(consumed, "consumed"));
    }

    /**
     * A stream of all topics whose names match, with the configured default serdes.
     *
     * @param topicPattern what the names match
     */
    public synchronized <K, V> KStream<K, V> stream(Pattern topicPattern) {
        return stream(topicPattern, Consumed.with(null, null));
    }

    /**
     * A stream of all topics whose names match.
     *
     * @param topicPattern what the names match
     * @param consumed how they are read
     */
    public synchronized <K, V> KStream<K, V> stream(Pattern topicPattern, Consumed<K, V> consumed) {
        Objects.requireNonNull(topicPattern, "topicPattern");
        return definition.stream(topicPattern, Objects.requireNonNull(consumed, "consumed"));
    }

    /**
     * A table of a topic, with the configured default serdes: the newest value per key. Records without a key are
     * dropped; a null value removes the key.
     *
     * @param topic the topic
     */
    public synchronized <K, V> KTable<K, V> table(String topic) {
        return definition.table(topic, Consumed.with(null, null), null);
    }

    /**
     * A table of a topic.
     *
     * @param topic the topic
     * @param consumed how it is read
     */
    public synchronized <K, V> KTable<K, V> table(String topic, Consumed<K, V> consumed) {
        return definition.table(topic, Objects.requireNonNull(consumed, "consumed"), null);
    }

    /**
     * A table of a topic, kept in a store.
     *
     * @param topic the topic
     * @param materialized how it is kept; its serdes also read the topic
     */
    public synchronized <K, V> KTable<K, V> table(
            String topic, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return definition.table(topic, null, Objects.requireNonNull(materialized, "materialized"));
    }

    /**
     * A table of a topic, kept in a store.
     *
     * @param topic the topic
     * @param consumed how it is read; its serdes are also those of the store, whatever {@code materialized} says
     * @param materialized how it is kept
     */
    public synchronized <K, V> KTable<K, V> table(
            String topic, Consumed<K, V> consumed, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return definition.table(
                topic,
                Objects.requireNonNull(consumed, "consumed"),
                Objects.requireNonNull(materialized, "materialized"));
    }

    /**
     * A table of a topic that every instance holds as a whole, with the configured default serdes. Records without a
     * key are dropped; a null value removes the key.
     *
     * @param topic the topic, always read from its beginning
     */
    public synchronized <K, V> GlobalKTable<K, V> globalTable(String topic) {
        return definition.globalTable(topic, Consumed.with(null, null), null);
    }

    /**
     * A table of a topic that every instance holds as a whole.
     *
     * @param topic the topic, always read from its beginning
     * @param consumed how it is read
     */
    public synchronized <K, V> GlobalKTable<K, V> globalTable(String topic, Consumed<K, V> consumed) {
        return definition.globalTable(topic, Objects.requireNonNull(consumed, "consumed"), null);
    }

    /**
     * A table of a topic that every instance holds as a whole.
     *
     * @param topic the topic, always read from its beginning
     * @param materialized how it is kept; its serdes also read the topic, and it gets no changelog: the topic is one
     */
    public synchronized <K, V> GlobalKTable<K, V> globalTable(
            String topic, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return definition.globalTable(topic, null, Objects.requireNonNull(materialized, "materialized"));
    }

    /**
     * A table of a topic that every instance holds as a whole.
     *
     * @param topic the topic, always read from its beginning
     * @param consumed how it is read; its serdes are also those of the store, whatever {@code materialized} says
     * @param materialized how it is kept; it gets no changelog: the topic is one
     */
    public synchronized <K, V> GlobalKTable<K, V> globalTable(
            String topic, Consumed<K, V> consumed, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return definition.globalTable(
                topic,
                Objects.requireNonNull(consumed, "consumed"),
                Objects.requireNonNull(materialized, "materialized"));
    }

    /**
     * Adds a store, to be used by the processors that name it.
     *
     * @param builder makes the store for every task
     * @return this
     */
    public synchronized StreamsBuilder addStateStore(StoreBuilder<?> builder) {
        definition.addStateStore(Objects.requireNonNull(builder, "builder"));
        return this;
    }

    /**
     * Adds a store that every instance fills with the whole of a topic. Any processor may read it.
     *
     * @param storeBuilder makes the store; its own changelog is switched off, the topic serves as one
     * @param topic the topic
     * @param consumed how it is read
     * @param stateUpdateSupplier makes the processor that writes the topic's records to the store, as they are
     * @return this
     */
    public synchronized <KIn, VIn> StreamsBuilder addGlobalStore(
            StoreBuilder<?> storeBuilder,
            String topic,
            Consumed<KIn, VIn> consumed,
            ProcessorSupplier<KIn, VIn, Void, Void> stateUpdateSupplier) {
        definition.addGlobalStore(
                Objects.requireNonNull(storeBuilder, "storeBuilder"),
                topic,
                Objects.requireNonNull(consumed, "consumed"),
                Objects.requireNonNull(stateUpdateSupplier, "stateUpdateSupplier"));
        return this;
    }

    /** The topology of everything that was built so far, without optimisation. */
    public synchronized Topology build() {
        return build(null);
    }

    /**
     * The topology of everything that was built so far.
     *
     * @param props the application's configuration, of which {@code topology.optimization} counts here; null for none
     */
    public synchronized Topology build(@Nullable Properties props) {
        return new Topology(definition.build(props));
    }
}
