package io.millrace.planner.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.operator.PassThroughOperator;
import io.millrace.graph.GraphBuilder;
import io.millrace.planner.logical.LogicalDraft;
import io.millrace.planner.logical.LogicalGraph;
import io.millrace.planner.logical.LogicalGraph.Vertex;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.LogicalNode.Operation;
import io.millrace.planner.logical.LogicalNode.StreamSource;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.planner.logical.Repartition;
import io.millrace.streams.AutoOffsetReset;
import io.millrace.streams.errors.TopologyException;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogicalRulesTest {

    private final LogicalDraft draft = new LogicalDraft();

    @Test
    void mergesSourcesOfTheSameTopicsIntoTheFirst() {
        int first = draft.add(source("first", null, "a", "b"));
        int second = draft.add(source("second", null, "b", "a"));
        draft.add(operation("child"), List.of(second));
        draft.add(operation("both"), List.of(second, first));
        draft.copartition(Set.of("second"));

        LogicalGraph merged = MergeSources.apply(draft.graph());

        assertThat(names(merged.vertices())).containsExactly("first", "child", "both");
        assertThat(merged.vertices().get(1).parents()).containsExactly(first);
        assertThat(merged.vertices().get(2).parents()).containsExactly(first);
        assertThat(merged.copartitioned()).containsExactly(Set.of("first"));
    }

    @Test
    void refusesSourcesThatOverlapInPart() {
        draft.add(source("first", null, "a", "b"));
        draft.add(source("second", null, "b"));

        assertThatThrownBy(() -> MergeSources.apply(draft.graph()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("overlap");
    }

    @Test
    void refusesToMergeSourcesThatBeginAtDifferentOffsets() {
        draft.add(source("first", AutoOffsetReset.earliest(), "a"));
        draft.add(source("second", AutoOffsetReset.latest(), "a"));

        assertThatThrownBy(() -> MergeSources.apply(draft.graph()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("offset reset");
    }

    @Test
    void keepsNullKeysBeforeALeftJoinHoweverFarBehind() {
        int source = draft.add(source("source", null, "a"));
        int through = draft.add(repartition("through"), source);
        int between = draft.add(operation("between"), through);
        draft.add(new Operation("join", PassThroughOperator::new, List::of, List.of(), Trait.WANTS_NULL_KEYS), between);
        draft.add(repartition("other"), source);

        List<Vertex> vertices = KeepNullKeys.apply(draft.graph()).vertices();

        assertThat(((Repartition) vertices.get(through).node()).keepsNullKeys()).isTrue();
        assertThat(((Repartition) vertices.get(4).node()).keepsNullKeys()).isFalse();
    }

    @Test
    void buildsInTheOrderOfTheLastEdgeButParentsFirst() {
        int a = draft.add(source("a", null, "a"));
        int shared = draft.add(repartition("shared"), a);
        draft.add(operation("early"), shared);
        int b = draft.add(source("b", null, "b"));
        draft.connect(shared, b);
        draft.add(operation("late"), a);

        assertThat(names(BuildOrder.of(draft.graph()))).containsExactly("a", "b", "shared", "early", "late");
    }

    @Test
    void refusesDifferentNumbersOfPartitionsInOneJoin() {
        GraphBuilder steps = new GraphBuilder(null);
        steps.addSource(source("s1", null, "t1").source());
        steps.addSource(source("s2", null, "t2").source());
        steps.addInternalTopic("t1", OptionalInt.of(3));
        steps.copartition(Set.of("s1", "s2"));
        SamePartitions.check(steps.graph());

        steps.addInternalTopic("t2", OptionalInt.of(4));

        assertThatThrownBy(() -> SamePartitions.check(steps.graph()))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("{t1=3, t2=4}");
    }

    private static List<String> names(List<Vertex> vertices) {
        return vertices.stream().map(Vertex::node).map(LogicalNode::name).toList();
    }

    private static StreamSource source(String name, @Nullable AutoOffsetReset reset, String... topics) {
        return new StreamSource(new SourceDefinition(name, List.of(topics), null, reset, null, null, null));
    }

    private static Operation operation(String name) {
        return new Operation(name, new PassThroughOperator<>());
    }

    private static Repartition repartition(String name) {
        return new Repartition(
                name,
                OptionalInt.empty(),
                name + "-filter",
                false,
                true,
                new SinkDefinition(name + "-sink", name, null, null, null, null, List.of()),
                new SourceDefinition(name, List.of(name), null, null, null, null, null));
    }
}
