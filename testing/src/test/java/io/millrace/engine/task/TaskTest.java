package io.millrace.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.SimulatedEngine;
import io.millrace.engine.worker.Worker;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.errors.DeserializationExceptionHandler;
import io.millrace.streams.errors.ErrorHandlerContext;
import io.millrace.streams.errors.LogAndContinueExceptionHandler;
import io.millrace.streams.errors.LogAndContinueProcessingExceptionHandler;
import io.millrace.streams.errors.ProcessingExceptionHandler;
import io.millrace.streams.errors.ProductionExceptionHandler;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.CommitCallback;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.TopicNameExtractor;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.processor.api.RecordMetadata;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TaskTest {

    private final SimulatedEngine engine = new SimulatedEngine();
    private final List<String> seen = new ArrayList<>();

    /** A processor of text that does one thing with each record. */
    private static final class Does extends ContextualProcessor<String, String, String, String> {
        private final BiConsumer<ProcessorContext<String, String>, Record<String, String>> action;

        private Does(BiConsumer<ProcessorContext<String, String>, Record<String, String>> action) {
            this.action = action;
        }

        @Override
        public void process(Record<String, String> record) {
            action.accept(context(), record);
        }
    }

    private static Topology withSource() {
        return new Topology().addSource("source", "in");
    }

    private Topology failing() {
        return withSource()
                .addProcessor("forks", () -> new Does(ProcessorContext::forward), "source")
                .addProcessor(
                        "fails",
                        () -> new Does((context, record) -> {
                            if (record.value().equals("secret-bad")) {
                                throw new IllegalStateException("refused");
                            }
                            context.forward(record);
                        }),
                        "forks")
                .addProcessor("sibling", () -> new Does(ProcessorContext::forward), "forks")
                .addSink("below-failing", "below", "fails")
                .addSink("below-sibling", "beside", "sibling");
    }

    private Worker runAll() {
        Worker worker = engine.worker("w");
        engine.commit(worker);
        return worker;
    }

    @Test
    void goingOnAfterAFailureDropsTheRecordForThatNodeAlone() {
        engine.with(
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        LogAndContinueProcessingExceptionHandler.class)
                .run(failing());
        engine.feed("in", 0, 1, "k", "secret-bad");
        engine.feed("in", 0, 2, "k", "good");

        Worker worker = runAll();

        assertThat(engine.written("below", 0)).containsExactly("k=good@2");
        assertThat(engine.written("beside", 0)).containsExactly("k=secret-bad@1", "k=good@2");
        assertThat(worker.tasks().iterator().next().droppedRecords()).isEqualTo(1);
    }

    @Test
    void failingNamesNodeTaskAndPlaceButNotTheContent() {
        engine.run(failing());
        engine.feed("in", 0, 1, "secret-key", "good");
        engine.feed("in", 0, 2, "secret-key", "secret-bad");

        assertThatThrownBy(this::runAll)
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("processor fails", "task 0_0", "in-0 offset 1", "refused")
                .hasMessageNotContaining("secret")
                .satisfies(e -> assertThat(((StreamsException) e).taskId()).contains(new TaskId(0, 0)));
    }

    @Test
    void aDeadLetterIsPartOfTheTransactionWhenTheRecordIsGivenUp() {
        engine.topic("dead", 1)
                .with(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead")
                .with(
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        LogAndContinueProcessingExceptionHandler.class)
                .run(failing());
        engine.feed("in", 0, 1, "k", "secret-bad");
        Worker worker = engine.worker("w");
        engine.runUntilIdle(worker);
        assertThat(engine.written("dead", 0)).as("before the commit").isEmpty();

        engine.commit(worker);

        assertThat(engine.written("dead", 0)).hasSize(1).first().asString().startsWith("k=secret-bad@");
    }

    @Test
    void aDeadLetterIsWrittenByItselfWhenTheTaskFails() {
        engine.topic("dead", 1)
                .with(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead")
                .run(failing());
        engine.feed("in", 0, 1, "k", "good");
        engine.feed("in", 0, 2, "k", "secret-bad");
        Worker worker = engine.worker("w");

        assertThatThrownBy(() -> engine.commit(worker)).isInstanceOf(StreamsException.class);
        worker.abandon();

        assertThat(engine.written("dead", 0)).hasSize(1);
        assertThat(engine.log().topics().partitionCounts())
                .as("the rest is dropped")
                .satisfies(counts -> {
                    if (counts.containsKey("below")) {
                        assertThat(engine.written("below", 0)).isEmpty();
                    }
                });
        assertThat(engine.committed("in", 0)).isEqualTo(-1);
    }

    /** Fails when it is asked. */
    public static final class FailingHandler implements ProcessingExceptionHandler {
        @Override
        public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
            throw new IllegalArgumentException("the handler is broken");
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    @Test
    void aHandlerThatFailsEndsTheTaskAndIsNotAskedAgain() {
        engine.with(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailingHandler.class)
                .run(failing());
        engine.feed("in", 0, 1, "k", "secret-bad");

        assertThatThrownBy(this::runAll)
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("processing.exception.handler of task 0_0", "in-0 offset 0", "is broken");
    }

    /** Remembers what it was asked. */
    public static final class RememberingHandler implements DeserializationExceptionHandler {
        private static final List<String> ASKED = new ArrayList<>();

        @Override
        public Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            ASKED.add(context.processorNodeId() + " " + context.taskId() + " " + context.topic() + "-"
                    + context.partition() + " " + context.offset() + " "
                    + new String(context.sourceRawValue(), StandardCharsets.UTF_8));
            return Response.resume();
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    private static final Deserializer<String> PICKY = (topic, bytes) -> {
        String text = new StringDeserializer().deserialize(topic, bytes);
        if ("bad".equals(text)) {
            throw new SerializationException("not readable");
        }
        return text;
    };

    private static Topology picky() {
        return new Topology()
                .addSource("source", new StringDeserializer(), PICKY, "in")
                .addSink("sink", "out", "source");
    }

    @Test
    void theDeserializationHandlerHearsOfTheSourceAndThePlace() {
        RememberingHandler.ASKED.clear();
        engine.with(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, RememberingHandler.class)
                .run(picky());
        engine.feed("in", 0, 1, "k", "good");
        engine.feed("in", 0, 2, "k", "bad");

        runAll();

        assertThat(RememberingHandler.ASKED).containsExactly("source 0_0 in-0 1 bad");
        assertThat(engine.written("out", 0)).containsExactly("k=good@1");
        assertThat(engine.committed("in", 0)).isEqualTo(2);
    }

    @Test
    void movesPastRecordsThatCannotBeDecodedEvenWhenThereIsNothingElse() {
        engine.with(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class)
                .run(picky());
        engine.feed("in", 0, 1, "k", "bad");

        runAll();

        assertThat(engine.committed("in", 0)).isEqualTo(1);
    }

    @Test
    void stopsAtARecordThatCannotBeDecodedAndSaysWhatToDo() {
        engine.run(picky());
        engine.feed("in", 0, 1, "k", "bad");

        assertThatThrownBy(this::runAll)
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll(
                        "task 0_0 cannot deserialize the record at in-0 offset 0", "deserialization.exception.handler");
    }

    private static final Serializer<String> PICKY_WRITER = (topic, text) -> {
        if ("bad".equals(text)) {
            throw new SerializationException("not writable");
        }
        return new StringSerializer().serialize(topic, text);
    };

    /** Goes on. */
    public static final class GoOnWriting implements ProductionExceptionHandler {
        private static final List<String> ASKED = new ArrayList<>();

        @Override
        public Response handleError(
                ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
            return Response.fail();
        }

        @Override
        @SuppressWarnings("rawtypes") // as the interface has it
        public Response handleSerializationError(
                ErrorHandlerContext context,
                ProducerRecord record,
                Exception exception,
                SerializationExceptionOrigin origin) {
            ASKED.add(context.processorNodeId() + " " + origin + " " + record.topic() + " " + context.offset());
            return Response.resume();
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    @Test
    void theProductionHandlerMayDropWhatCannotBeSerialized() {
        GoOnWriting.ASKED.clear();
        engine.with(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, GoOnWriting.class)
                .run(withSource()
                        .addSink("sink", "out", new StringSerializer(), PICKY_WRITER, "source")
                        .addSink("keys", "out2", PICKY_WRITER, new StringSerializer(), "source"));
        engine.feed("in", 0, 1, "k", "bad");
        engine.feed("in", 0, 2, "bad", "v");

        runAll();

        assertThat(GoOnWriting.ASKED).containsExactly("sink VALUE out 0", "keys KEY out2 1");
        assertThat(engine.written("out", 0)).containsExactly("bad=v@2");
        assertThat(engine.written("out2", 0)).containsExactly("k=bad@1");
    }

    @Test
    void aSerializationErrorNamesSinkPartAndPlace() {
        engine.run(withSource().addSink("sink", "out", new StringSerializer(), PICKY_WRITER, "source"));
        engine.feed("in", 0, 1, "k", "bad");

        assertThatThrownBy(this::runAll)
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("sink sink of task 0_0 cannot serialize the value", "in-0 offset 0", "serdes");
    }

    @Test
    void aFailureBesideAnyProcessorIsGivenItsPlaceToo() {
        TopicNameExtractor<String, String> extractor = (key, value, context) -> {
            throw new IllegalStateException("no topic");
        };
        engine.run(withSource().addSink("sink", extractor, "source"));
        engine.feed("in", 0, 1, "k", "v");

        assertThatThrownBy(this::runAll)
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("source source of task 0_0", "in-0 offset 0", "no topic");
    }

    @Test
    void forwardsToAChildByName() {
        engine.run(withSource()
                .addProcessor(
                        "routes",
                        () -> new Does((context, record) -> context.forward(record, record.value())),
                        "source")
                .addSink("left", "left-out", "routes")
                .addSink("right", "right-out", "routes"));
        engine.feed("in", 0, 1, "k", "left");
        engine.feed("in", 0, 2, "k", "right");

        runAll();

        assertThat(engine.written("left-out", 0)).containsExactly("k=left@1");
        assertThat(engine.written("right-out", 0)).containsExactly("k=right@2");
    }

    @Test
    void namesTheChildrenWhenThereIsNoneOfThatName() {
        engine.run(withSource()
                .addProcessor(
                        "routes", () -> new Does((context, record) -> context.forward(record, "nowhere")), "source")
                .addSink("left", "left-out", "routes"));
        engine.feed("in", 0, 1, "k", "v");

        assertThatThrownBy(this::runAll)
                .hasMessageContaining("routes cannot forward to nowhere")
                .hasMessageContaining("[left]");
    }

    @Test
    void theContextSaysWhereARecordCameFromAndAnAnswerMayBeKept() {
        List<RecordMetadata> kept = new ArrayList<>();
        engine.run(withSource()
                .addProcessor(
                        "keeps",
                        () -> new Processor<String, String, Void, Void>() {
                            private ProcessorContext<Void, Void> context;

                            @Override
                            public void init(ProcessorContext<Void, Void> given) {
                                context = given;
                                kept.add(given.recordMetadata().orElseThrow());
                                given.schedule(
                                        Duration.ofMillis(1),
                                        PunctuationType.STREAM_TIME,
                                        now -> kept.add(given.recordMetadata().orElseThrow()));
                            }

                            @Override
                            public void process(Record<String, String> record) {
                                kept.add(context.recordMetadata().orElseThrow());
                            }
                        },
                        "source"));
        engine.feed("in", 0, 1, "k", "v");
        engine.feed("in", 0, 1, "k", "v");

        runAll();

        assertThat(kept).extracting(RecordMetadata::topic).containsExactly(null, "in", "in", null);
        assertThat(kept).extracting(RecordMetadata::partition).containsExactly(-1, 0, 0, -1);
        assertThat(kept).extracting(RecordMetadata::offset).containsExactly(-1L, 0L, 1L, -1L);
    }

    @Test
    void aProcessorReachesOnlyTheStoresItIsConnectedTo() {
        engine.run(withSource()
                .addProcessor("asks", () -> new Does((context, record) -> context.getStateStore("other")), "source")
                .addProcessor("owns", () -> new Does((context, record) -> {}), "source")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore("other"), Serdes.String(), Serdes.String()),
                        "owns"));
        engine.feed("in", 0, 1, "k", "v");

        assertThatThrownBy(this::runAll).hasMessageContainingAll("asks cannot use store other", "connect the store");
    }

    @Test
    void aFailedInitialisationClosesWhatWasOpenedAndNamesTheProcessor() {
        engine.run(withSource()
                .addProcessor(
                        "opens",
                        () -> new Processor<String, String, Void, Void>() {
                            @Override
                            public void process(Record<String, String> record) {}

                            @Override
                            public void close() {
                                seen.add("closed");
                            }
                        },
                        "source")
                .addProcessor(
                        "fails",
                        () -> new Processor<String, String, Void, Void>() {
                            @Override
                            public void init(ProcessorContext<Void, Void> context) {
                                throw new IllegalStateException("cannot begin");
                            }

                            @Override
                            public void process(Record<String, String> record) {}
                        },
                        "source"));

        assertThatThrownBy(this::runAll)
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("processor fails of task 0_0", "cannot begin");
        assertThat(seen).containsExactly("closed");
    }

    @Test
    void aPartitionerChoosesOneOrSeveralPartitionsOrNone() {
        StreamPartitioner<String, String> byValue = (topic, key, value, count) -> switch (value) {
            case "all" -> Optional.of(Set.of(0, 1, 2));
            case "none" -> Optional.of(Set.of());
            case "last" -> Optional.of(Set.of(count - 1));
            default -> Optional.empty();
        };
        engine.topic("out", 3)
                .run(withSource()
                        .addSink("sink", "out", new StringSerializer(), new StringSerializer(), byValue, "source"));
        engine.feed("in", 0, 1, "k", "all");
        engine.feed("in", 0, 2, "k", "none");
        engine.feed("in", 0, 3, "k", "last");
        engine.feed("in", 0, 4, "k", "hash");

        Worker worker = runAll();

        assertThat(engine.written("out", 0)).startsWith("k=all@1");
        assertThat(engine.written("out", 1)).startsWith("k=all@1");
        assertThat(engine.written("out", 2)).startsWith("k=all@1", "k=last@3");
        assertThat(engine.written("out", 0).size()
                        + engine.written("out", 1).size()
                        + engine.written("out", 2).size())
                .isEqualTo(5);
        assertThat(worker.tasks().iterator().next().droppedRecords()).isEqualTo(1);
    }

    @Test
    void refusesAPartitionThatDoesNotExist() {
        StreamPartitioner<String, String> wrong = (topic, key, value, count) -> Optional.of(Set.of(7));
        engine.topic("out", 3)
                .run(withSource()
                        .addSink("sink", "out", new StringSerializer(), new StringSerializer(), wrong, "source"));
        engine.feed("in", 0, 1, "k", "v");

        assertThatThrownBy(this::runAll)
                .hasMessageContainingAll("partition 7 of topic out", "0 to 2", "check the partitioner");
    }

    @Test
    void sendsEachRecordToTheTopicThatIsExtracted() {
        TopicNameExtractor<String, String> extractor = (key, value, context) -> value + "-" + context.topic();
        engine.run(withSource().addSink("sink", extractor, "source"));
        engine.feed("in", 0, 1, "k", "red");
        engine.feed("in", 0, 2, "k", "blue");

        runAll();

        assertThat(engine.written("red-in", 0)).containsExactly("k=red@1");
        assertThat(engine.written("blue-in", 0)).containsExactly("k=blue@2");
    }

    @Test
    void aSerializerMayAddHeaders() {
        Serializer<String> adding = new Serializer<>() {
            @Override
            public byte[] serialize(String topic, String data) {
                throw new AssertionError("called without headers");
            }

            @Override
            public byte[] serialize(String topic, Headers headers, String data) {
                headers.add("kind", new byte[] {1});
                return new StringSerializer().serialize(topic, data);
            }
        };
        engine.run(withSource().addSink("sink", "out", new StringSerializer(), adding, "source"));
        engine.feed("in", 0, 1, "k", "v");

        runAll();

        assertThat(engine.log().records(new TopicPartition("out", 0)).get(0).headers())
                .singleElement()
                .satisfies(header -> assertThat(header.key()).isEqualTo("kind"));
    }

    /** A store that a user made from scratch. */
    private final class OwnStore implements StateStore {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            CommitCallback callback = () -> seen.add("callback");
            context.register(root, (key, value) -> {}, callback);
        }

        @Override
        public void commit(Map<TopicPartition, Long> changelogOffsets) {
            seen.add("commit");
        }

        @Override
        public void close() {
            seen.add("close");
        }

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }

    private final class OwnStoreBuilder implements StoreBuilder<StateStore> {
        @Override
        public StoreBuilder<StateStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<StateStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<StateStore> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<StateStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public StateStore build() {
            return new OwnStore();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return "own";
        }
    }

    @Test
    void aUsersOwnStoreIsToldOfEachCommitAndClosed() {
        engine.run(withSource()
                .addProcessor(
                        "uses",
                        () -> new Does((context, record) -> {
                            assertThat(context.<StateStore>getStateStore("own").name())
                                    .isEqualTo("own");
                        }),
                        "source")
                .addStateStore(new OwnStoreBuilder(), "uses"));
        engine.feed("in", 0, 1, "k", "v");
        Worker worker = runAll();
        assertThat(seen).containsExactly("commit", "callback");

        worker.close();

        assertThat(seen).containsExactly("commit", "callback", "commit", "callback", "close");
    }

    @Test
    void aPunctuatorForwardsAndItsFailureIsOfferedToTheHandler() {
        engine.with(
                        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                        LogAndContinueProcessingExceptionHandler.class)
                .run(withSource()
                        .addProcessor(
                                "ticks",
                                () -> new Processor<String, String, String, String>() {
                                    @Override
                                    public void init(ProcessorContext<String, String> context) {
                                        context.schedule(Duration.ofMillis(100), PunctuationType.STREAM_TIME, now -> {
                                            context.forward(new Record<>("tick", "at " + now, now));
                                            throw new IllegalStateException("after the tick");
                                        });
                                    }

                                    @Override
                                    public void process(Record<String, String> record) {}
                                },
                                "source")
                        .addSink("sink", "out", "ticks"));
        engine.feed("in", 0, 150, "k", "v");

        runAll();

        assertThat(engine.written("out", 0)).containsExactly("tick=at 150@150");
    }

    @Test
    void anchoredSchedulesKeepToTheirStart() {
        List<Long> fired = new ArrayList<>();
        engine.run(withSource()
                .addProcessor(
                        "ticks",
                        () -> new Processor<String, String, Void, Void>() {
                            @Override
                            public void init(ProcessorContext<Void, Void> context) {
                                context.schedule(
                                        java.time.Instant.ofEpochMilli(70),
                                        Duration.ofMillis(100),
                                        PunctuationType.STREAM_TIME,
                                        fired::add);
                            }

                            @Override
                            public void process(Record<String, String> record) {}
                        },
                        "source"));
        Worker worker = engine.worker("w");
        for (long time : new long[] {50, 80, 150, 175}) {
            engine.feed("in", 0, time, "k", "v");
            engine.runUntilIdle(worker);
        }

        assertThat(fired).containsExactly(80L, 175L);
    }

    @Test
    void aStoreKeepsItsValueOverARestart() {
        Topology topology = withSource()
                .addProcessor(
                        "counts",
                        () -> new Does((context, record) -> {
                            KeyValueStore<String, String> store = context.getStateStore("counts");
                            String before = store.get(record.key());
                            String now = before == null ? "1" : before + "1";
                            store.put(record.key(), now);
                            context.forward(record.withValue(now));
                        }),
                        "source")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore("counts"), Serdes.String(), Serdes.String()),
                        "counts")
                .addSink("sink", "out", "counts");
        engine.run(topology);
        engine.feed("in", 0, 1, "k", "v");
        runAll();

        engine.crash();
        engine.feed("in", 0, 2, "k", "v");
        runAll();

        assertThat(engine.written("out", 0)).containsExactly("k=1@1", "k=11@2");
    }
}
