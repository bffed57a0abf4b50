package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.VersionedRecord;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versioned stores against a plain history per key, under random operations, commits, half commits and restarts. */
class VersionedStoreRandomTest {

    private static final long RETENTION_MS = 400;

    @TempDir
    Path folder;

    private Random random;
    private StoreBuilder<VersionedKeyValueStore<String, String>> builder;
    private Model oracle = new Model();
    private int droppedExpected;

    /** All versions ever put, none forgotten: what expired is left out when it is asked for. */
    private static final class Model {
        private final Map<String, TreeMap<Long, Optional<String>>> versions = new TreeMap<>();
        private long observed = -1;

        private Model copy() {
            Model copy = new Model();
            versions.forEach((key, history) -> copy.versions.put(key, new TreeMap<>(history)));
            copy.observed = observed;
            return copy;
        }

        private NavigableMap<Long, Optional<String>> of(String key) {
            return versions.computeIfAbsent(key, added -> new TreeMap<>());
        }

        private boolean isExpired(long time) {
            return time < observed - RETENTION_MS;
        }

        private long put(String key, @Nullable String value, long time) {
            if (isExpired(time)) {
                return VersionedKeyValueStore.PUT_RETURN_CODE_NOT_PUT;
            }
            observed = Math.max(observed, time);
            of(key).put(time, Optional.ofNullable(value));
            Long next = of(key).higherKey(time);
            return next == null ? VersionedKeyValueStore.PUT_RETURN_CODE_VALID_TO_UNDEFINED : next;
        }

        private @Nullable VersionedRecord<String> at(String key, long time) {
            Map.Entry<Long, Optional<String>> version = of(key).floorEntry(time);
            boolean isLatest = of(key).higherKey(time) == null;
            return version == null || version.getValue().isEmpty() || (isExpired(time) && !isLatest)
                    ? null
                    : new VersionedRecord<>(version.getValue().get(), version.getKey());
        }
    }

    @ParameterizedTest
    @MethodSource("io.millrace.store.StoreMatrix#uncached")
    void agreesWithAPlainHistory(StoreMatrix.Choice choice) {
        long seed = new Random().nextLong();
        System.out.println("VersionedStoreRandomTest " + choice + " seed: " + seed);
        random = new Random(seed);
        KeyLayout.Versions versions = new KeyLayout.Versions(RETENTION_MS, 1 + random.nextInt(300));
        builder = new TypedStores()
                .versionedBuilder(
                        new VersionedSupplier(
                                "prices",
                                choice.persistent() ? StateDatabase.Residence.DISK : StateDatabase.Residence.MEMORY,
                                versions),
                        choice.serde(),
                        choice.serde());
        try (StateDatabase database = choice.open(folder)) {
            for (int life = 0; life < 4; life++) {
                live(new TestScope(database, choice.cacheBytes()));
            }
        }
    }

    private void live(TestScope scope) {
        VersionedKeyValueStore<String, String> store = scope.open(builder);
        droppedExpected = 0;
        Model committed = oracle.copy();
        boolean underWay = false;
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (underWay) {
                        scope.apply();
                    }
                    scope.seal();
                    underWay = true;
                    committed = oracle.copy();
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
    }

    private void operate(VersionedKeyValueStore<String, String> store, int step) {
        String key = key();
        long time = time();
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                countDrop(time);
                assertThat(store.put(key, "v" + step, time)).isEqualTo(oracle.put(key, "v" + step, time));
            }
            case 3 -> {
                countDrop(time);
                assertThat(store.put(key, null, time)).isEqualTo(oracle.put(key, null, time));
            }
            case 4 -> {
                countDrop(time);
                VersionedRecord<String> before = oracle.isExpired(time) ? null : oracle.at(key, time);
                oracle.put(key, null, time);
                assertThat(store.delete(key, time)).isEqualTo(before);
            }
            case 5 -> assertThat(store.get(key)).isEqualTo(oracle.at(key, Long.MAX_VALUE));
            default -> assertThat(store.get(key, time)).isEqualTo(oracle.at(key, time));
        }
    }

    private void countDrop(long time) {
        if (oracle.isExpired(time)) {
            droppedExpected++;
        }
    }

    /** Some keys begin with others. */
    private String key() {
        return "k".repeat(1 + random.nextInt(4));
    }

    /** Around the latest time, often equal to one before, at times beyond the retention. */
    private long time() {
        long around = Math.max(0, oracle.observed) + random.nextInt(41) - 25;
        return Math.max(0, random.nextInt(6) == 0 ? around - random.nextInt(500) : around);
    }
}
