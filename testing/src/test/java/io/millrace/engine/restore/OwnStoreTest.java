package io.millrace.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.restore.RestoringCluster.Instance;
import io.millrace.log.Transaction;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.processor.BatchingStateRestoreCallback;
import io.millrace.streams.processor.StateRestoreCallback;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.StoreBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores of users' own kinds, restored through the callbacks that they register. */
class OwnStoreTest {

    private static final TopicPartition CHANGELOG = new TopicPartition("app-own-changelog", 0);

    private final List<String> restored = new ArrayList<>();
    private final List<Map<TopicPartition, Long>> commits = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isGivenItsChangelogBeforeItsTaskBegins(boolean batches) {
        RestoringCluster cluster = cluster(batches, false);
        log(cluster, "a", "1");
        log(cluster, null, "no key");
        log(cluster, "b", null);
        cluster.feed("in", 0, "k", "v");

        Instance one = cluster.new Instance("one", new MemoryDatabase());
        cluster.run(one);

        assertThat(restored).containsExactly("a=1", "b=null", "processed v");
        assertThat(one.heard.get(0)).startsWith("restore " + CHANGELOG + " from 0 to ");
        assertThat(one.heard).contains("restored 2");
    }

    @Test
    void goesOnFromWhatIsRecordedWhenItIsPersistent() {
        RestoringCluster cluster = cluster(false, true);
        MemoryDatabase disk = new MemoryDatabase();
        log(cluster, "a", "1");
        Instance one = cluster.new Instance("one", disk);
        cluster.run(one);
        one.worker.close();
        log(cluster, "b", "2");

        Instance again = cluster.new Instance("one", disk);
        cluster.run(again);

        assertThat(restored).containsExactly("a=1", "b=2");
    }

    @Test
    void isGivenAllOfItAgainWhenItIsNotPersistent() {
        RestoringCluster cluster = cluster(false, false);
        MemoryDatabase disk = new MemoryDatabase();
        log(cluster, "a", "1");
        Instance one = cluster.new Instance("one", disk);
        cluster.run(one);
        one.worker.close();

        Instance again = cluster.new Instance("one", disk);
        cluster.run(again);

        assertThat(restored).containsExactly("a=1", "a=1");
    }

    @Test
    void isToldItsOffsetWithEachCommit() {
        RestoringCluster cluster = cluster(false, true);
        log(cluster, "a", "1");
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        cluster.run(one);
        cluster.feed("in", 0, "k", "v");
        cluster.run(one);

        assertThat(commits)
                .hasSizeGreaterThan(1)
                .allSatisfy(offsets -> assertThat(offsets).containsOnlyKeys(CHANGELOG))
                .allSatisfy(offsets -> assertThat(offsets.get(CHANGELOG)).isPositive());
    }

    private static void log(RestoringCluster cluster, String key, String value) {
        Transaction transaction = cluster.log.writer("others").begin();
        transaction.append(CHANGELOG, 1, RestoringCluster.bytes(key), RestoringCluster.bytes(value), List.of());
        transaction.commit().join();
    }

    private RestoringCluster cluster(boolean batches, boolean persistent) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(new OwnBuilder(batches, persistent));
        builder.<String, String>stream("in")
                .process(
                        () -> new ContextualProcessor<String, String, Void, Void>() {
                            @Override
                            public void process(Record<String, String> record) {
                                restored.add("processed " + record.value());
                            }
                        },
                        "own");
        Topology topology = builder.build();
        return new RestoringCluster(topology, 1, "in");
    }

    /** Writes down what it is given. */
    private final class Own implements StateStore {

        private final boolean batches;
        private final boolean persistent;
        private boolean open;

        private Own(boolean batches, boolean persistent) {
            this.batches = batches;
            this.persistent = persistent;
        }

        @Override
        public String name() {
            return "own";
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            open = true;
            StateRestoreCallback one = (key, value) -> restored.add(text(key) + "=" + text(value));
            context.register(root, batches ? new Batches() : one);
        }

        @Override
        public void commit(Map<TopicPartition, Long> changelogOffsets) {
            commits.add(changelogOffsets);
        }

        @Override
        public void close() {
            open = false;
        }

        @Override
        public boolean persistent() {
            return persistent;
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    }

    private final class Batches implements BatchingStateRestoreCallback {
        @Override
        public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
            records.forEach(record -> restored.add(text(record.key) + "=" + text(record.value)));
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private final class OwnBuilder implements StoreBuilder<Own> {

        private final boolean batches;
        private final boolean persistent;

        private OwnBuilder(boolean batches, boolean persistent) {
            this.batches = batches;
            this.persistent = persistent;
        }

        @Override
        public StoreBuilder<Own> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<Own> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<Own> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<Own> withLoggingDisabled() {
            return this;
        }

        @Override
        public Own build() {
            return new Own(batches, persistent);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return true;
        }

        @Override
        public String name() {
            return "own";
        }
    }
}
