package io.millrace.conformance.program.cases;

import io.millrace.conformance.program.Scenario;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Branched;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.Repartitioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;

/** Operators without state: each overload, and records without a key, without a value, without either. */
public final class StatelessCases {

    /** Every combination of present and missing, out of order, some with a header. */
    private static void pipeAllSorts(Scenario it, String topic) {
        it.pipe(topic, "a", "x", 100);
        it.pipe(topic, "a", "xx", 90, "h", "1");
        it.pipe(topic, null, "xxx", 110);
        it.pipe(topic, "b", null, 110);
        it.pipe(topic, null, null, 0, "h", "2");
        it.pipe(topic, "", "", 200);
    }

    private static int length(String value) {
        return value == null ? -1 : value.length();
    }

    void filter(Scenario it) {
        it.stream("in").filter((key, value) -> length(value) > 1).to("out");
        pipeAllSorts(it, "in");
    }

    void filterNamed(Scenario it) {
        it.stream("in")
                .filter((key, value) -> length(value) > 1, Named.as("long"))
                .to("out");
        pipeAllSorts(it, "in");
    }

    void filterNot(Scenario it) {
        it.stream("in").filterNot((key, value) -> length(value) > 1).to("out");
        it.stream("in")
                .filterNot((key, value) -> length(value) > 0, Named.as("empty"))
                .to("out2");
        pipeAllSorts(it, "in");
    }

    void selectKey(Scenario it) {
        it.stream("in").selectKey((key, value) -> value).to("out");
        it.stream("in").selectKey((key, value) -> key + value, Named.as("both")).to("out2");
        pipeAllSorts(it, "in");
    }

    void map(Scenario it) {
        it.stream("in").map((key, value) -> new KeyValue<>(value, key)).to("out");
        it.stream("in")
                .map((key, value) -> new KeyValue<>(key, value), Named.as("same"))
                .to("out2");
        pipeAllSorts(it, "in");
    }

    void mapToNullIsRefused(Scenario it) {
        it.stream("in").map((key, value) -> (KeyValue<String, String>) null).to("out");
        pipeAllSorts(it, "in");
    }

    void mapValues(Scenario it) {
        KStream<String, String> in = it.stream("in");
        in.mapValues(value -> value + "1").to("out");
        in.mapValues(value -> value + "2", Named.as("second")).to("out");
        in.mapValues((key, value) -> key + value + "3").to("out");
        in.mapValues((key, value) -> key + value + "4", Named.as("fourth")).to("out");
        pipeAllSorts(it, "in");
    }

    void flatMap(Scenario it) {
        it.stream("in")
                .flatMap((key, value) -> List.of(new KeyValue<>(key, "1"), new KeyValue<>("z", value)))
                .to("out");
        it.stream("in")
                .flatMap((key, value) -> List.<KeyValue<String, String>>of(), Named.as("none"))
                .to("out2");
        pipeAllSorts(it, "in");
    }

    void flatMapValues(Scenario it) {
        KStream<String, String> in = it.stream("in");
        in.flatMapValues(value -> List.of(value + "1", value + "2")).to("out");
        in.flatMapValues(value -> List.of(value + "3"), Named.as("third")).to("out");
        in.flatMapValues((key, value) -> List.of(key + value + "4")).to("out");
        in.flatMapValues((key, value) -> List.of(key + value + "5"), Named.as("fifth"))
                .to("out");
        pipeAllSorts(it, "in");
    }

    void peekAndForeach(Scenario it) {
        KStream<String, String> in = it.stream("in");
        in.peek((key, value) -> {}).peek((key, value) -> {}, Named.as("look")).to("out");
        in.foreach((key, value) -> {});
        in.foreach((key, value) -> {}, Named.as("end"));
        pipeAllSorts(it, "in");
    }

    void branches(Scenario it) {
        Map<String, KStream<String, String>> branches = it.stream("in")
                .split()
                .branch((key, value) -> length(value) > 1)
                .branch((key, value) -> key == null, Branched.as("keyless"))
                .defaultBranch();
        branches.forEach((name, branch) ->
                branch.to("out" + branches.keySet().stream().sorted().toList().indexOf(name)));
        pipeAllSorts(it, "in");
    }

    void branchesWithConsumersAndFunctions(Scenario it) {
        Map<String, KStream<String, String>> branches = it.stream("in")
                .split(Named.as("split-"))
                .branch((key, value) -> length(value) > 1, Branched.withConsumer(branch -> branch.to("long")))
                .branch(
                        (key, value) -> key == null,
                        Branched.withFunction(branch -> branch.mapValues(v -> v + "!"), "f"))
                .branch((key, value) -> "b".equals(key), Branched.withConsumer(branch -> branch.to("b"), "c"))
                .defaultBranch(Branched.as("rest"));
        branches.values().forEach(branch -> branch.to("out"));
        pipeAllSorts(it, "in");
    }

