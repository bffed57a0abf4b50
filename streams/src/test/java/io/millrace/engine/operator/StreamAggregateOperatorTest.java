package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.operator.OperatorKit.Run;
import io.millrace.streams.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregations of a stream by key. The expected lines were checked against Kafka Streams 4.3.1. */
class StreamAggregateOperatorTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropsRecordsWithoutKeyOrValueAndKeepsTheLatestTime(boolean restarting) {
        OperatorKit kit = aggregating(restarting ? Run.AT_ONCE_RESTARTING : Run.AT_ONCE);

        kit.expect(
                "k,a,5 -> k=a@5#a",
                "k,b,3 -> k=ab@5#b",
                "null,c,4 ->",
                "k,null,4 ->",
                "k,c,9 -> k=abc@9#c",
                "k,x,1 -> k=null@9#x",
                "k,d,2 -> k=d@2#d");
        assertThat(kit.dropped()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeletionThatWasHeldBackHasTheTimeOfItsRecord(boolean restarting) {
        OperatorKit kit = aggregating(restarting ? Run.HELD_BACK_RESTARTING : Run.HELD_BACK);

        kit.expect("k,a,5 -> k=a@5#a", "k,b,3 -> k=ab@5#b", "k,x,1 -> k=null@1#x", "k,d,2 -> k=d@2#d");
    }

    private static OperatorKit aggregating(Run run) {
        OperatorKit kit = new OperatorKit(run);
        kit.addTable("agg");
        return kit.then(new StreamAggregateOperator<String, String, String>(
                        TableShape.stored("agg"),
                        () -> "",
                        (key, value, aggregate) -> value.equals("x") ? null : aggregate + value))
                .then(new TableToStreamOperator<>());
    }

    @Test
    void theFirstOldValueIsTheInitialOneAtOnce() {
        OperatorKit kit = countingCounts(Run.AT_ONCE);

        kit.expect("k,a,5 -> g=+1@5#a", "j,b,3 -> g=+1-0+1@5#b", "k,b,3 -> g=+1-0+1-1+2@5#b");
    }

    @Test
    void theFirstOldValueIsNullWhenHeldBack() {
        OperatorKit kit = countingCounts(Run.HELD_BACK);

        kit.expect("k,a,5 -> g=+1@5#a", "j,b,3 -> g=+1+1@5#b", "k,b,3 -> g=+1+1-1+2@5#b");
    }

    private static OperatorKit countingCounts(Run run) {
        TableShape counts = TableShape.stored("counts");
        counts.requestOldValues(true);
        OperatorKit kit = new OperatorKit(run);
        kit.addTable("counts");
        kit.addTable("agg");
        return kit.then(StreamAggregateOperator.<String, String>count(counts))
                .then(new TableGroupByOperator<String, Long, String, Long>(
                        TableShape.stored("s"), (key, count) -> new KeyValue<>("g", count)))
                .then(new TableAggregateOperator<String, Long, String>(
                        TableShape.stored("agg"),
                        () -> "",
                        (key, count, text) -> text + "+" + count,
                        (key, count, text) -> text + "-" + count))
                .then(new TableToStreamOperator<>());
    }

    @ParameterizedTest
    @EnumSource
    void reduceStartsWithTheFirstValueAndHasNoOldValueThen(Run run) {
        TableShape reduced = TableShape.stored("r");
        reduced.requestOldValues(true);
        OperatorKit kit = new OperatorKit(run);
        kit.addTable("r");
        kit.then(new StreamReduceOperator<String, String>(reduced, (before, value) -> before + value));

        kit.expect(
                "k,a,5 -> k=(null>a)@5#a",
                "null,a,6 ->",
                "k,null,6 ->",
                "k,b,3 -> k=(a>ab)@5#b",
                "k,c,7 -> k=(ab>abc)@7#c");
        assertThat(kit.dropped()).isEqualTo(2);
    }

    @Test
    void oldValuesAreLeftOutWhenNobodyAsksForThem() {
        OperatorKit kit = new OperatorKit();
        kit.addTable("c");
        kit.then(StreamAggregateOperator.<String, String>count(TableShape.stored("c")));

        kit.expect("k,a,5 -> k=(null>1)@5#a", "k,a,6 -> k=(null>2)@6#a");
    }

    @Test
    void anExceptionOfTheAggregatorGoesUpAndLeavesTheStoreAlone() {
        OperatorKit kit = new OperatorKit();
        MapTable<String, String> store = kit.addTable("agg");
        kit.then(new StreamAggregateOperator<String, String, String>(
                TableShape.stored("agg"), () -> "", (key, value, aggregate) -> {
                    throw new IllegalStateException("planted");
                }));

        assertThatThrownBy(() -> kit.feed("k", "v", 1)).hasMessage("planted");
        assertThat(store.get("k")).isNull();
    }

    @Test
    void anAggregationNeedsAStore() {
        assertThatThrownBy(() -> StreamAggregateOperator.<String, String>count(TableShape.source("s", false))
                        .get())
                .hasMessageContaining("TableShape.stored");
    }
}
