package io.millrace.dsl;

import static io.millrace.dsl.Topologies.stream;
import static io.millrace.dsl.Topologies.swapped;

import io.millrace.streams.kstream.Branched;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Printed;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.Repartitioned;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.TopicNameExtractor;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;

/** Streams without state. */
final class StreamTopologies {

    private StreamTopologies() {}

    static void addTo(Topologies all) {
        stateless(all);
        sourcesAndSinks(all);
        branches(all);
        merges(all);
        repartitions(all);
    }

    private static void stateless(Topologies all) {
        all.dsl("stream-every-stateless-operator", builder -> {
            KStream<String, String> stream = stream(builder, "in");
            stream.filter((key, value) -> true)
                    .filterNot((key, value) -> false)
                    .mapValues(value -> value)
                    .mapValues((key, value) -> value)
                    .flatMapValues(value -> List.of(value))
                    .flatMapValues((key, value) -> List.of(value))
                    .peek((key, value) -> {})
                    .map(Topologies::swapped)
                    .flatMap((key, value) -> List.of(swapped(key, value)))
                    .selectKey((key, value) -> value)
                    .to("out");
            stream.foreach((key, value) -> {});
            stream.print(Printed.toSysOut());
        });
        all.dsl("stream-every-stateless-operator-named", builder -> {
            KStream<String, String> stream = stream(builder, "in");
            stream.filter((key, value) -> true, Named.as("filter"))
                    .filterNot((key, value) -> false, Named.as("filterNot"))
                    .mapValues(value -> value, Named.as("mapValues"))
                    .mapValues((key, value) -> value, Named.as("mapValuesWithKey"))
                    .flatMapValues(value -> List.of(value), Named.as("flatMapValues"))
                    .flatMapValues((key, value) -> List.of(value), Named.as("flatMapValuesWithKey"))
                    .peek((key, value) -> {}, Named.as("peek"))
                    .map(Topologies::swapped, Named.as("map"))
                    .flatMap((key, value) -> List.of(swapped(key, value)), Named.as("flatMap"))
                    .selectKey((key, value) -> value, Named.as("selectKey"))
                    .to("out", Produced.as("sink"));
            stream.foreach((key, value) -> {}, Named.as("foreach"));
            stream.print(Printed.<String, String>toSysOut().withName("print").withLabel("label"));
            stream.filter((key, value) -> true).to("counter-after-names");
        });
        all.dsl("stream-wide-fan-out", builder -> {
            KStream<String, String> stream = stream(builder, "in");
            for (int i = 0; i < 20; i++) {
                KStream<String, String> branch = stream.filter((key, value) -> true);
                for (int depth = 0; depth < i % 5; depth++) {
                    branch = branch.mapValues(value -> value);
                }
                branch.to("out" + i);
            }
        });
    }

    private static void sourcesAndSinks(Topologies all) {
        all.dsl(
                "source-many-topics",
                builder -> builder.stream(List.of("c", "a", "b", "some-longer-topic-name"))
                        .to("out"));
        all.dsl(
                "source-pattern",
                builder -> builder.stream(Pattern.compile("in-[0-9]+")).to("out"));
        all.dsl(
                "source-pattern-named",
                builder -> builder.stream(Pattern.compile("in-.*"), Consumed.as("pattern"))
                        .to("out"));
        all.dsl(
                "source-named",
                builder -> builder.stream("in", Consumed.as("source")).to("out"));
        all.dsl("source-same-topic-twice", builder -> {
            KStream<String, String> first = stream(builder, "in");
            KStream<String, String> second = stream(builder, "in");
            first.filter((key, value) -> true).to("out1");
            second.mapValues(value -> value).to("out2");
            first.merge(second).to("out3");
            second.merge(first).to("out4");
        });
        all.dsl("source-same-pattern-twice", builder -> {
            builder.stream(Pattern.compile("in-.*")).to("out1");
            builder.stream(Pattern.compile("in-.*")).to("out2");
        });
        all.dsl("source-two-subtopologies", builder -> {
            stream(builder, "z").to("out1");
            stream(builder, "a").to("out2");
        });
        all.dsl("sink-topic-extractor", builder -> {
            stream(builder, "in").to(new Extractor("plain"));
            stream(builder, "in").to(new Extractor("named"), Produced.as("sink"));
        });
        all.dsl(
                "sink-with-serdes",
                builder -> stream(builder, "in").to("out", Produced.with(Serdes.String(), Serdes.String())));
    }

