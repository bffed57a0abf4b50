package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.operator.OperatorKit.Run;
import io.millrace.streams.kstream.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sources, filters and mapped values. The expected lines were checked against Kafka Streams 4.3.1. */
class TableOperatorsTest {

    private static final Predicate<String, String> STARTS_WITH_A = (key, value) -> value.startsWith("a");

    @ParameterizedTest
    @EnumSource
    void aSourceDropsRecordsWithoutKeyAndTakesNullForADeletion(Run run) {
        OperatorKit kit = new OperatorKit(run);
        kit.then(new TableSourceOperator<String, String>(TableShape.source("s", false)));

        kit.expect("k,a,5 -> k=(null>a)@5#a", "null,b,6 ->", "k,null,4 -> k=(null>null)@4#null");
        assertThat(kit.dropped()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aStoredSourceSendsOldValuesOnlyIfAsked(Run run) {
        OperatorKit kit = new OperatorKit(run);
        kit.addTable("s");
        kit.then(new TableSourceOperator<String, String>(TableShape.source("s", true)));

        kit.expect("k,a,5 -> k=(null>a)@5#a", "k,b,6 -> k=(null>b)@6#b", "k,null,7 -> k=(null>null)@7#null");
    }

    @ParameterizedTest
    @EnumSource
    void anOlderRecordReplacesANewerEntry(Run run) {
        OperatorKit kit = new OperatorKit(run);
        MapTable<String, String> store = kit.addTable("s");
        kit.then(new TableSourceOperator<String, String>(storedWithOldValues()));

        kit.expect("k,a,5 -> k=(null>a)@5#a", "k,b,3 -> k=(a>b)@3#b", "null,c,6 ->", "k,null,4 -> k=(b>null)@4#null");
        assertThat(store.get("k")).isNull();
        assertThat(kit.dropped()).isEqualTo(1);
    }

    @Test
    void aDeletionOfAnUnknownKeyGoesOnAtOnceButIsNotHeldBack() {
        OperatorKit atOnce = new OperatorKit(Run.AT_ONCE);
        OperatorKit heldBack = new OperatorKit(Run.HELD_BACK);
        for (OperatorKit kit : new OperatorKit[] {atOnce, heldBack}) {
            kit.addTable("s");
            kit.then(new TableSourceOperator<String, String>(TableShape.source("s", true)));
        }

        atOnce.expect("j,null,4 -> j=(null>null)@4#null");
        heldBack.expect("j,null,4 ->");
    }

    @ParameterizedTest
    @EnumSource
    void aFilterWithoutOldValuesSendsADeletionForWhateverDoesNotPass(Run run) {
        TableShape source = TableShape.source("s", false);
        OperatorKit kit = new OperatorKit(run);
        kit.then(new TableSourceOperator<String, String>(source))
                .then(new TableFilterOperator<>(TableShape.filtered(source, null), STARTS_WITH_A, false))
                .then(new TableToStreamOperator<>());

        kit.expect(
                "k,a,5 -> k=a@5#a",
                "k,b,3 -> k=null@3#b",
                "k,c,6 -> k=null@6#c",
                "k,null,6 -> k=null@6#null",
                "j,b,7 -> j=null@7#b",
                "j,null,7 -> j=null@7#null",
                "null,a,7 ->");
        assertThat(kit.dropped()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aFilterWithOldValuesSwallowsDeletionsOfWhatNeverPassed(Run run) {
        TableShape source = TableShape.source("s", true);
        OperatorKit kit = new OperatorKit(run);
        kit.addTable("s");
        kit.then(new TableSourceOperator<String, String>(source))
                .then(new TableFilterOperator<>(TableShape.filtered(source, null), STARTS_WITH_A, false))
                .then(new TableToStreamOperator<>());

        kit.expect("k,a,5 -> k=a@5#a", "k,b,3 -> k=null@3#b", "k,c,6 ->", "k,null,6 ->", "j,b,7 ->", "j,null,7 ->");
    }

    @Test
    void aStoredFilterOfAnUnstoredSourceSendsAllDeletionsAtOnce() {
        OperatorKit kit = storedFilter(Run.AT_ONCE);

        kit.expect(
                "k,a,5 -> k=a@5#a",
                "k,b,3 -> k=null@3#b",
                "k,c,6 -> k=null@6#c",
                "k,null,6 -> k=null@6#null",
                "j,b,7 -> j=null@7#b",
                "j,null,7 -> j=null@7#null");
    }

    @Test
    void aStoredFilterThatHoldsBackEmitsNoDeletionOfWhatItsStoreNeverHad() {
        OperatorKit kit = storedFilter(Run.HELD_BACK);

        kit.expect("k,a,5 -> k=a@5#a", "k,b,3 -> k=null@3#b", "k,c,6 ->", "k,null,6 ->", "j,b,7 ->", "j,null,7 ->");
    }

    private static OperatorKit storedFilter(Run run) {
        TableShape source = TableShape.source("s", false);
        OperatorKit kit = new OperatorKit(run);
        kit.addTable("f");
        return kit.then(new TableSourceOperator<String, String>(source))
                .then(new TableFilterOperator<>(TableShape.filtered(source, "f"), STARTS_WITH_A, false))
                .then(new TableToStreamOperator<>());
    }

    @ParameterizedTest
    @EnumSource
    void aStoredNegatedFilterOfAStoredSourceFollowsItsOwnStore(Run run) {
        TableShape source = TableShape.source("s", true);
        OperatorKit kit = new OperatorKit(run);
        kit.addTable("s");
        kit.addTable("f");
        kit.then(new TableSourceOperator<String, String>(source))
                .then(new TableFilterOperator<>(TableShape.filtered(source, "f"), STARTS_WITH_A, true))
                .then(new TableToStreamOperator<>());

        kit.expect(
                "k,a,5 ->",
                "k,b,3 -> k=b@3#b",
                "k,c,6 -> k=c@6#c",
                "k,null,6 -> k=null@6#null",
                "j,b,7 -> j=b@7#b",
                "j,null,7 -> j=null@7#null");
    }

    @ParameterizedTest
    @EnumSource
    void mapValuesLeavesDeletionsAloneAndMapsOldValuesToo(Run run) {
        TableShape source = TableShape.source("s", false);
        TableShape mapped = TableShape.mapped(source, null);
        mapped.requestOldValues(true);
        OperatorKit kit = new OperatorKit(run);
        kit.addTable("s");
        kit.then(new TableSourceOperator<String, String>(source))
                .then(new TableMapValuesOperator<String, String, String>(
                        mapped, (key, value) -> value.equals("n") ? null : key + value));

        kit.expect(
                "k,a,5 -> k=(null>ka)@5#a",
                "k,b,6 -> k=(ka>kb)@6#b",
                "k,n,7 -> k=(kb>null)@7#n",
                "k,null,8 -> k=(null>null)@8#null");
    }

    @ParameterizedTest
    @EnumSource
    void storedMapValuesTakesOldValuesFromItsOwnStore(Run run) {
        TableShape mapped = TableShape.mapped(TableShape.source("s", false), "m");
        mapped.requestOldValues(true);
        OperatorKit kit = new OperatorKit(run);
        MapTable<String, String> store = kit.addTable("m");
        kit.then(new TableSourceOperator<String, String>(TableShape.source("s", false)))
                .then(new TableMapValuesOperator<String, String, String>(mapped, (key, value) -> value + value));

        kit.expect("k,a,5 -> k=(null>aa)@5#a", "k,b,3 -> k=(aa>bb)@3#b", "k,null,9 -> k=(bb>null)@9#null");
        assertThat(store.get("k")).isNull();
    }

    @Test
    void aLateChangeOfAVersionedTableStaysLate() {
        OperatorKit kit = new OperatorKit();
        TableShape source = TableShape.source("s", false);
        kit.then(new TableMapValuesOperator<String, String, String>(
                        TableShape.mapped(source, null), (key, value) -> value))
                .then(new TableFilterOperator<String, String>(
                        TableShape.filtered(source, null), (key, value) -> true, false));

        kit.feed("k", new Change<>("a", null, false), 1);

        assertThat(kit.takeResults()).startsWith("k=(null>a)late@1");
    }

    private static TableShape storedWithOldValues() {
        TableShape shape = TableShape.source("s", true);
        shape.requestOldValues(true);
        return shape;
    }
}
