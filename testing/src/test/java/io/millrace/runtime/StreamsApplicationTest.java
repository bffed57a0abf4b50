package io.millrace.runtime;

import static io.millrace.runtime.EmbeddedApplication.await;
import static io.millrace.runtime.EmbeddedApplication.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TaskMetadata;
import io.millrace.streams.Topology;
import io.millrace.streams.embedded.EmbeddedLog;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import io.millrace.streams.errors.TopologyException;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.processor.FailOnInvalidTimestamp;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.TimestampExtractor;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamsApplicationTest {

    @TempDir
    Path folder;

    private EmbeddedApplication app;

    @BeforeEach
    void open() {
        app = new EmbeddedApplication(folder);
    }

    @AfterEach
    void close() {
        app.close();
    }

    private static Topology copy() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in").to("out");
        return builder.build();
    }

    private static Topology count() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .groupByKey()
                .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts")
                        .withValueSerde(Serdes.Long()))
                .toStream()
                .mapValues(count -> count.toString())
                .to("out");
        return builder.build();
    }

    /** Copies each record after doing something with its value. */
    private static Topology doing(java.util.function.Consumer<String> action) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .peek((key, value) -> action.accept(value))
                .to("out");
        return builder.build();
    }

    @Test
    void goesThroughItsStatesAndTellsTheListener() {
        List<String> told = new CopyOnWriteArrayList<>();
        MillraceStreams streams = app.make(copy());
        streams.setStateListener((now, before) -> told.add(before + ">" + now));
        assertThat(streams.state()).isEqualTo(State.CREATED);

        streams.start();
        awaitState(streams, State.RUNNING);
        assertThat(streams.close(Duration.ofSeconds(30))).isTrue();

        assertThat(streams.state()).isEqualTo(State.NOT_RUNNING);
        await("the last call of the listener", () -> told.size() == 4);
        assertThat(told)
                .containsExactly(
                        "CREATED>REBALANCING",
                        "REBALANCING>RUNNING",
                        "RUNNING>PENDING_SHUTDOWN",
                        "PENDING_SHUTDOWN>NOT_RUNNING");
        assertThat(streams.close(Duration.ZERO)).as("closing again").isTrue();
    }

    @Test
    void isStartedOnce() {
        MillraceStreams streams = app.start(copy());

        assertThatThrownBy(streams::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("make a new one");
        assertThatThrownBy(() -> streams.setStateListener((now, before) -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isClosedBeforeItIsStarted() {
        MillraceStreams streams = app.make(copy());

        assertThat(streams.close(Duration.ZERO)).isTrue();
        assertThat(streams.state()).isEqualTo(State.NOT_RUNNING);
        assertThatThrownBy(streams::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void carriesRecordsAndGoesOnAfterARestart() {
        MillraceStreams streams = app.start(count());
        app.feed("in", "a", "x");
        app.feed("in", "a", "x");
        app.awaitWritten("out", 2);
        streams.close();
        app.feed("in", "a", "x");

        app.start(count());

        assertThat(app.awaitWritten("out", 3)).containsExactly("a=1", "a=2", "a=3");
    }

    @Test
    void aListenerMayCloseTheApplicationInAnyState() {
        for (State when : List.of(State.REBALANCING, State.RUNNING, State.PENDING_SHUTDOWN, State.NOT_RUNNING)) {
            MillraceStreams streams = app.make(copy());
            streams.setStateListener((now, before) -> {
                if (now == when) {
                    streams.close();
                }
            });

            streams.start();
            if (when == State.PENDING_SHUTDOWN || when == State.NOT_RUNNING) {
                streams.close();
            }

            awaitState(streams, State.NOT_RUNNING);
        }
    }

    @Test
    void aListenerThatFailsDoesNotKeepTheApplicationFromClosing() {
        MillraceStreams streams = app.make(copy());
        streams.setStateListener((now, before) -> {
            if (now == State.PENDING_SHUTDOWN) {
                throw new IllegalStateException("listener");
            }
        });
        streams.start();

        assertThat(streams.close(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void theExceptionHandlerMayCloseTheApplication() {
        MillraceStreams streams = app.make(doing(value -> {
            throw new IllegalStateException("always");
        }));
        streams.setUncaughtExceptionHandler(cause -> {
            streams.close();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();

        app.feed("in", "k", "v");

        awaitState(streams, State.NOT_RUNNING);
    }

    @Test
    void aProcessorMayCloseTheApplicationAndItsRecordIsCommitted() {
        AtomicReference<MillraceStreams> streams = new AtomicReference<>();
        streams.set(app.make(doing(value -> streams.get().close())));
        streams.get().start();

        app.feed("in", "k", "v");

        awaitState(streams.get(), State.NOT_RUNNING);
        assertThat(app.awaitWritten("out", 1)).containsExactly("k=v");
    }

    @Test
    void closingGivesUpWaitingForAProcessorThatBlocksAndEndsWhenItDoes() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        MillraceStreams streams = app.start(doing(value -> {
            blocked.countDown();
            awaitUninterruptibly(release);
        }));
        app.feed("in", "k", "v");
        awaitUninterruptibly(blocked);

        assertThat(streams.close(Duration.ofMillis(1))).isFalse();
        assertThat(streams.state()).isEqualTo(State.PENDING_SHUTDOWN);
        release.countDown();

        assertThat(streams.close(Duration.ofSeconds(30))).isTrue();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closesToErrorWhenAThreadFails() {
        AtomicReference<Throwable> handled = new AtomicReference<>();
        for (StreamThreadExceptionResponse response : List.of(
                StreamThreadExceptionResponse.SHUTDOWN_CLIENT, StreamThreadExceptionResponse.SHUTDOWN_APPLICATION)) {
            MillraceStreams streams = app.make(doing(value -> {
                throw new IllegalStateException("always");
            }));
            streams.setUncaughtExceptionHandler(cause -> {
                handled.set(cause);
                return response;
            });
            streams.start();
            app.feed("in", "k", "v");

            awaitState(streams, State.ERROR);
            assertThat(handled.get()).hasMessageContainingAll("in-0 offset 0", "always");
            assertThat(app.written("out")).isEmpty();
        }
    }

    @Test
    void aReplacedThreadGoesOnExactlyOnce() {
        AtomicInteger failures = new AtomicInteger();
        MillraceStreams streams = app.make(failingTwiceAt("a=3", failures));
        streams.setUncaughtExceptionHandler(cause -> StreamThreadExceptionResponse.REPLACE_THREAD);
        app.topic("in", 1);
        for (int i = 0; i < 5; i++) {
            app.feed("in", "a", "x");
        }

        streams.start();

        assertThat(app.awaitWritten("out", 5)).containsExactly("a=1", "a=2", "a=3", "a=4", "a=5");
        assertThat(failures).hasValue(2);
        awaitState(streams, State.RUNNING);
        assertThat(streams.metadataForLocalThreads()).hasSize(1);
    }

    private static Topology failingTwiceAt(String result, AtomicInteger failures) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .groupByKey()
                .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts")
                        .withValueSerde(Serdes.Long()))
                .toStream()
                .mapValues(count -> count.toString())
                .peek((key, value) -> {
                    if ((key + "=" + value).equals(result) && failures.get() < 2) {
                        failures.incrementAndGet();
                        throw new IllegalStateException("failure " + failures);
                    }
                })
                .to("out");
        return builder.build();
    }

    @Test
    void movesTasksToAddedThreadsAndBackWithoutLosingOrDoublingAnything() {
        app.topic("in", 4).topic("out", 1);
        MillraceStreams streams = app.start(count());
        awaitState(streams, State.RUNNING);
        int records = 0;
        records = feedSome(records);

        assertThat(streams.addStreamThread()).isPresent();
        records = feedSome(records);
        await("two tasks each", () -> tasksPerThread(streams).equals(List.of(2, 2)));
        records = feedSome(records);
        String removed = streams.removeStreamThread(Duration.ofSeconds(30)).orElseThrow();
        assertThat(streams.metadataForLocalThreads())
                .noneMatch(thread -> thread.threadName().equals(removed));
        records = feedSome(records);
        await("all tasks on one thread", () -> tasksPerThread(streams).equals(List.of(4)));

        Map<String, Integer> latest = new HashMap<>();
        for (String record : app.awaitWritten("out", records)) {
            String[] parts = record.split("=");
            assertThat(Integer.parseInt(parts[1])).as(record).isEqualTo(latest.merge(parts[0], 1, Integer::sum));
        }
        assertThat(app.written("out")).hasSize(records);
        awaitState(streams, State.RUNNING);
        assertThat(tasks(streams)).hasSize(4);
    }

    private int feedSome(int before) {
        for (int i = 0; i < 100; i++) {
            app.feed("in", "key-" + i % 13, "x");
        }
        return before + 100;
    }

    private static List<Integer> tasksPerThread(MillraceStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .map(thread -> thread.activeTasks().size())
                .toList();
    }

    private static Set<TaskId> tasks(MillraceStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .map(TaskMetadata::taskId)
                .collect(Collectors.toSet());
    }

    @Test
    void aThreadIsRemovedOnceAndSaysSoWhenItDoesNotEndInTime() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        MillraceStreams streams = app.start(doing(value -> {
            blocked.countDown();
            awaitUninterruptibly(release);
        }));
        app.feed("in", "k", "v");
        awaitUninterruptibly(blocked);

        assertThatThrownBy(() -> streams.removeStreamThread(Duration.ofMillis(1)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("is a processor blocked?");
        assertThat(streams.removeStreamThread(Duration.ofMillis(1)))
                .as("it has been removed")
                .isEmpty();
        release.countDown();

        await("no thread", () -> streams.metadataForLocalThreads().isEmpty());
        assertThat(streams.addStreamThread()).isPresent();
        awaitState(streams, State.RUNNING);
    }

    @Test
    void pausesAndResumes() {
        MillraceStreams streams = app.make(copy());
        streams.pause();
        streams.start();
        app.feed("in", "k", "1");
        awaitState(streams, State.RUNNING);
        assertThat(streams.isPaused()).isTrue();
        assertThat(app.written("out")).isEmpty();

        streams.resume();

        assertThat(app.awaitWritten("out", 1)).containsExactly("k=1");
    }

    @Test
    void firesWallClockPunctuatorsWhileThereIsNothingToDo() {
        CountDownLatch fired = new CountDownLatch(3);
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in").process(() -> new Processor<String, String, Void, Void>() {
            @Override
            public void init(ProcessorContext<Void, Void> context) {
                context.schedule(Duration.ofMillis(5), PunctuationType.WALL_CLOCK_TIME, now -> fired.countDown());
            }

            @Override
            public void process(Record<String, String> record) {}
        });

        app.start(builder.build());

        await("three calls", () -> fired.getCount() == 0);
    }

    /** A global store of what is in the topic {@code names}. */
    private static void addNames(StreamsBuilder builder, TimestampExtractor extractor) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("names-store"), Serdes.String(), Serdes.String()),
                "names",
                Consumed.with(Serdes.String(), Serdes.String()).withTimestampExtractor(extractor),
                () -> new ContextualProcessor<String, String, Void, Void>() {
                    @Override
                    public void process(Record<String, String> record) {
                        KeyValueStore<String, String> names = context().getStateStore("names-store");
                        names.put(record.key(), record.value());
                    }
                });
    }

    private static Topology withGlobalStore() {
        StreamsBuilder builder = new StreamsBuilder();
        addNames(builder, new FailOnInvalidTimestamp());
        builder.<String, String>stream("in")
                .process(() -> new ContextualProcessor<String, String, String, String>() {
                    @Override
                    public void process(Record<String, String> record) {
                        KeyValueStore<String, String> names = context().getStateStore("names-store");
                        context().forward(record.withValue(String.valueOf(names.get(record.key()))));
                    }
                })
                .to("out");
        return builder.build();
    }

    @Test
    void globalStoresAreFilledBeforeAnythingIsProcessedAndUpdatedLater() {
        app.topic("names", 2).topic("in", 1).with(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 1000L);
        for (int i = 0; i < 500; i++) {
            app.feed("names", "k" + i, "name " + i);
        }
        app.feed("names", "k499", "last");
        app.feed("in", "k499", "");

        app.start(withGlobalStore());
        assertThat(app.awaitWritten("out", 1)).containsExactly("k499=last");
        app.feed("names", "k499", "newer");

        await("the update", () -> {
            app.feed("in", "k499", "");
            return app.written("out").contains("k499=newer");
        });
    }

    @Test
    void closesWhileGlobalStoresAreBeingFilled() {
        CountDownLatch filling = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<Throwable> handled = new CopyOnWriteArrayList<>();
        StreamsBuilder builder = new StreamsBuilder();
        addNames(builder, (record, time) -> {
            filling.countDown();
            awaitUninterruptibly(release);
            return 0;
        });
        builder.<String, String>stream("in").to("out");
        app.topic("names", 1);
        app.feed("names", "k", "v");
        MillraceStreams streams = app.make(builder.build());
        streams.setUncaughtExceptionHandler(cause -> {
            handled.add(cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        awaitUninterruptibly(filling);

        assertThat(streams.close(Duration.ofMillis(1))).isFalse();
        release.countDown();

        assertThat(streams.close(Duration.ofSeconds(30))).isTrue();
        assertThat(streams.state()).isEqualTo(State.NOT_RUNNING);
        assertThat(handled).isEmpty();
    }

    @Test
    void aFailureOfTheGlobalThreadClosesTheApplicationAndItsHandlerMayDoSoToo() {
        StreamsBuilder builder = new StreamsBuilder();
        addNames(builder, (record, time) -> {
            throw new IllegalStateException("no time");
        });
        builder.<String, String>stream("in").to("out");
        app.topic("names", 1);
        app.feed("names", "k", "v");
        MillraceStreams streams = app.make(builder.build());
        AtomicBoolean asked = new AtomicBoolean();
        streams.setUncaughtExceptionHandler(cause -> {
            asked.set(true);
            streams.close();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });

        streams.start();

        await("the end", () -> streams.state().hasCompletedShutdown());
        assertThat(asked).isTrue();
    }

    @Test
    void refusesTopicsThatAreJoinedButDifferInWidthAndCanBeTriedAgain() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .join(builder.<String, String>table("table"), (one, two) -> one + two)
                .to("out");
        app.topic("in", 2).topic("table", 3);
        MillraceStreams streams = app.make(builder.build());

        assertThatThrownBy(streams::start)
                .isInstanceOf(TopologyException.class)
                .hasMessageContainingAll("2 and 3 partitions", "in", "table");

        awaitState(streams, State.ERROR);
        app.start(copy());
        app.feed("in", "k", "v");
        assertThat(app.awaitWritten("out", 1)).containsExactly("k=v");
    }

    @Test
    void saysWhichDefaultSerdeIsMissing() {
        app.config.remove(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG);
        List<Throwable> handled = new ArrayList<>();
        MillraceStreams streams = app.make(copy());
        streams.setUncaughtExceptionHandler(cause -> {
            handled.add(cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });

        streams.start();

        awaitState(streams, State.ERROR);
        assertThat(handled).singleElement().asString().contains(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG);
    }

    @Test
    void refusesTheDoorOfTheEmbeddedLogWhereABrokerIsSet() {
        app.with(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");

        assertThatThrownBy(() -> EmbeddedLog.open(app.config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("bootstrap.servers", "embedded log");
        app.config.remove(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    @Test
    void refusesAGroupProtocolThatItDoesNotSpeak() {
        app.with(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092")
                .with(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");

        assertThatThrownBy(() -> app.make(copy()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("group.protocol", "streams", "classic");
        app.config.remove(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    @Test
    void refusesNamesThatAreNoFolders() {
        for (String name : List.of("../escape", "..", "a/b", "with space")) {
            app.with(StreamsConfig.APPLICATION_ID_CONFIG, name);
            assertThatThrownBy(() -> app.make(copy()))
                    .as(name)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll("application.id", "letters, digits");
        }
        app.with(StreamsConfig.APPLICATION_ID_CONFIG, "app");
    }

    @Test
    void commitsByTheIntervalWhileInputNeverEnds() {
        app.with(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1L);
        app.topic("in", 1).topic("out", 1);
        app.start(doing(value -> {}));
        await("something committed while feeding", () -> {
            app.feed("in", "k", "v");
            return !app.written("out").isEmpty();
        });
    }

    @Test
    void runsOnThreadsThatKeepTheJvmAlive() {
        AtomicReference<Thread> worker = new AtomicReference<>();
        app.start(doing(value -> worker.set(Thread.currentThread())));
        app.feed("in", "k", "v");
        app.awaitWritten("out", 1);

        assertThat(worker.get().isDaemon())
                .as("main may return once it has started the application")
                .isFalse();
        assertThat(worker.get().getName()).endsWith("-StreamThread-1");
    }

    @Test
    void sharesTheLogWithItsDoorInTheSameProcess() {
        try (EmbeddedLog second = EmbeddedLog.open(app.config)) {
            app.start(copy());
            app.feed("in", "k", "v");
            app.awaitWritten("out", 1);
            assertThat(second.topics()).containsKeys("in", "out");
        }
    }

    @Test
    void holdsUpdatesBackUntilTheCommitWhenThereIsACache() {
        app.with(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 1_000_000L).topic("in", 1);
        for (int i = 0; i < 50; i++) {
            app.feed("in", "a", "x");
        }

        app.start(count());

        await("the last count", () -> app.written("out").contains("a=50"));
        assertThat(app.written("out")).hasSizeLessThan(50);
    }
}
