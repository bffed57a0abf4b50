package io.millrace.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.KeyValue;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What the test of a transformer sees of it. */
@SuppressWarnings("deprecation")
class MockProcessorContextTest {

    private final MockProcessorContext context = new MockProcessorContext();

    @Test
    void showsTheRecordThatTheTestSet() {
        Headers headers = new RecordHeaders().add("h", new byte[] {1});
        context.setRecordMetadata("topic", 3, 5, headers, 7);

        assertThat(context.topic()).isEqualTo("topic");
        assertThat(context.partition()).isEqualTo(3);
        assertThat(context.offset()).isEqualTo(5);
        assertThat(context.headers()).isEqualTo(headers);
        assertThat(context.timestamp()).isEqualTo(7);
    }

    @Test
    void refusesToShowWhatWasNotSet() {
        assertThatThrownBy(context::topic)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("setTopic()");
        assertThatThrownBy(context::timestamp).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::currentSystemTimeMs).isInstanceOf(IllegalStateException.class);
        assertThat(context.headers()).isNull();
    }

    @Test
    void notesWhatIsForwardedAtTheTimeOfTheRecordUnlessAnotherIsGiven() {
        context.forward("early", 0);
        context.setRecordTimestamp(7);
        context.forward("k", 1);
        context.forward("k", 2, To.child("child").withTimestamp(9));
        context.forward("k", 3, To.child("other"));

        assertThat(context.forwarded())
                .extracting(MockProcessorContext.CapturedForward::timestamp)
                .containsExactly(-1L, 7L, 9L, 7L);
        assertThat(context.forwarded("child"))
                .extracting(forward -> (Object) forward.keyValue())
                .containsExactly(KeyValue.pair("early", 0), KeyValue.pair("k", 1), KeyValue.pair("k", 2));
        context.resetForwards();
        assertThat(context.forwarded()).isEmpty();
    }

    @Test
    void notesWhatIsScheduledAndCancelled() {
        Cancellable cancellable = context.schedule(
                Instant.ofEpochMilli(5), Duration.ofMillis(10), PunctuationType.STREAM_TIME, time -> {});
        cancellable.cancel();

        MockProcessorContext.CapturedPunctuator captured =
                context.scheduledPunctuators().get(0);
        assertThat(captured.getStartTime()).isEqualTo(Instant.ofEpochMilli(5));
        assertThat(captured.getIntervalMs()).isEqualTo(10);
        assertThat(captured.getType()).isEqualTo(PunctuationType.STREAM_TIME);
        assertThat(captured.cancelled()).isTrue();
    }

    @Test
    void refusesAnIntervalOfNothing() {
        assertThatThrownBy(() -> context.schedule(Duration.ZERO, PunctuationType.STREAM_TIME, time -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void notesThatACommitIsAskedFor() {
        context.commit();
        assertThat(context.committed()).isTrue();
        context.resetCommit();
        assertThat(context.committed()).isFalse();
    }
}
