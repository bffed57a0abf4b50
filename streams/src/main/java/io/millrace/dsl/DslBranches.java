package io.millrace.dsl;

import io.millrace.engine.operator.BranchOperator;
import io.millrace.engine.operator.PassThroughOperator;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.streams.kstream.Branched;
import io.millrace.streams.kstream.BranchedKStream;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Predicate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is being split. Branches are added to a node that stands in the graph already, so its operator is made
 * only when the graph is lowered.
 *
 * @param <K> key type
 * @param <V> value type
 */
final class DslBranches<K, V> implements BranchedKStream<K, V> {

    private final Place place;
    private final Function<Place, KStream<K, V>> streams;
    private final List<Predicate<? super K, ? super V>> predicates = new ArrayList<>();
    private final List<String> children = new ArrayList<>();
    private @Nullable String defaultChild;

    // A hash map as in Kafka Streams: users walk through it and add steps, so its order shows in made up names.
    private final Map<String, KStream<K, V>> branches = new HashMap<>();

    /**
     * A split of the stream that stands at a place.
     *
     * @param stream where the stream stands
     * @param name the name of the node that splits
     * @param streams makes the stream of a branch
     */
    DslBranches(Place stream, String name, Function<Place, KStream<K, V>> streams) {
        this.streams = streams;
        this.place = stream.then(new LogicalNode.Operation(name, this::operator, List::of, List.of(), Trait.NONE));
    }

    @Override
    public BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate) {
        return branch(predicate, new BranchedSettings<>());
    }

    @Override
    public BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate, Branched<K, V> branched) {
        predicates.add(Dsl.given(predicate, "predicate"));
        BranchedSettings<K, V> settings = new BranchedSettings<>(branched);
        String child = childName(settings, predicates.size());
        children.add(child);
        add(child, settings);
        return this;
    }

    @Override
    public Map<String, KStream<K, V>> defaultBranch() {
        return defaultBranch(new BranchedSettings<>());
    }

    @Override
    public Map<String, KStream<K, V>> defaultBranch(Branched<K, V> branched) {
        BranchedSettings<K, V> settings = new BranchedSettings<>(branched);
        if (defaultChild != null) {
            throw new IllegalStateException("split \"" + place.name() + "\" has a default branch already, \""
                    + defaultChild + "\" (expected: at most one)");
        }
        String child = childName(settings, 0);
        defaultChild = child;
        add(child, settings);
        return branches;
    }

    @Override
    public Map<String, KStream<K, V>> noDefaultBranch() {
        return branches;
    }

    private String childName(BranchedSettings<K, V> settings, int number) {
        return place.name() + (settings.name() == null ? String.valueOf(number) : settings.name());
    }

    private void add(String child, BranchedSettings<K, V> settings) {
        place.dsl().names().node(child);
        KStream<K, V> branch = streams.apply(place.then(new LogicalNode.Operation(child, new PassThroughOperator<>())));
        KStream<K, V> continued = settings.continued(branch);
        if (continued != null) {
            branches.put(child, continued);
        }
    }

    private BranchOperator<K, V> operator() {
        List<String> names = new ArrayList<>(children);
        if (defaultChild != null) {
            names.add(defaultChild);
        }
        return new BranchOperator<>(predicates, names);
    }
}
