package io.millrace.dsl;

import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.state.KeyValueStore;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * Topologies by name, for the golden tests. Written against the public API alone: with the package's name changed, the
 * same source runs on Kafka Streams, which is how the expected texts were made.
 */
final class Topologies {

    private final Map<String, Supplier<Topology>> byName = new TreeMap<>();

    private Topologies() {}

    static Map<String, Supplier<Topology>> all() {
        Topologies all = new Topologies();
        StreamTopologies.addTo(all);
        TableTopologies.addTo(all);
        AggregationTopologies.addTo(all);
        WindowTopologies.addTo(all);
        JoinTopologies.addTo(all);
        StreamJoinTopologies.addTo(all);
        TableJoinTopologies.addTo(all);
        ForeignKeyTopologies.addTo(all);
        ProcessorTopologies.addTo(all);
        OptimizedTopologies.addTo(all);
        return all.byName;
    }

    /** Adds a topology that the DSL makes. */
    void dsl(String name, Consumer<StreamsBuilder> program) {
        topology(name, () -> {
            StreamsBuilder builder = new StreamsBuilder();
            program.accept(builder);
            return builder.build();
        });
    }

    /** Adds a topology that the DSL makes with every optimization. */
    void optimized(String name, Consumer<StreamsBuilder> program) {
        topology(name, () -> {
            StreamsBuilder builder = new StreamsBuilder();
            program.accept(builder);
            Properties all = new Properties();
            all.put("topology.optimization", "all");
            return builder.build(all);
        });
    }

    /** Adds a topology. */
    void topology(String name, Supplier<Topology> topology) {
        if (byName.put(name, topology) != null) {
            throw new IllegalArgumentException(name + ": twice");
        }
    }

    static KStream<String, String> stream(StreamsBuilder builder, String topic) {
        return builder.stream(topic, Consumed.with(Serdes.String(), Serdes.String()));
    }

    static KTable<String, String> table(StreamsBuilder builder, String topic) {
        return builder.table(topic, Consumed.with(Serdes.String(), Serdes.String()));
    }

    static KeyValue<String, String> swapped(String key, String value) {
        return KeyValue.pair(value, key);
    }

    static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> store(String name) {
        return Materialized.as(name);
    }

    static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> unnamed() {
        return Materialized.with(null, null);
    }
}
