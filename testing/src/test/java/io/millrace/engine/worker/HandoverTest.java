package io.millrace.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.SimulatedEngine;
import io.millrace.log.Transaction;
import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.errors.LogAndContinueProcessingExceptionHandler;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.Repartitioned;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Record;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** Records between subtopologies that stay in memory. */
class HandoverTest {

    private static final String BETWEEN = "app-between-repartition";

    private static Topology countByValue() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .groupBy((key, value) -> value, Grouped.as("between"))
                .count(Materialized.as("counts"))
                .toStream()
                .to("out", Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    /** Appends a number to the values and looks at what it gets. */
    private static Topology between(Repartitioned<String, String> how, List<String> seen) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .selectKey((key, value) -> value)
                .repartition(how.withName("between"))
                .process(() -> new ContextualProcessor<String, String, String, String>() {
                    @Override
                    public void process(Record<String, String> record) {
                        seen.add(record.value() + "@" + record.timestamp() + " "
                                + context().recordMetadata().orElseThrow().offset());
                        context().forward(record);
                    }
                })
                .to("out");
        return builder.build();
    }

    @Test
    void doesNotGoThroughTheLogWithinAWorker() {
        List<String> seen = new ArrayList<>();
        SimulatedEngine engine = new SimulatedEngine().run(between(Repartitioned.numberOfPartitions(1), seen));
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "k", "a");
        engine.feed("in", 0, 2, "k", "b");

        engine.commit(worker);

