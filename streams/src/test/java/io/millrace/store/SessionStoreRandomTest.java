package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.SessionWindow;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.StoreBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Session stores against a map with the same retention, under random operations, commits, half commits and restarts. In
 * some lives the order of time is kept, in others not.
 */
class SessionStoreRandomTest {

    private static final long RETENTION_MS = 300_000;
    private static final long SEGMENT_MS = 150_000;
    private static final long STEP_MS = 10_000;

    @TempDir
    Path folder;

    private Random random;
    private boolean persistent;
    private StoreBuilder<SessionStore<String, String>> builder;
    private Model oracle = new Model();
    private final Map<Session, String> downstream = new HashMap<>();
    private int droppedExpected;
    private boolean keepsOrder;
    private long forgotten = -1;

    private record Session(String key, long start, long end) {

        Windowed<String> windowed() {
            return new Windowed<>(key, new SessionWindow(start, end));
        }
    }

    /** What the store should hold, in the order in which it goes over sessions. */
    private static final class Model {
        private final TreeMap<Session, String> sessions =
                new TreeMap<>(Comparator.<Session>comparingLong(session -> session.end / SEGMENT_MS)
                        .thenComparing(Session::key)
                        .thenComparingLong(Session::end)
                        .thenComparingLong(Session::start));
        private long observed = -1;

        private Model copy() {
            Model copy = new Model();
            copy.sessions.putAll(sessions);
            copy.observed = observed;
            return copy;
        }

        private boolean isVisible(Session session) {
            return session.end > observed - RETENTION_MS;
        }
    }

    @ParameterizedTest
    @MethodSource("io.millrace.store.StoreMatrix#all")
    void agreesWithAModel(StoreMatrix.Choice choice) {
        long seed = new Random().nextLong();
        System.out.println("SessionStoreRandomTest " + choice + " seed: " + seed);
        random = new Random(seed);
        persistent = choice.persistent();
        TypedStores stores = new TypedStores();
        builder = stores.sessionBuilder(
                stores.sessionSupplier("sessions", RETENTION_MS, SEGMENT_MS, persistent, false),
                choice.serde(),
                choice.serde());
        if (choice.cached()) {
            builder.withCachingEnabled();
        }
        try (StateDatabase database = choice.open(folder)) {
            for (int life = 0; life < 6; life++) {
                live(new TestScope(database, choice.cacheBytes()));
            }
        }
    }

