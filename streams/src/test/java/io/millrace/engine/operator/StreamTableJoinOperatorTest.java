package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.operator.OperatorKit.Run;
import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.TimeWindow;
import io.millrace.streams.state.ValueAndTimestamp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Joins of a stream with a table. The expected lines were checked against Kafka Streams 4.3.1. */
class StreamTableJoinOperatorTest {

    private static final ValueJoinerWithKey<String, String, String, String> CONCATENATE =
            (key, value, tableValue) -> value + tableValue;

    @ParameterizedTest
    @EnumSource
    void anInnerJoinNeedsKeyValueAndEntry(Run run) {
        OperatorKit kit = new OperatorKit(run);
        MapTable<String, String> table = kit.addTable("t");
        kit.then(new StreamTableJoinOperator<>(view(), null, CONCATENATE, false));

        kit.expect("k,a,1 ->");
        table.put("k", "v", 9);
        kit.expect("k,b,2 -> k=bv@2#b", "null,d,3 ->", "k,null,3 ->", "null,null,3 ->");
        assertThat(kit.dropped()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aLeftJoinNeedsOnlyAValue(Run run) {
        OperatorKit kit = new OperatorKit(run);
        MapTable<String, String> table = kit.addTable("t");
        kit.then(new StreamTableJoinOperator<>(view(), null, CONCATENATE, true));

        kit.expect("k,a,1 -> k=anull@1#a");
        table.put("k", "v", 9);
        kit.expect("k,b,2 -> k=bv@2#b", "null,d,3 -> null=dnull@3#d", "k,null,3 ->", "null,null,3 ->");
        assertThat(kit.dropped()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aMapperFindsTheTablesKeyEvenForRecordsWithoutKey(Run run) {
        KeyValueMapper<String, String, String> byValue =
                (key, value) -> value == null || value.equals("lost") ? null : value;
        OperatorKit inner = new OperatorKit(run);
        OperatorKit left = new OperatorKit(run);
        inner.<String, String>addTable("t").put("a", "v", 9);
        left.<String, String>addTable("t").put("a", "v", 9);
        inner.then(new StreamTableJoinOperator<>(view(), byValue, CONCATENATE, false));
        left.then(new StreamTableJoinOperator<>(view(), byValue, CONCATENATE, true));

        inner.expect("null,a,2 -> null=av@2#a", "k,b,3 ->", "k,lost,3 ->", "k,null,3 ->");
        left.expect("null,a,2 -> null=av@2#a", "k,b,3 -> k=bnull@3#b", "k,lost,3 -> k=lostnull@3#lost", "k,null,3 ->");
        assertThat(inner.dropped()).isEqualTo(2);
        assertThat(left.dropped()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aTableWithoutStoreIsComputedFromTheOneItIsMadeFrom(Run run) {
        TableShape source = TableShape.source("t", false);
        TableShape filtered = TableShape.filtered(source, null);
        TableShape mapped = TableShape.mapped(filtered, null);
        mapped.requestReading();
        TableViewSupplier<String, String> view = TableViews.mapped(
                mapped,
                (String key, String value) -> value.equals("gone") ? null : value + "!",
                TableViews.filtered(filtered, (key, value) -> value.equals("no"), true, TableViews.ofStore(source)));
        OperatorKit kit = new OperatorKit(run);
        MapTable<String, String> table = kit.addTable("t");
        kit.then(new StreamTableJoinOperator<>(view, null, CONCATENATE, false));

        assertThat(view.storeNames()).containsExactly("t");
        kit.expect("k,a,1 ->");
        table.put("k", "v", 9);
        kit.expect("k,b,2 -> k=bv!@2#b");
        table.put("k", "no", 9);
        kit.expect("k,c,3 ->");
        table.put("k", "gone", 9);
        kit.expect("k,d,3 ->");
    }

    @ParameterizedTest
    @EnumSource
    void aTableWithStoreIsReadFromThere(Run run) {
        TableShape source = TableShape.source("t", true);
        TableViewSupplier<String, String> view = TableViews.mapped(
                TableShape.mapped(source, "m"), (String key, String value) -> "computed", TableViews.ofStore(source));
        OperatorKit kit = new OperatorKit(run);
        kit.<String, String>addTable("m").put("k", "stored", 9);
        kit.then(new StreamTableJoinOperator<>(view, null, CONCATENATE, false));

        assertThat(view.storeNames()).containsExactly("m");
        kit.expect("k,a,1 -> k=astored@1#a");
    }

    @ParameterizedTest
    @EnumSource
    void aWindowedTableIsReadByKeyAndStart(Run run) {
        OperatorKit kit = new OperatorKit(run);
        kit.<String, String>addWindows("w", 10).put("k", ValueAndTimestamp.make("v", 3), 20);
        kit.then(new StreamTableJoinOperator<Windowed<String>, String, Windowed<String>, String, String>(
                TableViews.ofWindowStore(TableShape.stored("w")), null, (key, value, found) -> value + found, true));

        kit.feed(windowed(20), "a", 1);
        kit.feed(windowed(30), "b", 2);

        assertThat(kit.takeResults()).isEqualTo("k[20,30)=av@1#a  k[30,40)=bnull@2#b");
    }

    private static Windowed<String> windowed(long start) {
        return new Windowed<>("k", new TimeWindow(start, start + 10));
    }

    private static TableViewSupplier<String, String> view() {
        return TableViews.ofStore(TableShape.source("t", true));
    }
}
