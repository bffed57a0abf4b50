package io.millrace.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.restore.RestoringCluster.Instance;
import io.millrace.log.LogRecord;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.Joined;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Suppressed.BufferConfig;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.state.BuiltInDslStoreSuppliers;
import io.millrace.streams.state.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * On a log that does not carry state, a task goes to another place after any of its records, and its results are those
 * of a task that stayed.
 */
class RestoredResultsTest {

    private static final JoinWindows TEN = JoinWindows.ofTimeDifferenceAndGrace(millis(10), millis(5));
    private static final long STEP_MS = 2_000;
    private static final int MANY = 500;

    /** Each {@code topic key value timestamp}; no value is {@code -}. What has to wait does so over several of them. */
    private static final List<String> INPUT = List.of(
            "right F 1 100",
            "left a F1 101",
            "left b F2 104",
            "left b F3 104",
            "right a r 105",
            "right G 2 107",
            "left a G4 108",
            "right b s 113",
            "left z F5 114",
            "right F 3 121",
            "right c t 122",
            "left b - 124",
            "left c H6 126",
            "right H 4 141",
            "left a - 142",
            "right G - 143",
            "left y F7 165",
            "right y u 166",
            "left x F8 190");

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /** What is restored. */
    enum Kept {
        INNER_JOIN {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                left.join(right, Kept::joined, TEN).to("out");
            }
        },
        LEFT_JOIN {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                left.leftJoin(right, Kept::joined, TEN).to("out");
            }
        },
        OUTER_JOIN {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                left.outerJoin(right, Kept::joined, TEN).to("out");
            }
        },
        OUTER_JOIN_IN_MEMORY {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                StreamJoined<String, String, String> stores =
                        StreamJoined.with(new BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers());
                left.outerJoin(right, Kept::joined, TEN, stores).to("out");
            }
        },
        JOIN_WITH_A_VERSIONED_TABLE {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                KTable<String, String> prices = right.toTable(
                        Materialized.as(Stores.persistentVersionedKeyValueStore("prices", Duration.ofMinutes(1))));
                left.leftJoin(
                                prices,
                                Kept::joined,
                                Joined.<String, String, String>as("priced").withGracePeriod(millis(10)))
                        .to("out");
            }
        },
        JOIN_OF_TABLES {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                left.toTable()
                        .outerJoin(right.toTable(), Kept::joined)
                        .toStream()
                        .to("out");
            }
        },
        FOREIGN_KEY_JOIN {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                left.toTable()
                        .join(right.toTable(), value -> value.substring(0, 1), Kept::joined)
                        .toStream()
                        .to("out");
            }
        },
        FOREIGN_KEY_LEFT_JOIN {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                left.toTable()
                        .leftJoin(right.toTable(), value -> value.substring(0, 1), Kept::joined)
                        .toStream()
                        .to("out");
            }
        },
        SUPPRESSED_FOR_A_TIME {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                left.merge(right)
                        .toTable()
                        .filter((key, value) -> !value.equals("r"))
                        .suppress(Suppressed.untilTimeLimit(millis(12), BufferConfig.unbounded()))
                        .toStream()
                        .to("out");
            }
        },
        SUPPRESSED_UNTIL_WINDOWS_CLOSE {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                grouped(left.merge(right))
                        .windowedBy(TimeWindows.ofSizeAndGrace(millis(20), millis(5)))
                        .count()
                        .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
                        .toStream((window, count) ->
                                window.key() + window.window().start())
                        .mapValues(count -> count.toString())
                        .to("out");
            }
        },
        SUPPRESSED_UNTIL_SESSIONS_CLOSE {
            @Override
            void build(KStream<String, String> left, KStream<String, String> right) {
                grouped(left.merge(right))
                        .windowedBy(SessionWindows.ofInactivityGapAndGrace(millis(10), millis(5)))
                        .count()
                        .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
                        .toStream((window, count) ->
                                window.key() + window.window().start())
                        .mapValues(count -> count.toString())
                        .to("out");
            }
        };

        abstract void build(KStream<String, String> left, KStream<String, String> right);

        Topology topology() {
            StreamsBuilder builder = new StreamsBuilder();
            build(builder.stream("left"), builder.stream("right"));
            return builder.build();
        }

        /**
         * Whether results may come earlier where a task has just been opened: an outer join that stays takes its
         * earliest waiting record for later than it is, as in Kafka Streams.
         */
        boolean mayComeEarlier() {
            return this == OUTER_JOIN || this == OUTER_JOIN_IN_MEMORY;
        }

        private static String joined(String value, String other) {
            return value + "+" + other;
        }

        private static KGroupedStream<String, String> grouped(KStream<String, String> stream) {
            return stream.groupByKey(Grouped.with(Serdes.String(), Serdes.String()));
        }
    }

    /** How a task gets from one instance to the next. */
    private interface Move {

        Instance next(RestoringCluster cluster, Instance before, MemoryDatabase disk);
    }

    private static final Move TO_AN_EMPTY_DISK = (cluster, before, disk) -> {
        before.worker.close();
        return cluster.new Instance("two", new MemoryDatabase());
    };

    private static final Move DIED_ON_ITS_DISK = (cluster, before, disk) -> cluster.new Instance("one", disk);

    /** The results when the task moves after so many records, none for never. */
    private static List<String> results(Kept kept, Move move, Integer... after) {
        RestoringCluster cluster = new RestoringCluster(kept.topology(), 1, "left", "right", "out");
        MemoryDatabase disk = new MemoryDatabase();
        Instance instance = cluster.new Instance("one", disk);
        for (int fed = 0; fed < INPUT.size(); fed++) {
            if (Arrays.asList(after).contains(fed)) {
                instance = move.next(cluster, instance, disk);
            }
            String[] parts = INPUT.get(fed).split(" ", -1);
            cluster.feed(parts[0], 0, parts[1], parts[2].equals("-") ? null : parts[2], Long.parseLong(parts[3]));
            cluster.clock.advance(STEP_MS);
            cluster.run(instance);
        }
        instance.worker.close();
        List<String> results = new ArrayList<>();
        for (LogRecord record : cluster.log.records(new TopicPartition("out", 0))) {
            results.add(text(record.key()) + "=" + text(record.value()) + "@" + record.timestamp());
        }
        return results;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static void assertGoesOn(Kept kept, Move move) {
        List<String> undisturbed = results(kept, move);
        assertThat(undisturbed).hasSizeGreaterThan(4);
        Integer[] everywhere = new Integer[INPUT.size() - 1];
        for (int after = 1; after < INPUT.size(); after++) {
            everywhere[after - 1] = after;
            assertSame(kept, undisturbed, results(kept, move, after), "moved after " + after);
        }
        assertSame(kept, undisturbed, results(kept, move, everywhere), "moved everywhere");
    }

    private static void assertSame(Kept kept, List<String> undisturbed, List<String> results, String what) {
        if (kept.mayComeEarlier()) {
            assertThat(results).as(what).containsExactlyInAnyOrderElementsOf(undisturbed);
        } else {
            assertThat(results).as(what).isEqualTo(undisturbed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void goOnFromTheChangelogsAlone(Kept kept) {
        assertGoesOn(kept, TO_AN_EMPTY_DISK);
    }

    @Test
    void waitForTheEndOfRestoring() {
        RestoringCluster cluster =
                new RestoringCluster(Kept.SUPPRESSED_FOR_A_TIME.topology(), 1, "left", "right", "out");
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        for (int key = 0; key < MANY; key++) {
            cluster.feed("left", 0, "key" + key, "v", 100);
        }
        cluster.run(one);
        one.worker.close();
        cluster.feed("left", 0, "last", "v", 112);

        Instance two = cluster.new Instance("two", new MemoryDatabase());
        int restoringRounds = 0;
        two.worker.runOnce(cluster.clock.wallMs());
        while (!two.worker.isComplete()) {
            assertThat(two.worker.tasks()).isEmpty();
            two.restore();
            two.worker.runOnce(cluster.clock.wallMs());
            restoringRounds++;
        }
        cluster.run(two);

        assertThat(restoringRounds).isGreaterThan(1);
        assertThat(cluster.log.records(new TopicPartition("out", 0))).hasSize(MANY);
    }

    @ParameterizedTest
    @EnumSource
    void goOnFromTheDiskOfOneThatDied(Kept kept) {
        assertGoesOn(kept, DIED_ON_ITS_DISK);
    }
}
