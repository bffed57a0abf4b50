package io.millrace.conformance.program.cases;

import io.millrace.conformance.program.Scenario;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.processor.Cancellable;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.api.ContextualFixedKeyProcessor;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.FixedKeyRecord;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.processor.api.RecordMetadata;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;

/** Processors of the user's: contexts, stores, punctuation. */
public final class StatefulCases {

    /** Says what a fixed-key processor sees. */
    static final class Marking extends ContextualFixedKeyProcessor<String, String, String> {
        @Override
        public void process(FixedKeyRecord<String, String> record) {
            context().forward(record.withValue(record.value() + "@" + context().currentStreamTimeMs()));
        }
    }

    private static String place(Optional<RecordMetadata> metadata) {
        return metadata.map(it -> it.topic() + "/" + it.partition() + "/" + it.offset())
                .orElse("none");
    }

    /** Says what a processor sees when records come and when time passes. */
    private static final class Telling extends ContextualProcessor<String, String, String, String> {
        private final PunctuationType type;
        private Cancellable timer;
        private String atInit;
        private int fired;

        Telling(PunctuationType type) {
            this.type = type;
        }

        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            atInit = place(context.recordMetadata());
            timer = context.schedule(Duration.ofMillis(100), type, time -> {
                tell(
                        "fired " + time + " " + place(context.recordMetadata()) + " " + context.currentStreamTimeMs()
                                + " " + context.currentSystemTimeMs(),
                        time);
                fired++;
                if (fired == 4) {
                    timer.cancel();
                }
            });
        }

        private void tell(String text, long time) {
            context().forward(new Record<>("t", text, time));
        }

        @Override
        public void process(Record<String, String> record) {
            tell(
                    atInit + " " + record.value() + " " + place(context().recordMetadata()) + " "
                            + context().currentStreamTimeMs() + " " + context().currentSystemTimeMs() + " "
                            + context().taskId() + " " + context().applicationId(),
                    record.timestamp());
        }
    }

    private static void pipeWithTimers(Scenario it) {
        it.pipe("in", "a", "x", 150);
        it.pipe("in", "a", "x", 160);
        it.advanceWallClock(99);
        it.pipe("in", "a", "x", 555);
        it.advanceWallClock(1);
        it.advanceWallClock(450);
        it.pipe("in", "a", "x", 100);
        it.pipe("in", "a", "x", 600);
        it.advanceWallClock(100);
        it.pipe("in", "a", "x", 5000);
        it.advanceWallClock(10_000);
    }

    void streamTimePunctuation(Scenario it) {
        it.stream("in").process(() -> new Telling(PunctuationType.STREAM_TIME)).to("out");
        pipeWithTimers(it);
    }

    void wallClockPunctuation(Scenario it) {
        it.stream("in")
                .process(() -> new Telling(PunctuationType.WALL_CLOCK_TIME), Named.as("teller"))
                .to("out");
        pipeWithTimers(it);
    }

    void processValues(Scenario it) {
        it.stream("in").processValues(Marking::new).to("out1");
        it.stream("in").processValues(Marking::new, Named.as("marks")).to("out2");
        it.pipe("in", "a", "x", 10);
        it.pipe("in", null, null, 5, "h", "1");
    }

    /** Keeps the last value of each key, and forwards the one before to a child of its choice. */
    private static final class Last extends ContextualProcessor<String, String, String, String> {
        private KeyValueStore<String, String> store;

        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            store = context.getStateStore("last");
        }

        @Override
        public void process(Record<String, String> record) {
            String before = store.get(record.key());
            if (record.value() == null) {
                store.delete(record.key());
            } else {
                store.put(record.key(), record.value());
            }
            context().forward(record.withValue(before + "," + store.putIfAbsent("first", "f" + record.key())));
        }
    }

    void aPersistentStore(Scenario it) {
        it.builder()
                .addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("last"), Serdes.String(), Serdes.String()));
        it.stream("in").process(Last::new, "last").to("out");
        pipeKeys(it);
    }

    void aStoreInMemoryWithACache(Scenario it) {
        it.builder()
                .addStateStore(Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore("last"), Serdes.String(), Serdes.String())
                        .withCachingEnabled());
        it.stream("in").process(Last::new, "last").to("out");
        pipeKeys(it);
    }

    private static void pipeKeys(Scenario it) {
        it.pipe("in", "a", "x", 10);
        it.pipe("in", "b", "y", 5);
        it.pipe("in", "a", null, 20);
        it.pipe("in", "a", "z", 20, "h", "1");
        it.pipe("in", "b", "y", 5);
    }

    void aStoreThatIsMissingIsRefused(Scenario it) {
        it.stream("in").process(Last::new, "last").to("out");
    }

    void aStoreThatIsNotConnectedIsRefused(Scenario it) {
        it.builder()
                .addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("last"), Serdes.String(), Serdes.String()));
        it.stream("in").process(Last::new).to("out");
        pipeKeys(it);
    }
}
