package io.millrace.conformance.program.cases;

import io.millrace.conformance.program.Scenario;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.SessionWindow;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.AggregationWithHeaders;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.SessionStoreWithHeaders;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import io.millrace.streams.state.ValueTimestampHeaders;
import io.millrace.streams.state.WindowStore;
import io.millrace.streams.state.WindowStoreIterator;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Window and session stores that keep headers: the user's, and those of aggregations. */
public final class HeaderCases {

    private static final long SIZE_MS = 10;
    private static final Produced<String, Long> COUNTS = Produced.with(Serdes.String(), Serdes.Long());

    /** Keeps each record in its window, and tells what was in all windows of its key. */
    static final class Windowing extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            TimestampedWindowStoreWithHeaders<String, String> store = context().getStateStore("windows");
            StringBuilder text = new StringBuilder();
            try (WindowStoreIterator<ValueTimestampHeaders<String>> before = store.fetch(record.key(), 0, 100_000)) {
                before.forEachRemaining(entry -> text.append(entry.key)
                        .append(entry.value.value())
                        .append(entry.value.timestamp())
                        .append(Arrays.toString(entry.value.headers().toArray())));
            }
            context().forward(record.withValue(text.toString()));
            store.put(
                    record.key(),
                    ValueTimestampHeaders.make(record.value(), record.timestamp(), record.headers()),
                    record.timestamp() / SIZE_MS * SIZE_MS);
        }
    }

    /** Keeps each record as a session, and tells what was in all sessions of its key. */
    static final class Sessioning extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            SessionStoreWithHeaders<String, String> store = context().getStateStore("sessions");
            StringBuilder text = new StringBuilder();
            try (KeyValueIterator<Windowed<String>, AggregationWithHeaders<String>> before =
                    store.fetch(record.key())) {
                before.forEachRemaining(entry -> text.append(entry.key)
                        .append(entry.value.aggregation())
                        .append(Arrays.toString(entry.value.headers().toArray())));
            }
            context().forward(record.withValue(text.toString()));
            Windowed<String> session =
                    new Windowed<>(record.key(), new SessionWindow(record.timestamp() / 2, record.timestamp()));
            if (record.value() == null) {
                store.remove(session);
            } else {
                store.put(session, AggregationWithHeaders.make(record.value(), record.headers()));
            }
        }
    }

    private static void pipe(Scenario it) {
        it.pipe("in", "a", "1", 5, "h", "x");
        it.pipe("in", "a", "2", 15);
        it.pipe("in", "b", "3", 16, "h", "y");
        it.pipe("in", "a", null, 15, "gone", "z");
        it.pipe("in", "a", "4", 8, "h", "again");
        it.pipe("in", "a", "5", 200, "far", "away");
    }

    private static void windows(Scenario it, boolean cached) {
        StoreBuilder<?> builder = Stores.timestampedWindowStoreWithHeadersBuilder(
                Stores.persistentTimestampedWindowStoreWithHeaders(
                        "windows", Duration.ofSeconds(60), Duration.ofMillis(SIZE_MS), false),
                Serdes.String(),
                Serdes.String());
        it.builder().addStateStore(cached ? builder.withCachingEnabled() : builder);
        it.stream("in").process(Windowing::new, "windows").to("out");
        pipe(it);
    }

    private static void sessions(Scenario it, boolean cached) {
        StoreBuilder<?> builder = Stores.sessionStoreWithHeadersBuilder(
                Stores.persistentSessionStoreWithHeaders("sessions", Duration.ofSeconds(60)),
                Serdes.String(),
                Serdes.String());
        it.builder().addStateStore(cached ? builder.withCachingEnabled() : builder);
        it.stream("in").process(Sessioning::new, "sessions").to("out");
        pipe(it);
    }

    void aggregatesOfSessions(Scenario it) {
        KGroupedStream<String, String> grouped = it.stream("in").groupByKey();
        SessionWindows windows = SessionWindows.ofInactivityGapAndGrace(Duration.ofMillis(5), Duration.ofMillis(20));
        grouped.windowedBy(windows)
                .count()
                .toStream((key, count) -> key.toString())
                .to("out1", COUNTS);
        grouped.windowedBy(windows)
                .emitStrategy(EmitStrategy.onWindowClose())
                .count(Materialized.<String, Long, SessionStore<Bytes, byte[]>>with(Serdes.String(), Serdes.Long())
                        .withRetention(Duration.ofSeconds(1)))
                .toStream((key, count) -> key.toString())
                .to("out2", COUNTS);
        pipe(it);
    }

    void aggregatesOfWindows(Scenario it) {
        KGroupedStream<String, String> grouped = it.stream("in").groupByKey();
        TimeWindows windows = TimeWindows.ofSizeAndGrace(Duration.ofMillis(SIZE_MS), Duration.ofMillis(20));
        grouped.windowedBy(windows)
                .count()
                .toStream((key, count) -> key.toString())
                .to("out1", COUNTS);
        grouped.windowedBy(windows)
                .emitStrategy(EmitStrategy.onWindowClose())
                .count(Materialized.<String, Long, WindowStore<Bytes, byte[]>>with(Serdes.String(), Serdes.Long())
                        .withRetention(Duration.ofSeconds(1)))
                .toStream((key, count) -> key.toString())
                .to("out2", COUNTS);
        pipe(it);
    }

    void windowsOfTheUsers(Scenario it) {
        windows(it, false);
    }

    void cachedWindowsOfTheUsers(Scenario it) {
        windows(it, true);
    }

    void sessionsOfTheUsers(Scenario it) {
        sessions(it, false);
    }

    void cachedSessionsOfTheUsers(Scenario it) {
        sessions(it, true);
    }
}
