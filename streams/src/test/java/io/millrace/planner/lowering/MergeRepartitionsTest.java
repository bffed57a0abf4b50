package io.millrace.planner.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.operator.PassThroughOperator;
import io.millrace.planner.logical.LogicalDraft;
import io.millrace.planner.logical.LogicalGraph.Vertex;
import io.millrace.planner.logical.LogicalNode.Operation;
import io.millrace.planner.logical.LogicalNode.StreamSource;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.planner.logical.Repartition;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What Kafka Streams does too is in the golden tests of {@code io.millrace.dsl}; here is where it must not be followed.
 */
class MergeRepartitionsTest {

    private final LogicalDraft draft = new LogicalDraft();
    private final int source =
            draft.add(new StreamSource(new SourceDefinition("in", List.of("in"), null, null, null, null, null)));

    @Test
    void mergesTheRepartitionsBehindOneOperation() {
        int changer = draft.add(operation("changer", Trait.CHANGES_KEYS), source);
        int first = draft.add(repartition("first", true), changer);
        int second = draft.add(repartition("second", true), changer);
        draft.add(operation("a", Trait.NONE), first);
        draft.add(operation("b", Trait.NONE), second);
        draft.copartition(Set.of("second", "in"));

        assertThat(edges())
                .containsExactlyInAnyOrder(
                        "in -> changer", "changer -> first-source", "first-source -> a", "first-source -> b");
        assertThat(MergeRepartitions.apply(draft.graph()).copartitioned())
                .containsExactly(Set.of("first-source", "in"));
    }

    @Test
    void leavesARepartitionThatTheUserAskedFor() {
        int changer = draft.add(operation("changer", Trait.CHANGES_KEYS), source);
        draft.add(repartition("mine", false), changer);

        assertThat(edges()).containsExactlyInAnyOrder("in -> changer", "changer -> mine");
    }

    @Test
    void leavesTheSecondOfTwoRepartitionsOnOneWay() {
        int changer = draft.add(operation("changer", Trait.CHANGES_KEYS), source);
        int filter = draft.add(operation("filter", Trait.NONE), changer);
        int first = draft.add(repartition("first", true), filter);
        int second = draft.add(repartition("second", true), filter);
        draft.add(operation("a", Trait.NONE), first);
        draft.add(operation("b", Trait.NONE), second);

        assertThat(edges())
                .containsExactlyInAnyOrder(
                        "in -> changer",
                        "changer -> first-source",
                        "first-source -> filter",
                        "filter -> a",
                        "filter -> second",
                        "second -> b");
    }

    @Test
    void leavesARepartitionThatRecordsOfAnotherChangedKeyReach() {
        int one = draft.add(operation("one", Trait.CHANGES_KEYS), source);
        int other = draft.add(operation("other", Trait.CHANGES_KEYS), source);
        draft.add(repartition("own", true), one);
        int merge = draft.add(operation("merge", Trait.MERGES), List.of(one, other));
        draft.add(repartition("both", true), merge);

        assertThat(edges()).contains("one -> merge", "other -> merge", "merge -> both");
    }

    @Test
    void leavesARepartitionBehindNestedMerges() {
        int a = draft.add(operation("a", Trait.CHANGES_KEYS), source);
        int b = draft.add(operation("b", Trait.CHANGES_KEYS), source);
        int c = draft.add(operation("c", Trait.CHANGES_KEYS), source);
        int inner = draft.add(operation("inner", Trait.MERGES), List.of(a, b));
        int outer = draft.add(operation("outer", Trait.MERGES), List.of(inner, c));
        draft.add(repartition("all", true), outer);

        assertThat(edges()).contains("inner -> outer", "c -> outer", "outer -> all");
    }

    private List<String> edges() {
        List<Vertex> vertices = MergeRepartitions.apply(draft.graph()).vertices();
        return vertices.stream()
                .flatMap(child -> child.parents().stream()
                        .map(parent ->
                                name(vertices, parent) + " -> " + child.node().name()))
                .toList();
    }

    private static String name(List<Vertex> vertices, int id) {
        return vertices.stream()
                .filter(vertex -> vertex.id() == id)
                .findFirst()
                .orElseThrow()
                .node()
                .name();
    }

    private static Operation operation(String name, Trait trait) {
        return new Operation(name, new PassThroughOperator<>(), trait);
    }

    private static Repartition repartition(String name, boolean isMergeable) {
        return new Repartition(
                name,
                OptionalInt.empty(),
                name + "-filter",
                false,
                isMergeable,
                new SinkDefinition(name + "-sink", name, null, null, null, null, List.of()),
                new SourceDefinition(name, List.of(name), null, null, null, null, null));
    }
}
