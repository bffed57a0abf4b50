package io.millrace.conformance.program;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.TopologyTestDriver;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Suppressed.BufferConfig;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A topology with every kind of store and of node that has metrics of its own, and what is shown of it after a few
 * records: from a recording level to values by name.
 */
public final class MeasuredTopology implements Function<String, Map<MetricName, Object>> {

    private static final Duration TEN_MS = Duration.ofMillis(10);
    private static final Duration HISTORY = Duration.ofMillis(100);
    private static final Serde<String> TEXT = Serdes.String();

    @Override
    public Map<MetricName, Object> apply(String level) {
        Properties config = new Properties();
        config.put("application.id", "metrics");
        config.put("bootstrap.servers", "unused:1");
        config.put("metrics.recording.level", level);
        config.put("default.key.serde", Serdes.StringSerde.class.getName());
        config.put("default.value.serde", Serdes.StringSerde.class.getName());
        Map<MetricName, Object> values = new HashMap<>();
        try (var driver = new TopologyTestDriver(topology(), config, Instant.ofEpochMilli(1000))) {
            var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput(null, "no key", 1);
            in.pipeInput("key", "value", 5);
            in.pipeInput("key", "earlier", 3);
            in.pipeInput("other", "later", 30);
            var table = driver.createInputTopic("table", new StringSerializer(), new StringSerializer());
            table.pipeInput("key", "value", 10);
            table.pipeInput("key", "changed", 12);
            var history = driver.createInputTopic("history", new StringSerializer(), new StringSerializer());
            history.pipeInput("key", "value", 20);
            driver.metrics().forEach((name, metric) -> values.put(name, metric.metricValue()));
        }
        return values;
    }

    static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        Consumed<String, String> texts = Consumed.with(TEXT, TEXT);
        KStream<String, String> in = builder.stream("in", texts);
        KGroupedStream<String, String> byKey = in.groupByKey(Grouped.with(TEXT, TEXT));
        byKey.count(Materialized.as("counts")).toStream().to("out", Produced.with(TEXT, Serdes.Long()));
        byKey.count(Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("heap"))
                .withCachingDisabled());
        byKey.count(Materialized.<String, Long>as(Stores.lruMap("few", 10)).withCachingDisabled());
        windows(byKey);
        builder.table("history", texts, Materialized.as(Stores.persistentVersionedKeyValueStore("versions", HISTORY)));
        builder.table("table", texts, Materialized.as("tabled"));
        in.join(
                        in.mapValues(value -> value + "!"),
                        (left, right) -> left + right,
                        JoinWindows.ofTimeDifferenceWithNoGrace(TEN_MS),
                        StreamJoined.with(TEXT, TEXT, TEXT).withStoreName("join"))
                .to((key, value, context) -> "chosen", Produced.with(TEXT, TEXT));
        builder.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("own"), TEXT, TEXT));
        in.process(Keeper::new, "own");
        return builder.build();
    }

    private static void windows(KGroupedStream<String, String> byKey) {
        TimeWindows tumbling = TimeWindows.ofSizeWithNoGrace(TEN_MS);
        SessionWindows sessions = SessionWindows.ofInactivityGapWithNoGrace(TEN_MS);
        byKey.windowedBy(tumbling)
                .count(Materialized.as("windows"))
                .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()).withName("wait"));
        byKey.windowedBy(tumbling).emitStrategy(EmitStrategy.onWindowClose()).count(Materialized.as("finals"));
        byKey.windowedBy(sessions).count(Materialized.as("sessions"));
        byKey.windowedBy(sessions).count(Materialized.as(Stores.inMemorySessionStore("heap-sessions", HISTORY)));
        byKey.windowedBy(tumbling)
                .count(Materialized.as(Stores.inMemoryWindowStore("heap-windows", HISTORY, TEN_MS, false)));
    }

    /** Does with its store whatever can be done. */
    private static final class Keeper extends ContextualProcessor<String, String, Void, Void> {

        @Override
        public void process(Record<String, String> record) {
            if (record.key() == null) {
                context().schedule(TEN_MS, PunctuationType.STREAM_TIME, time -> {});
                return;
            }
            KeyValueStore<String, String> store = context().getStateStore("own");
            store.put(record.key(), record.value());
            store.putIfAbsent(record.value(), record.key());
            store.get(record.key());
            store.delete(record.value());
            try (KeyValueIterator<String, String> all = store.all();
                    KeyValueIterator<String, String> range = store.range("a", "z");
                    KeyValueIterator<String, String> prefixed = store.prefixScan("k", new StringSerializer())) {
                all.forEachRemaining(entry -> {});
                range.forEachRemaining(entry -> {});
                prefixed.forEachRemaining(entry -> {});
            }
        }
    }
}
