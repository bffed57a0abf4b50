package io.millrace.streams;

import io.millrace.streams.processor.TimestampExtractor;
import io.millrace.streams.spi.SourceDefinition;
import io.millrace.streams.spi.TopologyDefinition;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The part of {@link Topology} that adds sources, in its many forms, newer and older. Thread safe. */
@SuppressWarnings("deprecation") // the older forms are of what is deprecated
abstract class TopologySources {

    final TopologyDefinition definition;

    TopologySources(TopologyDefinition definition) {
        this.definition = definition;
    }

    TopologyDefinition definition() {
        return definition;
    }

    /**
     * Adds a source that reads topics.
     *
     * @param name the source's name, unique in the topology
     * @param topics the topics, at least one, none read by another source
     * @return this
     */
    public synchronized Topology addSource(String name, String... topics) {
        return source(null, name, null, null, null, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern.
     *
     * @param name the source's name, unique in the topology
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @return this
     */
    public synchronized Topology addSource(String name, Pattern topicPattern) {
        return source(null, name, null, null, null, topicPattern);
    }

    /**
     * Adds a source that reads topics.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param topics the topics, at least one, none read by another source
     * @return this
     */
    public synchronized Topology addSource(@Nullable AutoOffsetReset offsetReset, String name, String... topics) {
        return source(offsetReset, name, null, null, null, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @return this
     */
    public synchronized Topology addSource(@Nullable AutoOffsetReset offsetReset, String name, Pattern topicPattern) {
        return source(offsetReset, name, null, null, null, topicPattern);
    }

    /**
     * Adds a source that reads topics.
     *
     * @param timestampExtractor finds each record's event time
     * @param name the source's name, unique in the topology
     * @param topics the topics, at least one, none read by another source
     * @return this
     */
    public synchronized Topology addSource(
            @Nullable TimestampExtractor timestampExtractor, String name, String... topics) {
        return source(null, name, timestampExtractor, null, null, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern.
     *
     * @param timestampExtractor finds each record's event time
     * @param name the source's name, unique in the topology
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @return this
     */
    public synchronized Topology addSource(
            @Nullable TimestampExtractor timestampExtractor, String name, Pattern topicPattern) {
        return source(null, name, timestampExtractor, null, null, topicPattern);
    }

    /**
     * Adds a source that reads topics.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param timestampExtractor finds each record's event time
     * @param name the source's name, unique in the topology
     * @param topics the topics, at least one, none read by another source
     * @return this
     */
    public synchronized Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            String... topics) {
        return source(offsetReset, name, timestampExtractor, null, null, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param timestampExtractor finds each record's event time
     * @param name the source's name, unique in the topology
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @return this
     */
    public synchronized Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            Pattern topicPattern) {
        return source(offsetReset, name, timestampExtractor, null, null, topicPattern);
    }

    /**
     * Adds a source that reads topics, with its own deserializers.
     *
     * @param name the source's name, unique in the topology
     * @param keyDeserializer reads keys; null for the configured default serde
     * @param valueDeserializer reads values; null for the configured default serde
     * @param topics the topics, at least one, none read by another source
     * @return this
     */
    public synchronized <K, V> Topology addSource(
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return source(null, name, null, keyDeserializer, valueDeserializer, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern, with its own deserializers.
     *
     * @param name the source's name, unique in the topology
     * @param keyDeserializer reads keys; null for the configured default serde
     * @param valueDeserializer reads values; null for the configured default serde
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @return this
     */
    public synchronized <K, V> Topology addSource(
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return source(null, name, null, keyDeserializer, valueDeserializer, topicPattern);
    }

    /**
     * Adds a source that reads topics, with its own deserializers.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param keyDeserializer reads keys; null for the configured default serde
     * @param valueDeserializer reads values; null for the configured default serde
     * @param topics the topics, at least one, none read by another source
     * @return this
     */
    public synchronized <K, V> Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return source(offsetReset, name, null, keyDeserializer, valueDeserializer, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern, with its own deserializers.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param keyDeserializer reads keys; null for the configured default serde
     * @param valueDeserializer reads values; null for the configured default serde
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @return this
     */
    public synchronized <K, V> Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return source(offsetReset, name, null, keyDeserializer, valueDeserializer, topicPattern);
    }

    /**
     * Adds a source that reads topics, with its own deserializers.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param timestampExtractor finds each record's event time
     * @param keyDeserializer reads keys; null for the configured default serde
     * @param valueDeserializer reads values; null for the configured default serde
     * @param topics the topics, at least one, none read by another source
     * @return this
     */
    public synchronized <K, V> Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return source(offsetReset, name, timestampExtractor, keyDeserializer, valueDeserializer, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern, with its own deserializers.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param timestampExtractor finds each record's event time
     * @param keyDeserializer reads keys; null for the configured default serde
     * @param valueDeserializer reads values; null for the configured default serde
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @return this
     */
    public synchronized <K, V> Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return source(offsetReset, name, timestampExtractor, keyDeserializer, valueDeserializer, topicPattern);
    }

    /**
     * Adds a source that reads topics.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param topics the topics, at least one, none read by another source
     * @return this
     * @deprecated use the overload with {@link AutoOffsetReset}
     */
    @Deprecated
    public synchronized Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset, String name, String... topics) {
        return addSource(current(offsetReset), name, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @return this
     * @deprecated use the overload with {@link AutoOffsetReset}
     */
    @Deprecated
    public synchronized Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset, String name, Pattern topicPattern) {
        return addSource(current(offsetReset), name, topicPattern);
    }

    /**
     * Adds a source that reads topics.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param keyDeserializer reads keys; null means the configured default
     * @param valueDeserializer reads values; null means the configured default
     * @param topics the topics, at least one, none read by another source
     * @param <K> key type
     * @param <V> value type
     * @return this
     * @deprecated use the overload with {@link AutoOffsetReset}
     */
    @Deprecated
    public synchronized <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return addSource(current(offsetReset), name, keyDeserializer, valueDeserializer, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param keyDeserializer reads keys; null means the configured default
     * @param valueDeserializer reads values; null means the configured default
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @param <K> key type
     * @param <V> value type
     * @return this
     * @deprecated use the overload with {@link AutoOffsetReset}
     */
    @Deprecated
    public synchronized <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return addSource(current(offsetReset), name, keyDeserializer, valueDeserializer, topicPattern);
    }

    /**
     * Adds a source that reads topics.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param timestampExtractor finds each record's event time
     * @param name the source's name, unique in the topology
     * @param topics the topics, at least one, none read by another source
     * @return this
     * @deprecated use the overload with {@link AutoOffsetReset}
     */
    @Deprecated
    public synchronized Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            String... topics) {
        return addSource(current(offsetReset), timestampExtractor, name, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param timestampExtractor finds each record's event time
     * @param name the source's name, unique in the topology
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @return this
     * @deprecated use the overload with {@link AutoOffsetReset}
     */
    @Deprecated
    public synchronized Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            Pattern topicPattern) {
        return addSource(current(offsetReset), timestampExtractor, name, topicPattern);
    }

    /**
     * Adds a source that reads topics.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param timestampExtractor finds each record's event time
     * @param keyDeserializer reads keys; null means the configured default
     * @param valueDeserializer reads values; null means the configured default
     * @param topics the topics, at least one, none read by another source
     * @param <K> key type
     * @param <V> value type
     * @return this
     * @deprecated use the overload with {@link AutoOffsetReset}
     */
    @Deprecated
    public synchronized <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return addSource(current(offsetReset), name, timestampExtractor, keyDeserializer, valueDeserializer, topics);
    }

    /**
     * Adds a source that reads all topics whose names match a pattern.
     *
     * @param offsetReset where to begin when nothing is committed
     * @param name the source's name, unique in the topology
     * @param timestampExtractor finds each record's event time
     * @param keyDeserializer reads keys; null means the configured default
     * @param valueDeserializer reads values; null means the configured default
     * @param topicPattern what the names of the topics match, also of topics that appear later
     * @param <K> key type
     * @param <V> value type
     * @return this
     * @deprecated use the overload with {@link AutoOffsetReset}
     */
    @Deprecated
    public synchronized <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return addSource(
                current(offsetReset), name, timestampExtractor, keyDeserializer, valueDeserializer, topicPattern);
    }

    /** The older way to say where a source begins in the newer form. */
    private static @Nullable AutoOffsetReset current(Topology.@Nullable AutoOffsetReset older) {
        if (older == null) {
            return null;
        }
        return older == Topology.AutoOffsetReset.EARLIEST ? AutoOffsetReset.earliest() : AutoOffsetReset.latest();
    }

    private Topology source(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<?> keyDeserializer,
            @Nullable Deserializer<?> valueDeserializer,
            String[] topics) {
        Objects.requireNonNull(topics, "topics");
        definition.addSource(new SourceDefinition(
                name, List.of(topics), null, offsetReset, timestampExtractor, keyDeserializer, valueDeserializer));
        return (Topology) this;
    }

    private Topology source(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<?> keyDeserializer,
            @Nullable Deserializer<?> valueDeserializer,
            Pattern topics) {
        Objects.requireNonNull(topics, "topicPattern");
        definition.addSource(new SourceDefinition(
                name, List.of(), topics, offsetReset, timestampExtractor, keyDeserializer, valueDeserializer));
        return (Topology) this;
    }
}
