package io.millrace.engine.global;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.SimulatedEngine;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class GlobalWorkerTest {

    private final SimulatedEngine engine = new SimulatedEngine();

    private static Topology names() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("store"), Serdes.String(), Serdes.String()),
                "names",
                Consumed.with(Serdes.String(), Serdes.String()),
                () -> new ContextualProcessor<String, String, Void, Void>() {
                    @Override
                    public void process(Record<String, String> record) {
                        KeyValueStore<String, String> store = context().getStateStore("store");
                        store.put(record.key(), Objects.requireNonNull(record.value(), "a name"));
                    }
                });
        builder.<String, String>stream("in").to("out");
        return builder.build();
    }

    @SuppressWarnings("unchecked") // the topology above says what is in the store
    private static KeyValueStore<String, String> store(GlobalWorker worker) {
        return (KeyValueStore<String, String>) worker.stores().get("store");
    }

    @Test
    void isCaughtUpWhenItHoldsWhatWasThereAtTheBeginning() {
        engine.run(names());
        engine.feed("names", 0, 1, "a", "Anna");
        GlobalWorker worker = new GlobalWorker(engine.parts(), "globals");
        assertThat(worker.isCaughtUp()).isFalse();

        worker.runOnce(0, 0);

        assertThat(worker.isCaughtUp()).isTrue();
        assertThat(store(worker).get("a")).isEqualTo("Anna");
        worker.close();
    }

    @Test
    void doesNotHoldBackForAnEmptyPartition() {
        engine.with(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 10_000L)
                .topic("names", 2)
                .run(names());
        engine.feed("names", 0, 1, "a", "Anna");
        GlobalWorker worker = new GlobalWorker(engine.parts(), "globals");

        worker.runOnce(0, 0);

        assertThat(worker.isCaughtUp()).isTrue();
        assertThat(store(worker).get("a")).isEqualTo("Anna");
        worker.close();
    }

    @Test
    void readsItsTopicAnewAfterARestart() {
        engine.run(names());
        engine.feed("names", 0, 1, "a", "Anna");
        new GlobalWorker(engine.parts(), "globals").runOnce(0, 0);
        engine.crash();

        GlobalWorker worker = new GlobalWorker(engine.parts(), "globals");
        assertThat(store(worker).get("a")).isNull();
        worker.runOnce(0, 0);

        assertThat(store(worker).get("a")).isEqualTo("Anna");
        worker.close();
    }

    @Test
    void refusesWritesOfOtherProcessors() {
        engine.run(names());
        GlobalWorker worker = new GlobalWorker(engine.parts(), "globals");

        assertThatThrownBy(() -> store(worker).put("a", "x"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll("global store store cannot be changed by put", "send records to its topic");
        worker.close();
    }

    @Test
    void writesTheDeadLetterOfTheRecordThatItFailsOn() {
        engine.topic("dead", 1)
                .with(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead")
                .run(names());
        engine.feed("names", 0, 1, "a", null);
        GlobalWorker worker = new GlobalWorker(engine.parts(), "globals");

        assertThatThrownBy(() -> worker.runOnce(0, 0))
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("names-0 offset 0", "a name");
        worker.close();

        assertThat(engine.written("dead", 0)).hasSize(1);
    }
}