    private static void branches(Topologies all) {
        all.dsl("branch-unnamed", builder -> {
            Map<String, KStream<String, String>> branches = stream(builder, "in")
                    .split()
                    .branch((key, value) -> true)
                    .branch((key, value) -> false)
                    .defaultBranch();
            branches.values().forEach(branch -> branch.mapValues(value -> value).to("out"));
        });
        all.dsl("branch-named", builder -> {
            Map<String, KStream<String, String>> branches = stream(builder, "in")
                    .split(Named.as("split-"))
                    .branch((key, value) -> true, Branched.as("good"))
                    .branch(
                            (key, value) -> false,
                            Branched.withFunction(branch -> branch.mapValues(value -> value), "bad"))
                    .branch((key, value) -> false, Branched.withConsumer(branch -> branch.to("consumed")))
                    .defaultBranch(Branched.as("rest"));
            branches.forEach((name, branch) -> branch.to("out-" + name));
        });
        all.dsl(
                "branch-without-default",
                builder -> stream(builder, "in")
                        .selectKey((key, value) -> value)
                        .split()
                        .branch(
                                (key, value) -> true,
                                Branched.withConsumer(
                                        branch -> branch.groupByKey().count()))
                        .noDefaultBranch());
        all.dsl("branch-many", builder -> {
            var split = stream(builder, "in").split(Named.as("many-"));
            for (int i = 0; i < 15; i++) {
                split = split.branch((key, value) -> true, Branched.as("branch" + i));
            }
            split.defaultBranch()
                    .values()
                    .forEach(branch -> branch.filter((key, value) -> true).to("out"));
        });
    }

    private static void merges(Topologies all) {
        all.dsl(
                "merge-two",
                builder -> stream(builder, "a").merge(stream(builder, "b")).to("out"));
        all.dsl(
                "merge-named",
                builder -> stream(builder, "a")
                        .merge(stream(builder, "b"), Named.as("merged"))
                        .to("out"));
        all.dsl("merge-many-before-grouping", builder -> {
            KStream<String, String> merged = stream(builder, "in0");
            for (int i = 1; i < 5; i++) {
                merged = merged.merge(stream(builder, "in" + i).filter((key, value) -> true));
            }
            merged.groupByKey().count().toStream().to("out");
        });
        all.dsl("merge-with-changed-key", builder -> {
            KStream<String, String> changed = stream(builder, "a").selectKey((key, value) -> value);
            stream(builder, "b").merge(changed).groupByKey().count();
        });
        all.dsl("merge-diamond", builder -> {
            KStream<String, String> stream = stream(builder, "in");
            KStream<String, String> left = stream.filter((key, value) -> true);
            KStream<String, String> right = stream.filterNot((key, value) -> true);
            right.mapValues(value -> value).merge(left).merge(stream).to("out");
        });
    }

    private static void repartitions(Topologies all) {
        all.dsl(
                "repartition-unnamed",
                builder -> stream(builder, "in").repartition().to("out"));
        all.dsl(
                "repartition-named",
                builder -> stream(builder, "in")
                        .repartition(Repartitioned.as("through"))
                        .to("out"));
        all.dsl(
                "repartition-suffixed",
                builder -> stream(builder, "in")
                        .repartition(Repartitioned.as("through-repartition"))
                        .to("out"));
        all.dsl(
                "repartition-with-partitions",
                builder -> stream(builder, "in")
                        .selectKey((key, value) -> value)
                        .repartition(Repartitioned.<String, String>numberOfPartitions(7)
                                .withKeySerde(Serdes.String()))
                        .groupByKey()
                        .count()
                        .toStream()
                        .to("out"));
        all.dsl(
                "repartition-chain",
                builder -> stream(builder, "in")
                        .repartition()
                        .mapValues(value -> value)
                        .repartition(Repartitioned.as("second"))
                        .selectKey((key, value) -> value)
                        .repartition()
                        .to("out"));
    }

    /** A topic extractor with a stable text. */
    private record Extractor(String name) implements TopicNameExtractor<String, String> {

        @Override
        public String extract(String key, String value, RecordContext recordContext) {
            return name;
        }

        @Override
        public String toString() {
            return "Extractor-" + name;
        }
    }
}
