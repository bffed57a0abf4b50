package io.millrace.planner.logical;

import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Records go through a topic, so that those of the same key meet in one task.
 *
 * @param topic the topic, by the name that sink and source use
 * @param partitions how many partitions the user asked for; empty to follow the topics that it is fed from
 * @param keyFilter name of the node before the topic that drops records without a key; null when there is none, because
 *     what comes before makes no such records
 * @param keepsNullKeys whether the filter lets them pass after all, because something after the topic has a use for
 *     them
 * @param isMergeable whether it was put in because the key had changed, so that one such repartition can serve several
 *     operations; else the user asked for this very one
 * @param sink writes the topic; its parents are not set yet
 * @param source reads the topic
 */
public record Repartition(
        String topic,
        OptionalInt partitions,
        @Nullable String keyFilter,
        boolean keepsNullKeys,
        boolean isMergeable,
        SinkDefinition sink,
        SourceDefinition source)
        implements LogicalNode {

    @Override
    public String name() {
        return source.name();
    }

    /** The same, with a filter that lets records without a key pass. */
    public Repartition keepingNullKeys() {
        return new Repartition(topic, partitions, keyFilter, true, isMergeable, sink, source);
    }

    /** The same through a topic of this name, with nodes that are named after it. */
    public Repartition named(String name) {
        SinkDefinition to = new SinkDefinition(
                name + "-sink",
                name,
                sink.topicExtractor(),
                sink.keySerializer(),
                sink.valueSerializer(),
                sink.partitioner(),
                sink.parents());
        SourceDefinition from = new SourceDefinition(
                name + "-source",
                List.of(name),
                null,
                source.offsetReset(),
                source.timestampExtractor(),
                source.keyDeserializer(),
                source.valueDeserializer());
        return new Repartition(name, partitions, name + "-filter", keepsNullKeys, isMergeable, to, from);
    }

    /** The same, with the serdes of another one where this one has none. */
    public Repartition withSerdesOf(Repartition other) {
        SinkDefinition to = new SinkDefinition(
                sink.name(),
                sink.topic(),
                sink.topicExtractor(),
                first(sink.keySerializer(), other.sink.keySerializer()),
                first(sink.valueSerializer(), other.sink.valueSerializer()),
                sink.partitioner(),
                sink.parents());
        SourceDefinition from = new SourceDefinition(
                source.name(),
                source.topics(),
                source.pattern(),
                source.offsetReset(),
                source.timestampExtractor(),
                first(source.keyDeserializer(), other.source.keyDeserializer()),
                first(source.valueDeserializer(), other.source.valueDeserializer()));
        return new Repartition(topic, partitions, keyFilter, keepsNullKeys, isMergeable, to, from);
    }

    private static <T> @Nullable T first(@Nullable T preferred, @Nullable T otherwise) {
        return preferred == null ? otherwise : preferred;
    }

    @Override
    public void accept(Visitor visitor) {
        visitor.repartition(this);
    }
}
