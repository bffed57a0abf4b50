package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.operator.OperatorKit.Run;
import io.millrace.streams.KeyValue;
import io.millrace.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** groupBy of a table and what aggregates it. The expected lines were checked against Kafka Streams 4.3.1. */
class TableGroupingTest {

    @ParameterizedTest
    @EnumSource
    void bothHalvesGoTogetherInOneGroupAndOldFirstIntoTwo(Run run) {
        OperatorKit kit = grouping(run);

        kit.expect(
                "k,a1,5 -> a=(null>a1)@5#a1",
                "k,a2,6 -> a=(a1>a2)@6#a2",
                "k,b3,4 -> a=(a2>null)@4#b3  b=(null>b3)@4#b3",
                "k,null,7 -> b=(b3>null)@7#null",
                "k,null,8 ->");
    }

    @ParameterizedTest
    @EnumSource
    void halvesWithoutGroupOrValueAreLeftOut(Run run) {
        OperatorKit kit = grouping(run);

        kit.expect(
                "k,a1,1 -> a=(null>a1)@1#a1",
                "k,no pair,2 -> a=(a1>null)@2#no pair",
                "k,no key,3 ->",
                "k,no value,4 ->",
                "k,b1,5 -> b=(null>b1)@5#b1");
    }

    private static OperatorKit grouping(Run run) {
        TableShape source = TableShape.source("s", false);
        source.requestOldValues(true);
        OperatorKit kit = new OperatorKit(run);
        kit.addTable("s");
        return kit.then(new TableSourceOperator<String, String>(source))
                .then(new TableGroupByOperator<String, String, String, String>(
                        TableShape.stored("s"), (key, value) -> switch (value) {
                            case "no pair" -> null;
                            case "no key" -> new KeyValue<>(null, value);
                            case "no value" -> new KeyValue<>("x", null);
                            default -> new KeyValue<>(value.substring(0, 1), value);
                        }));
    }

    @Test
    void groupingRefusesARecordWithoutKey() {
        OperatorKit kit = new OperatorKit();
        kit.then(
                new TableGroupByOperator<String, String, String, String>(TableShape.stored("s"), (key, value) -> null));

        assertThatThrownBy(() -> kit.feed(null, new Change<>("a", null), 1))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("expected: a key");
    }

    @Test
    void aggregatesGoOnAtOnceWithTheLatestTimeEvenWhenDeleted() {
        OperatorKit kit = aggregating(Run.AT_ONCE);

        kit.expect(
                "k,a1,5 -> a=i+a1@5#a1",
                "k,b2,3 -> a=i+a1-a1@5#b2  b=i+b2@3#b2",
                "j,b3,1 -> b=i+b2+b3@3#b3",
                "k,a4,2 -> b=null@3#a4  a=i+a1-a1+a4@5#a4",
                "j,null,9 -> b=null@9#null",
                "i,null,9 ->");
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD_BACK", "HELD_BACK_RESTARTING"})
    void aDeletionThatWasHeldBackHasTheTimeOfItsRecord(Run run) {
        OperatorKit kit = aggregating(run);

        kit.expect(
                "k,a1,5 -> a=i+a1@5#a1",
                "k,b2,3 -> a=i+a1-a1@5#b2  b=i+b2@3#b2",
                "j,b3,1 -> b=i+b2+b3@3#b3",
                "k,a4,2 -> b=null@2#a4  a=i+a1-a1+a4@5#a4",
                "j,null,9 ->",
                "i,null,9 ->");
    }

    private static OperatorKit aggregating(Run run) {
        OperatorKit kit = grouping(run);
        kit.addTable("agg");
        return kit.then(new TableAggregateOperator<String, String, String>(
                        TableShape.stored("agg"),
                        () -> "i",
                        (key, value, aggregate) -> aggregate + "+" + value,
                        (key, value, aggregate) -> value.equals("b2") ? null : aggregate + "-" + value))
                .then(new TableToStreamOperator<>());
    }

    @ParameterizedTest
    @EnumSource
    void reduceStartsWithTheFirstValue(Run run) {
        OperatorKit kit = grouping(run);
        kit.addTable("agg");
        kit.then(TableAggregateOperator.<String, String>reduce(
                        TableShape.stored("agg"), (sum, value) -> sum + "+" + value, (sum, value) -> sum + "-" + value))
                .then(new TableToStreamOperator<>());

        kit.expect(
                "k,a1,5 -> a=a1@5#a1",
                "k,b2,3 -> a=a1-a1@5#b2  b=b2@3#b2",
                "k,no pair,6 -> b=b2-b2@6#no pair",
                "k,c1,4 -> c=c1@4#c1",
                "j,c2,2 -> c=c1+c2@4#c2",
                "j,c3,1 -> c=c1+c2-c2+c3@4#c3",
                "j,null,1 -> c=c1+c2-c2+c3-c3@4#null");
    }

    @ParameterizedTest
    @EnumSource
    void countFollowsTheNumberOfEntries(Run run) {
        TableShape counts = TableShape.stored("agg");
        counts.requestOldValues(false);
        OperatorKit kit = grouping(run);
        kit.addTable("agg");
        kit.then(TableAggregateOperator.<String, String>count(counts));

        kit.expect(
                "k,a1,1 -> a=(null>1)@1#a1",
                "j,a2,2 -> a=(1>2)@2#a2",
                "k,b1,3 -> a=(2>1)@3#b1  b=(null>1)@3#b1",
                "j,null,4 -> a=(1>0)@4#null");
    }

    @Test
    void nothingIsTakenOutOfAnAggregateThatDoesNotExist() {
        OperatorKit kit = new OperatorKit();
        kit.addTable("agg");
        kit.then(TableAggregateOperator.<String, String>count(TableShape.stored("agg")));

        kit.feed("g", new Change<>(null, "old"), 1);
        kit.feed("g", new Change<>("new", "old"), 2);

        assertThat(kit.records()).hasSize(2);
        assertThat(kit.records().get(0).value()).isEqualTo(new Change<>(null, null));
        assertThat(kit.records().get(1).value()).isEqualTo(new Change<>(1L, null));
    }

    @Test
    void anAggregationRefusesARecordWithoutKey() {
        OperatorKit kit = new OperatorKit();
        kit.addTable("agg");
        kit.then(TableAggregateOperator.<String, String>count(TableShape.stored("agg")));

        assertThatThrownBy(() -> kit.feed(null, new Change<>("a", null), 1))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("agg")
                .hasMessageContaining("expected: a key");
    }
}
