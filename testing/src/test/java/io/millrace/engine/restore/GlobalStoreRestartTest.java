package io.millrace.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.global.GlobalWorker;
import io.millrace.log.Isolation;
import io.millrace.log.TopicSpec;
import io.millrace.runtime.ApplicationMetrics;
import io.millrace.store.SplitDatabase;
import io.millrace.store.StateDatabase;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.ReadOnlyKeyValueStore;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.ValueAndTimestamp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a global store beside a log that does not carry state has after a restart. */
class GlobalStoreRestartTest {

    private static final TopicPartition NAMES = new TopicPartition("names", 0);

    private final MemoryDatabase disk = new MemoryDatabase();

    @Test
    void aStoreOnDiskReadsOnlyWhatCameSince() {
        RestoringCluster cluster = cluster(Stores.persistentKeyValueStore("store"));
        cluster.feed("names", 0, "a", "Anna");
        assertThat(filled(cluster)).isEqualTo(Map.of("a", "Anna"));
        removeAllRecords(cluster);
        cluster.feed("names", 0, "b", "Berta");

        assertThat(filled(cluster)).isEqualTo(Map.of("a", "Anna", "b", "Berta"));
    }

    @Test
    void aStoreInMemoryIsMadeAnew() {
        RestoringCluster cluster = cluster(Stores.inMemoryKeyValueStore("store"));
        cluster.feed("names", 0, "a", "Anna");
        assertThat(filled(cluster)).isEqualTo(Map.of("a", "Anna"));
        removeAllRecords(cluster);
        cluster.feed("names", 0, "b", "Berta");

        assertThat(filled(cluster)).isEqualTo(Map.of("b", "Berta"));
    }

    @Test
    void aStoreOnDiskIsMadeAnewWhenItsTopicWas() {
        RestoringCluster cluster = cluster(Stores.persistentKeyValueStore("store"));
        cluster.feed("names", 0, "a", "Anna");
        assertThat(filled(cluster)).isEqualTo(Map.of("a", "Anna"));
        cluster.log.topics().delete(List.of("names"));
        cluster.log.topics().create(List.of(new TopicSpec("names", 1, Map.of())));
        for (int i = 0; i < 5; i++) {
            cluster.feed("names", 0, "b", "Berta");
        }

        assertThat(filled(cluster)).isEqualTo(Map.of("b", "Berta"));
    }

    private static RestoringCluster cluster(KeyValueBytesStoreSupplier store) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.globalTable("names", Materialized.<String, String>as(store));
        builder.<String, String>stream("in").to("out");
        return new RestoringCluster(builder.build(), 1, "names", "in", "out");
    }

    private static void removeAllRecords(RestoringCluster cluster) {
        Map<TopicPartition, Long> ends = cluster.log.topics().endOffsets(Set.of(NAMES), Isolation.COMMITTED);
        cluster.log.topics().purge(ends);
    }

    /** Fills the store until it has caught up, with what is on the disk, and says what it holds. */
    @SuppressWarnings("unchecked") // the topology above says what is in the store
    private Map<String, String> filled(RestoringCluster cluster) {
        Map<String, String> found = new TreeMap<>();
        StateDatabase state = new SplitDatabase(disk, new MemoryDatabase());
        try (GlobalWorker worker = new GlobalWorker(cluster.parts(state, new ApplicationMetrics()), "globals")) {
            for (int i = 0; i < 100 && !worker.isCaughtUp(); i++) {
                worker.runOnce(cluster.clock.wallMs(), 0);
            }
            assertThat(worker.isCaughtUp()).isTrue();
            var store = (ReadOnlyKeyValueStore<String, ValueAndTimestamp<String>>)
                    worker.stores().get("store");
            try (var all = store.all()) {
                all.forEachRemaining(entry -> found.put(entry.key, entry.value.value()));
            }
        }
        return found;
    }
}
