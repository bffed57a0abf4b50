package io.millrace.streams.processor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.api.MockProcessorContext.CapturedForward;
import io.millrace.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class MockProcessorContextTest {

    private final MockProcessorContext<String, Long> context = new MockProcessorContext<>();

    /** Counts per key, passes each count on, and every so often the number of keys to a child of its own. */
    private static final class Counting extends ContextualProcessor<String, String, String, Long> {

        private KeyValueStore<String, Long> counts;

        @Override
        public void init(ProcessorContext<String, Long> context) {
            super.init(context);
            counts = context.getStateStore("counts");
            context.schedule(
                    Duration.ofSeconds(1),
                    PunctuationType.WALL_CLOCK_TIME,
                    time -> context.forward(new Record<>("keys", counts.approximateNumEntries(), time), "report"));
        }

        @Override
        public void process(Record<String, String> record) {
            Long before = counts.get(record.key());
            long count = before == null ? 1 : before + 1;
            counts.put(record.key(), count);
            context().forward(record.withValue(count));
            context().commit();
        }
    }

    private Counting started() {
        KeyValueStore<String, Long> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("counts"), Serdes.String(), Serdes.Long())
                .build();
        store.init(context.getStateStoreContext(), store);
        Counting counting = new Counting();
        counting.init(context);
        return counting;
    }

    @Test
    void notesWhatIsForwarded() {
        Counting counting = started();

        counting.process(new Record<>("a", "x", 10));
        counting.process(new Record<>("a", "x", 20));

        assertThat(context.forwarded())
                .isEqualTo(List.of(
                        new CapturedForward<>(new Record<>("a", 1L, 10)),
                        new CapturedForward<>(new Record<>("a", 2L, 20))));
        context.resetForwards();
        assertThat(context.forwarded()).isEmpty();
    }

    @Test
    void aPunctuatorFiresWhenTheTestCallsIt() {
        Counting counting = started();
        counting.process(new Record<>("a", "x", 10));
        CapturedPunctuator punctuator = context.scheduledPunctuators().get(0);

        punctuator.getPunctuator().punctuate(1000);

        assertThat(punctuator.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);
        assertThat(punctuator.getInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(punctuator.getStartTime()).isNull();
        assertThat(punctuator.cancelled()).isFalse();
        assertThat(context.forwarded("report")).hasSize(2); // the record that goes to all children is among them
        assertThat(context.forwarded("other")).hasSize(1);
        assertThat(context.forwarded().get(1).childName()).isEqualTo(Optional.of("report"));
    }

    @Test
    void notesThatACommitWasAskedFor() {
        Counting counting = started();
        assertThat(context.committed()).isFalse();

        counting.process(new Record<>("a", "x", 10));

        assertThat(context.committed()).isTrue();
        context.resetCommit();
        assertThat(context.committed()).isFalse();
    }

    @Test
    void timesAndPlaceAreTheTests() {
        assertThatThrownBy(context::currentStreamTimeMs)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("setCurrentStreamTimeMs()");
        assertThatThrownBy(context::stateDir).isInstanceOf(NullPointerException.class);
        assertThat(context.recordMetadata()).isEmpty();

        context.setCurrentStreamTimeMs(1);
        context.setCurrentSystemTimeMs(2);
        context.setRecordMetadata("topic", 3, 4);

        assertThat(context.currentStreamTimeMs()).isEqualTo(1);
        assertThat(context.currentSystemTimeMs()).isEqualTo(2);
        assertThat(context.recordMetadata().orElseThrow().offset()).isEqualTo(4);
    }
}