        assertThat(engine.written(BETWEEN, 0)).isEmpty();
        assertThat(engine.written("out", 0)).containsExactly("a=a@1", "b=b@2");
        assertThat(seen).as("without an offset").containsExactly("a@1 -1", "b@2 -1");
    }

    @Test
    void goesThroughTheLogWhereItIsToldTo() {
        List<String> seen = new ArrayList<>();
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.EMBEDDED_HANDOVER_ENABLE_CONFIG, false)
                .run(between(Repartitioned.numberOfPartitions(1), seen));
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "k", "a");

        engine.commit(worker);

        assertThat(engine.written(BETWEEN, 0)).containsExactly("a=a@1");
        assertThat(seen).containsExactly("a@1 0");
    }

    @Test
    void countsWithTheInputThatItCameFromInOneCommit() {
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 1_000_000L)
                .run(countByValue());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "k", "a");
        engine.feed("in", 0, 2, "k", "a");
        engine.runUntilIdle(worker);
        assertThat(engine.committed("in", 0)).isEqualTo(-1);

        engine.clock.advance(1000);
        engine.runUntilIdle(worker);

        assertThat(engine.committed("in", 0)).isEqualTo(2);
        assertThat(engine.log().records(new TopicPartition("out", 0))).hasSize(1);
    }

    @Test
    void beginsAgainWithTheInputAfterACrash() {
        SimulatedEngine engine =
                new SimulatedEngine().run(between(Repartitioned.numberOfPartitions(1), new ArrayList<>()));
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "k", "a");
        engine.runUntilIdle(worker);

        engine.crash();
        engine.commit(engine.worker("w"));

        assertThat(engine.written("out", 0)).containsExactly("a=a@1");
    }

    @Test
    void doesNotOvertakeWhatIsStillInTheLog() {
        SimulatedEngine engine = new SimulatedEngine()
                .recordsPerRound(1)
                .run(between(Repartitioned.numberOfPartitions(1), new ArrayList<>()));
        write(engine, BETWEEN, "a", 100);
        engine.feed("in", 0, 1000, "k", "a");
        Worker worker = engine.worker("w");

        engine.commit(worker);

        assertThat(engine.written("out", 0)).hasSize(101).last().isEqualTo("a=a@1000");
    }

    @Test
    void keepsTheOrderWhenTasksMove() {
        SimulatedEngine engine =
                new SimulatedEngine().recordsPerRound(3).topic("in", 2).topic("out", 2);
        engine.run(between(Repartitioned.numberOfPartitions(2), new ArrayList<>()));
        Worker one = engine.worker("one");
        Worker two = null;
        for (int i = 0; i < 400; i++) {
            engine.feed("in", i % 2, i, "k", List.of("a", "b", "c").get(i % 3));
            one.runOnce(engine.clock.wallMs());
            if (two != null) {
                two.runOnce(engine.clock.wallMs());
            }
            if (i % 80 == 40) {
                two = engine.worker("two" + i);
            } else if (i % 80 == 0 && two != null) {
                two.close();
                two = null;
            }
            engine.clock.advance(100);
        }
        if (two != null) {
            two.close();
        }
        engine.commit(one);

        List<String> out = new ArrayList<>(engine.written("out", 0));
        out.addAll(engine.written("out", 1));
        assertThat(out).hasSize(400).doesNotHaveDuplicates();
        for (String key : List.of("a", "b", "c")) {
            for (int sender = 0; sender < 2; sender++) {
                assertThat(times(out, key, sender))
                        .as("of %s from partition %d", key, sender)
                        .isSorted();
            }
        }
    }

    /** Times of the records of a key that came from a partition of the input: it had the even ones, or the odd ones. */
    private static List<Integer> times(List<String> records, String key, int sender) {
        return records.stream()
                .filter(record -> record.startsWith(key + "="))
                .map(record -> Integer.valueOf(record.substring(record.indexOf('@') + 1)))
                .filter(time -> time % 2 == sender)
                .toList();
    }

    @Test
    void holdsTheSenderBackWhileMuchWaits() {
        StreamsBuilder builder = new StreamsBuilder();
        List<String> seen = new ArrayList<>();
        builder.<String, String>stream("in")
                .peek((key, value) -> seen.add("in"))
                .flatMap((key, value) -> Collections.nCopies(50, new KeyValue<>(key, value)))
                .repartition(Repartitioned.as("between"))
                .peek((key, value) -> seen.add("out"))
                .to("out");
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 100)
                .recordsPerRound(10)
                .run(builder.build());
        Worker worker = engine.worker("w");
        for (int i = 0; i < 20; i++) {
            engine.feed("in", 0, i, "k", "v");
        }

        engine.commit(worker);

        int waiting = 0;
        int most = 0;
        for (String step : seen) {
            waiting += step.equals("in") ? 50 : -1;
            most = Math.max(most, waiting);
        }
        assertThat(waiting).isZero();
        assertThat(most).as("at most what one record makes more than the limit").isBetween(100, 150);
    }

    @Test
    void handsOverAsBytesWhatOthersCouldChange() {
        List<StringBuilder> made = new ArrayList<>();
        Serde<StringBuilder> changeable = Serdes.serdeFrom(
                (topic, value) -> value.toString().getBytes(StandardCharsets.UTF_8),
                (topic, bytes) -> new StringBuilder(new String(bytes, StandardCharsets.UTF_8)));
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, StringBuilder> stream =
                builder.<String, String>stream("in").mapValues(StringBuilder::new);
        stream.selectKey((key, value) -> key)
                .repartition(Repartitioned.with(Serdes.String(), changeable).withName("between"))
                .mapValues(StringBuilder::toString)
                .to("out");
        stream.foreach((key, value) -> made.add(value.append(" changed")));
        SimulatedEngine engine = new SimulatedEngine().run(builder.build());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "k", "a");

        engine.commit(worker);

        assertThat(made).hasSize(1);
        assertThat(engine.written(BETWEEN, 0)).isEmpty();
        assertThat(engine.written("out", 0)).containsExactly("k=a@1");
    }

    @Test
    void headersThatAreAddedLaterDoNotGoAlong() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> stream = builder.stream("in");
        stream.repartition(Repartitioned.as("between")).to("out");
        stream.process(() -> new ContextualProcessor<String, String, Void, Void>() {
            @Override
            public void process(Record<String, String> record) {
                record.headers().add(new RecordHeader("late", new byte[0]));
            }
        });
        SimulatedEngine engine = new SimulatedEngine().run(builder.build());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "k", "a");

        engine.commit(worker);

        assertThat(engine.log().records(new TopicPartition("out", 0)))
                .singleElement()
                .satisfies(record -> assertThat(record.headers()).isEmpty());
    }

    @Test
    void aDeadLetterHasTheBytesOfARecordThatWasHandedOverAsItIs() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .repartition(Repartitioned.as("between"))
                .foreach((key, value) -> {
                    throw new IllegalArgumentException("planted");
                });
        SimulatedEngine engine = new SimulatedEngine()
                .with(
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        LogAndContinueProcessingExceptionHandler.class)
                .with(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead")
                .topic("dead", 1)
                .run(builder.build());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "k", "a");

        engine.commit(worker);

        assertThat(engine.written("dead", 0)).singleElement().asString().startsWith("k=a@");
    }

    @Test
    void aPartitionerOfTheUsersIsAskedAsBefore() {
        StreamPartitioner<String, String> toBoth = (topic, key, value, partitions) -> Optional.of(Set.of(0, 1));
        SimulatedEngine engine = new SimulatedEngine()
                .run(between(
                        Repartitioned.<String, String>streamPartitioner(toBoth).withNumberOfPartitions(2),
                        new ArrayList<>()));
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "k", "a");

        engine.commit(worker);

        assertThat(engine.written(BETWEEN, 0)).hasSize(1);
        assertThat(engine.written(BETWEEN, 1)).hasSize(1);
    }

    @Test
    void aTaskWithOtherInputsReadsTheLog() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .repartition(Repartitioned.as("between"))
                .merge(builder.stream("other"))
                .to("out");
        SimulatedEngine engine = new SimulatedEngine().run(builder.build());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "k", "a");

        engine.commit(worker);
        engine.commit(worker);

        assertThat(engine.written(BETWEEN, 0)).containsExactly("k=a@1");
        assertThat(engine.written("out", 0)).containsExactly("k=a@1");
    }

    /** Records of one key, as an earlier run may have left them between the subtopologies. */
    private static void write(SimulatedEngine engine, String topic, String key, int count) {
        Transaction transaction = engine.log().writer("earlier").begin();
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < count; i++) {
            transaction.append(new TopicPartition(topic, 0), i, bytes, bytes, List.of());
        }
        var unused = transaction.commit();
    }
}
