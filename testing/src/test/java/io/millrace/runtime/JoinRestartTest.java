package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.KStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins of two streams on the embedded log, over a restart: what was kept is found again. */
class JoinRestartTest {

    private static final JoinWindows TEN = JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMillis(10));

    @TempDir
    Path folder;

    private EmbeddedApplication application() {
        return new EmbeddedApplication(folder).with("__emit.interval.ms.kstreams.outer.join.spurious.results.fix__", 0);
    }

    /** Values are {@code text@timestamp}. */
    private static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> left = builder.stream("left", timed());
        KStream<String, String> right = builder.stream("right", timed());
        left.outerJoin(right, (value, other) -> value + "+" + other, TEN).to("out");
        left.merge(right).to("seen");
        return builder.build();
    }

    private static Consumed<String, String> timed() {
        return Consumed.with(
                (record, time) -> Long.parseLong(record.value().toString().split("@")[1]));
    }

    @Test
    void recordsThatAreKeptAndThoseThatWaitAreFoundAgain() {
        try (EmbeddedApplication first = application()) {
            first.topic("left", 1).topic("right", 1).topic("seen", 1).topic("out", 1);
            first.start(topology());
            first.feed("left", "k", "a@100");
            first.feed("left", "alone", "b@100");
            first.feed("left", "k", "c@101");
            first.awaitWritten("seen", 3);
            assertThat(first.written("out")).isEmpty();
        }
        try (EmbeddedApplication second = application()) {
            second.start(topology());
            second.feed("right", "k", "x@105");
            assertThat(second.awaitWritten("out", 2)).containsExactly("k=a@100+x@105", "k=c@101+x@105");
            second.feed("right", "z", "y@111");
            assertThat(second.awaitWritten("out", 3)).last().isEqualTo("alone=b@100+null");
            second.feed("left", "z", "d@112");
            assertThat(second.awaitWritten("out", 4)).last().isEqualTo("z=d@112+y@111");
        }
        try (EmbeddedApplication third = application().with(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2)) {
            third.start(topology());
            third.feed("left", "late", "e@101");
            third.awaitWritten("seen", 7);
            third.feed("right", "z", "z@122");
            assertThat(third.awaitWritten("out", 6)).endsWith("late=e@101+null", "z=d@112+z@122");
        }
    }
}