    void branchesWithoutDefaultDropTheRest(Scenario it) {
        it.stream("in")
                .split()
                .branch((key, value) -> length(value) > 1)
                .noDefaultBranch()
                .values()
                .forEach(branch -> branch.to("out"));
        pipeAllSorts(it, "in");
    }

    void merge(Scenario it) {
        KStream<String, String> one = it.stream("one");
        KStream<String, String> two = it.stream("two");
        one.merge(two).to("out");
        one.merge(two, Named.as("both")).to("out2");
        pipeAllSorts(it, "one");
        pipeAllSorts(it, "two");
    }

    void repartition(Scenario it) {
        KStream<String, String> in = it.stream("in");
        in.repartition().to("out1");
        in.repartition(Repartitioned.as("named")).to("out2");
        in.repartition(Repartitioned.numberOfPartitions(7)).to("out3");
        in.repartition(Repartitioned.with(Serdes.String(), Serdes.String()).withName("typed"))
                .to("out4");
        in.repartition(Repartitioned.<String, String>streamPartitioner(
                                (topic, key, value, count) -> Optional.of(Set.of(0)))
                        .withNumberOfPartitions(2))
                .to("out5");
        pipeAllSorts(it, "in");
    }

    void to(Scenario it) {
        KStream<String, String> in = it.stream("in");
        in.to("out1", Produced.with(Serdes.String(), Serdes.String()));
        in.to((key, value, context) -> "by-" + context.topic() + "-" + length(value));
        in.to((key, value, context) -> "at-" + context.timestamp(), Produced.as("by-time"));
        in.to("out2", Produced.<String, String>streamPartitioner((topic, key, value, count) -> Optional.of(Set.of(0))));
        in.to(
                "out3",
                Produced.<String, String>streamPartitioner((topic, key, value, count) -> Optional.of(Set.of()))
                        .withName("nowhere"));
        pipeAllSorts(it, "in");
    }

    void sourcesOfSeveralTopicsAndPatterns(Scenario it) {
        it.builder().<String, String>stream(List.of("b", "a")).to("out1");
        it.builder().<String, String>stream(Pattern.compile("p-.*")).to("out2");
        it.builder().stream(
                        Pattern.compile("q-.*"),
                        Consumed.with(Serdes.String(), Serdes.String()).withName("q"))
                .to("out3");
        pipeAllSorts(it, "a");
        pipeAllSorts(it, "p-1");
        pipeAllSorts(it, "q-2");
    }

    void timestampExtractor(Scenario it) {
        it.builder().stream(
                        "in",
                        Consumed.<String, String>with((record, partitionTime) ->
                                record.value() == null ? -1 : record.timestamp() + partitionTime))
                .to("out");
        pipeAllSorts(it, "in");
    }

    void aDecliningSerdeStopsTheRun(Scenario it) {
        it.builder().stream("in", Consumed.with(Serdes.String(), Serdes.Long())).to("out");
        it.pipe("in", "a", "12345678", 1);
        it.pipe("in", "a", "123", 2);
    }

    void aBadRecordIsLeftOut(Scenario it) {
        it.set("deserialization.exception.handler", "streams.errors.LogAndContinueExceptionHandler");
        it.builder().stream("in", Consumed.with(Serdes.String(), Serdes.Long()))
                .to("out", Produced.with(Serdes.String(), Serdes.Long()));
        it.pipe("in", "a", "12345678", 1);
        it.pipe("in", "a", "123", 2);
        it.pipe("in", "a", "87654321", 3);
    }

    void aFailingFunctionStopsTheRun(Scenario it) {
        it.stream("in").mapValues(value -> value.substring(1)).to("out");
        it.pipe("in", "a", "xx", 1);
        it.pipe("in", "a", "", 2);
    }

    void aFailingRecordIsLeftOut(Scenario it) {
        it.set("processing.exception.handler", "streams.errors.LogAndContinueProcessingExceptionHandler");
        KStream<String, String> in = it.stream("in");
        in.mapValues(value -> value.substring(1)).to("out1");
        in.to("out2");
        it.pipe("in", "a", "xx", 1);
        it.pipe("in", "a", "", 2);
        it.pipe("in", "a", "yy", 3);
    }

    void refusals(Scenario it) {
        it.stream("in").filter(null);
    }

    void refusesANameTwice(Scenario it) {
        it.stream("in").filter((key, value) -> true, Named.as("twice")).mapValues(value -> value, Named.as("twice"));
    }

    void refusesABadName(Scenario it) {
        it.stream("in").filter((key, value) -> true, Named.as("no blanks"));
    }

    void refusesATopicThatIsTwoThings(Scenario it) {
        it.stream("in").to("out");
        it.table("in").toStream().to("out2");
    }
}