    private void live(TestScope scope) {
        SessionStore<String, String> store = scope.open(builder);
        keepsOrder = random.nextBoolean();
        if (keepsOrder) {
            ordered(store).keepTimeOrder();
        }
        boolean holds = !keepsOrder && emitting(store).emitTo(this::receive, false);
        droppedExpected = 0;
        Model committed = oracle.copy();
        boolean underWay = false;
        for (int step = 0; step < 300; step++) {
            scope.at(step, step);
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (underWay) {
                        scope.apply();
                    }
                    scope.emit();
                    scope.seal();
                    underWay = true;
                    committed = oracle.copy();
                    if (holds) {
                        compareDownstream();
                    }
                }
                case 1 -> {
                    if (underWay) {
                        scope.apply();
                        underWay = false;
                    }
                }
                default -> operate(store, step);
            }
            assertThat(scope.dropped).isEqualTo(droppedExpected);
        }
        if (underWay) {
            scope.apply();
        }
        oracle = committed;
        store.close();
        assertThat(scope.memory.usedBytes()).isZero();
        downstream.clear();
        oracle.sessions.forEach(downstream::put);
    }

    private void operate(SessionStore<String, String> store, int step) {
        Session session = session();
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> put(store, session, "v" + step);
            case 3 -> put(store, session, null);
            case 4 -> remove(store, session);
            case 5 -> compareOneKey(store, session.key);
            case 6 -> compareRanges(store);
            case 7 -> compareOrder(store);
            default ->
                assertThat(store.fetchSession(session.key, session.start, session.end))
                        .isEqualTo(oracle.isVisible(session) ? oracle.sessions.get(session) : null);
        }
    }

    private void put(SessionStore<String, String> store, Session session, String value) {
        store.put(session.windowed(), value);
        if (!update(session, value)) {
            droppedExpected++;
        }
    }

    private void remove(SessionStore<String, String> store, Session session) {
        store.remove(session.windowed());
        update(session, null);
    }

    private boolean update(Session session, String value) {
        oracle.observed = Math.max(oracle.observed, session.end);
        boolean kept = persistent
                ? session.end / SEGMENT_MS >= Math.floorDiv(oracle.observed - RETENTION_MS, SEGMENT_MS)
                : oracle.isVisible(session);
        if (kept && value == null) {
            oracle.sessions.remove(session);
        } else if (kept) {
            oracle.sessions.put(session, value);
        }
        return kept;
    }

    private void compareOneKey(SessionStore<String, String> store, String key) {
        long earliestEnd = time();
        long latestStart = time();
        Predicate<Session> isOfKey = session -> session.key.equals(key);
        Predicate<Session> touches = session -> session.end >= earliestEnd && session.start <= latestStart;
        assertThat(drain(store.fetch(key))).isEqualTo(expected(isOfKey, true));
        assertThat(drain(store.backwardFetch(key))).isEqualTo(expected(isOfKey, false));
        assertThat(drain(store.findSessions(key, earliestEnd, latestStart)))
                .isEqualTo(expected(isOfKey.and(touches), true));
        assertThat(drain(store.backwardFindSessions(key, earliestEnd, latestStart)))
                .isEqualTo(expected(isOfKey.and(touches), false));
    }

    private void compareRanges(SessionStore<String, String> store) {
        long earliestEnd = time();
        long latestStart = time();
        String first = key();
        String last = key();
        Predicate<Session> touches = session -> session.end >= earliestEnd && session.start <= latestStart;
        Predicate<Session> inKeys = session -> session.key.compareTo(first) >= 0 && session.key.compareTo(last) <= 0;
        assertThat(drain(store.fetch(null, null))).isEqualTo(expected(session -> true, true));
        assertThat(drain(store.backwardFetch(null, null))).isEqualTo(expected(session -> true, false));
        assertThat(drain(store.fetch(first, last))).isEqualTo(expected(inKeys, true));
        assertThat(drain(store.findSessions(first, last, earliestEnd, latestStart)))
                .isEqualTo(expected(inKeys.and(touches), true));
        assertThat(drain(store.backwardFindSessions(first, last, earliestEnd, latestStart)))
                .isEqualTo(expected(inKeys.and(touches), false));
    }

    /** Sessions that have expired may or may not be in the order; those that have not are all there. */
    private void compareOrder(SessionStore<String, String> store) {
        if (!keepsOrder) {
            return;
        }
        if (random.nextInt(4) == 0) {
            forgotten = Math.max(forgotten, oracle.observed - RETENTION_MS);
            ordered(store).forgetOrderUpTo(forgotten);
        }
        long from = Math.max(time(), forgotten + 1);
        long to = time();
        List<KeyValue<Session, String>> found = drain(ordered(store).inTimeOrder(from, to));
        found.removeIf(entry -> !oracle.isVisible(entry.key));
        List<KeyValue<Session, String>> expected = expected(session -> session.end >= from && session.end <= to, true);
        expected.sort(Comparator.<KeyValue<Session, String>>comparingLong(entry -> entry.key.end)
                .thenComparingLong(entry -> entry.key.start)
                .thenComparing(entry -> entry.key.key));
        assertThat(found).isEqualTo(expected);
    }

    private List<KeyValue<Session, String>> expected(Predicate<Session> which, boolean forward) {
        List<KeyValue<Session, String>> expected = new ArrayList<>();
        oracle.sessions.forEach((session, value) -> {
            if (oracle.isVisible(session) && which.test(session)) {
                expected.add(KeyValue.pair(session, value));
            }
        });
        if (!forward) {
            Collections.reverse(expected);
        }
        return expected;
    }

    private void receive(Windowed<String> key, String newValue, String oldValue, long timestamp) {
        Session session =
                new Session(key.key(), key.window().start(), key.window().end());
        assertThat(oldValue).isNull();
        assertThat(timestamp).isEqualTo(session.end);
        if (newValue == null) {
            downstream.remove(session);
        } else {
            downstream.put(session, newValue);
        }
    }

    private void compareDownstream() {
        oracle.sessions.forEach((session, value) -> {
            if (oracle.isVisible(session)) {
                assertThat(downstream.get(session)).isEqualTo(value);
            }
        });
    }

    private String key() {
        return "k" + random.nextInt(12);
    }

    private Session session() {
        long end = time();
        return new Session(key(), Math.max(0, end - random.nextInt(3) * STEP_MS), end);
    }

    /** Around the time that was observed: mostly alive, at times expired, at times moving on. */
    private long time() {
        long around = Math.max(0, oracle.observed);
        long stepsBack = random.nextInt(4) == 0 ? RETENTION_MS * 3 / 2 / STEP_MS : 6;
        return Math.max(0, around - (random.nextInt((int) stepsBack) - 2) * STEP_MS);
    }

    @SuppressWarnings("unchecked") // the store is one of ours, with these types
    private static EmittingStore<Windowed<String>, String> emitting(Object store) {
        return (EmittingStore<Windowed<String>, String>) store;
    }

    @SuppressWarnings("unchecked") // as above
    private static TimeOrderedStore<String, String> ordered(Object store) {
        return (TimeOrderedStore<String, String>) store;
    }

    private static List<KeyValue<Session, String>> drain(KeyValueIterator<Windowed<String>, String> iterator) {
        List<KeyValue<Session, String>> list = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(entry -> list.add(KeyValue.pair(
                    new Session(
                            entry.key.key(),
                            entry.key.window().start(),
                            entry.key.window().end()),
                    entry.value)));
        }
        return list;
    }
}
