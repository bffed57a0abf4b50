package io.millrace.engine;

import static io.millrace.streams.kstream.Suppressed.BufferConfig.unbounded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.worker.Worker;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.errors.TopologyException;
import io.millrace.streams.kstream.Joined;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.state.Stores;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Versions, and records that wait for them, outlive a crash. */
class VersionedTableCrashTest {

    private static Topology joined() {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, String> prices = builder.table(
                "prices", Materialized.as(Stores.persistentVersionedKeyValueStore("prices", Duration.ofMillis(100))));
        builder.<String, String>stream("orders")
                .join(
                        prices,
                        (order, price) -> order + " for " + price,
                        Joined.<String, String, String>as("pricing").withGracePeriod(Duration.ofMillis(10)))
                .to("bills");
        return builder.build();
    }

    @Test
    void recordsThatWaitAreJoinedAfterACrashWithWhatCameLate() {
        SimulatedEngine engine = new SimulatedEngine().topic("bills", 1).run(joined());
        Worker worker = engine.worker("first");
        engine.feed("prices", 0, 1, "apple", "1");
        engine.feed("orders", 0, 20, "apple", "a");
        engine.feed("orders", 0, 20, "apple", "b");
        engine.commit(worker);
        assertThat(engine.written("bills", 0)).isEmpty();

        engine.crash();
        Worker second = engine.worker("second");
        engine.feed("prices", 0, 30, "apple", "3");
        engine.feed("prices", 0, 15, "apple", "2");
        engine.commit(second);
        engine.feed("orders", 0, 20, "apple", "c");
        engine.feed("orders", 0, 5, "apple", "late");
        engine.feed("orders", 0, 31, "apple", "d");
        engine.commit(second);

        assertThat(engine.written("bills", 0))
                .containsExactly("apple=late for 1@5", "apple=a for 2@20", "apple=b for 2@20", "apple=c for 2@20");
    }

    @Test
    void aGracePeriodNeedsATableWithThePastItAsksFor() {
        StreamsBuilder builder = new StreamsBuilder();
        Joined<String, String, String> grace =
                Joined.<String, String, String>as("pricing").withGracePeriod(Duration.ofMillis(10));
        KTable<String, String> plain = builder.table("plain");
        KTable<String, String> forgetful = builder.table(
                "forgetful", Materialized.as(Stores.persistentVersionedKeyValueStore("short", Duration.ofMillis(9))));

        assertThatThrownBy(() -> builder.<String, String>stream("orders").join(plain, String::concat, grace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not versioned");
        assertThatThrownBy(() -> builder.<String, String>stream("more").join(forgetful, String::concat, grace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 ms");
    }

    @Test
    void aTableWithVersionsIsNotSuppressed() {
        KTable<String, String> derived = new StreamsBuilder()
                .<String, String>table(
                        "prices",
                        Materialized.as(Stores.persistentVersionedKeyValueStore("prices", Duration.ofMillis(9))))
                .filter((key, value) -> true);

        assertThatThrownBy(() -> derived.suppress(Suppressed.untilTimeLimit(Duration.ZERO, unbounded())))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("versioned");
    }
}
