package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Predicate;
import io.millrace.streams.processor.api.Record;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatelessOperatorsTest {

    private final OperatorKit kit = new OperatorKit();

    @Test
    void filterPassesWhatThePredicateAcceptsAndShowsItNulls() {
        kit.then(new FilterOperator<String, String>((key, value) -> value == null || value.equals("a"), false));

        kit.expect("k,a,1 -> k=a@1#a", "k,b,2 ->", "null,null,3 -> null=null@3#null");
    }

    @Test
    void negatedFilterPassesTheRest() {
        kit.then(new FilterOperator<String, String>((key, value) -> "a".equals(value), true));

        kit.expect("k,a,1 ->", "k,b,2 -> k=b@2#b", "k,null,3 -> k=null@3#null");
    }

    @Test
    void filterForwardsTheVeryRecord() {
        kit.then(new PeekOperator<>((key, value) -> {}))
                .then(new FilterOperator<>((key, value) -> true, false))
                .then(new PassThroughOperator<>());

        Record<String, String> record = new Record<>("k", "v", 1);
        kit.feed(record);

        assertThat(kit.records()).singleElement().isSameAs(record);
    }

    @Test
    void mapChangesKeyAndValueAndKeepsTimestampAndHeaders() {
        kit.then(new MapOperator<String, String, String, Integer>(
                (key, value) -> new KeyValue<>(value, value == null ? null : value.length())));

        kit.expect("k,abc,7 -> abc=3@7#abc", "k,null,8 -> null=null@8#null");
    }

    @Test
    void mapRefusesANullPair() {
        kit.then(new MapOperator<String, String, String, String>((key, value) -> null));

        assertThatThrownBy(() -> kit.feed("k", "v", 1))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("map(...) returned null")
                .hasMessageContaining("expected");
    }

    @Test
    void mapValuesSeesNullValues() {
        kit.then(new MapValuesOperator<String, String, String>((key, value) -> key + value));

        kit.expect("k,a,1 -> k=ka@1#a", "k,null,2 -> k=knull@2#null", "null,a,3 -> null=nulla@3#a");
    }

    @Test
    void flatMapMakesAnyNumberOfRecordsInOrder() {
        kit.then(new FlatMapOperator<String, String, String, String>((key, value) -> {
            List<KeyValue<String, String>> pairs = new ArrayList<>();
            for (int i = 0; i < value.length(); i++) {
                String letter = value.substring(i, i + 1);
                pairs.add(new KeyValue<>(key + letter, letter));
            }
            return pairs;
        }));

        kit.expect("k,ab,1 -> ka=a@1#ab  kb=b@1#ab", "k,,2 ->");
    }

    @Test
    void flatMapValuesKeepsTheKeyAndAllowsNullValues() {
        kit.then(new FlatMapValuesOperator<String, String, String>((key, value) -> Arrays.asList(value, null)));

        kit.expect("k,a,1 -> k=a@1#a  k=null@1#a");
    }

    @Test
    void flatMapsRefuseNullInsteadOfAnIterable() {
        OperatorKit values = new OperatorKit();
        kit.then(new FlatMapOperator<String, String, String, String>((key, value) -> null));
        values.then(new FlatMapValuesOperator<String, String, String>((key, value) -> null));

        assertThatThrownBy(() -> kit.feed("k", "v", 1)).hasMessageContaining("flatMap(...) returned null");
        assertThatThrownBy(() -> values.feed("k", "v", 1)).hasMessageContaining("flatMapValues(...) returned null");
    }

    @Test
    void selectKeyMayMakeTheKeyNull() {
        kit.then(new SelectKeyOperator<String, String, String>((key, value) -> value));

        kit.expect("k,a,1 -> a=a@1#a", "k,null,2 -> null=null@2#null");
    }

    @Test
    void peekSeesTheRecordBeforeItGoesOnAndForeachEndsIt() {
        List<String> seen = new ArrayList<>();
        kit.then(new PeekOperator<String, String>((key, value) -> seen.add("peek " + key + value)))
                .then(new ForeachOperator<String, String>((key, value) -> seen.add("each " + key + value)));

        kit.expect("k,a,1 ->", "null,null,2 ->");

        assertThat(seen).containsExactly("peek ka", "each ka", "peek nullnull", "each nullnull");
    }

    @Test
    void printWritesLabelAndTextInUtf8() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        kit.then(new PrintOperator<String, String>("label", (key, value) -> key + ", " + value, out));

        kit.expect("k,ä,1 ->", "null,null,2 ->");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("[label]: k, ä" + System.lineSeparator() + "[label]: null, null" + System.lineSeparator());
    }

    @Test
    void branchGoesToTheFirstChildThatAccepts() {
        Predicate<String, String> a = (key, value) -> value.startsWith("a");
        Predicate<String, String> ab = (key, value) -> value.contains("b");
        kit.then(new BranchOperator<String, String>(List.of(a, ab), List.of("one", "two")));

        kit.expect("k,ab,1 -> one:k=ab@1#ab", "k,b,2 -> two:k=b@2#b", "k,c,3 ->");
        assertThat(kit.dropped()).isZero();
    }

    @Test
    void branchWithoutPredicateTakesTheRestWhetherNullOrLeftOut() {
        Predicate<String, String> a = (key, value) -> value.startsWith("a");
        OperatorKit leftOut = new OperatorKit();
        kit.then(new BranchOperator<String, String>(Arrays.asList(a, null), List.of("one", "rest")));
        leftOut.then(new BranchOperator<String, String>(List.of(a), List.of("one", "rest")));

        kit.expect("k,a,1 -> one:k=a@1#a", "k,c,3 -> rest:k=c@3#c");
        leftOut.expect("k,a,1 -> one:k=a@1#a", "k,c,3 -> rest:k=c@3#c");
    }

    @Test
    void branchRefusesAMissingPredicateBeforeTheLast() {
        Predicate<String, String> a = (key, value) -> true;

        assertThatThrownBy(() -> new BranchOperator<String, String>(Arrays.asList(null, a), List.of("one", "two")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only the last may be missing");
        assertThatThrownBy(() -> new BranchOperator<String, String>(List.of(a, a), List.of("one")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headersOfTwoResultsAreIndependent() {
        kit.then(new FlatMapValuesOperator<String, String, String>((key, value) -> List.of("x", "y")));

        kit.feed("k", "a", 1);
        kit.records().get(0).headers().add("extra", new byte[0]);

        assertThat(kit.records().get(1).headers().lastHeader("extra")).isNull();
    }
}
