package io.millrace.dsl;

import io.millrace.planner.logical.Repartition;
import io.millrace.streams.processor.FailOnInvalidTimestamp;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A stream goes through a topic.
 *
 * @param name what the topic's name is made of
 * @param isImplicit whether the user did not ask for it: an operation found the key changed
 * @param isNamed whether that name, or what it is derived from, was given by the user
 * @param keySerde null for the default
 * @param valueSerde null for the default
 * @param partitioner null for the hash of the key
 * @param partitions how many partitions the user asked for, if any
 */
record Repartitioning<K, V>(
        String name,
        boolean isImplicit,
        boolean isNamed,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        @Nullable StreamPartitioner<? super K, ? super V> partitioner,
        OptionalInt partitions) {

    static final String SUFFIX = "-repartition";

    /** A name that the counter made for a stream: its nodes get made up names as well. */
    private static final Pattern MADE_UP = Pattern.compile("KSTREAM.*-[0-9]{10}");

    /** As an operation needs it that found the key changed. */
    Repartitioning(String name, boolean isNamed, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        this(name, true, isNamed, keySerde, valueSerde, null, OptionalInt.empty());
    }

    /** The logical node. Takes three numbers of the counter, whether they show or not. */
    Repartition node(Dsl dsl) {
        String topic = name.endsWith(SUFFIX) ? name : name + SUFFIX;
        if (!isNamed) {
            dsl.unnamed().addRepartitionTopic(topic);
        }
        String sink = dsl.names().node("KSTREAM-SINK-");
        String filter = dsl.names().node("KSTREAM-FILTER-");
        String source = dsl.names().node("KSTREAM-SOURCE-");
        if (!MADE_UP.matcher(name).matches()) {
            sink = topic + "-sink";
            filter = topic + "-filter";
            source = topic + "-source";
        }
        return new Repartition(topic, partitions, filter, false, isImplicit, sink(sink, topic), source(source, topic));
    }

    private SinkDefinition sink(String sink, String topic) {
        return new SinkDefinition(
                sink,
                topic,
                null,
                keySerde == null ? null : keySerde.serializer(),
                valueSerde == null ? null : valueSerde.serializer(),
                partitioner,
                List.of());
    }

    private SourceDefinition source(String source, String topic) {
        return new SourceDefinition(
                source,
                List.of(topic),
                null,
                null,
                new FailOnInvalidTimestamp(),
                keySerde == null ? null : keySerde.deserializer(),
                valueSerde == null ? null : valueSerde.deserializer());
    }
}
