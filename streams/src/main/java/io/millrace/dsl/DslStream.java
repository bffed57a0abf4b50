package io.millrace.dsl;

import static io.millrace.dsl.Dsl.first;
import static io.millrace.dsl.Dsl.given;
import static io.millrace.dsl.Dsl.withKey;

import io.millrace.engine.operator.FilterOperator;
import io.millrace.engine.operator.FlatMapOperator;
import io.millrace.engine.operator.FlatMapValuesOperator;
import io.millrace.engine.operator.ForeachOperator;
import io.millrace.engine.operator.MapOperator;
import io.millrace.engine.operator.MapValuesOperator;
import io.millrace.engine.operator.PassThroughOperator;
import io.millrace.engine.operator.PeekOperator;
import io.millrace.engine.operator.SelectKeyOperator;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.BranchedKStream;
import io.millrace.streams.kstream.ForeachAction;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Predicate;
import io.millrace.streams.kstream.Printed;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.Repartitioned;
import io.millrace.streams.kstream.ValueMapper;
import io.millrace.streams.kstream.ValueMapperWithKey;
import io.millrace.streams.processor.TopicNameExtractor;
import io.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.state.KeyValueStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A stream: its operators but the joins, which are those of a {@link JoinableStream}.
 *
 * @param <K> key type
 * @param <V> value type
 */
final class DslStream<K, V> extends JoinableStream<K, V> {

    private static final @Nullable Named UNNAMED = null;

    DslStream(Place place, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde, boolean isKeyChanged) {
        super(place, keySerde, valueSerde, isKeyChanged);
    }

    @Override
    public KStream<K, V> filter(Predicate<? super K, ? super V> predicate) {
        return filter(predicate, UNNAMED, false);
    }

    @Override
    public KStream<K, V> filter(Predicate<? super K, ? super V> predicate, Named named) {
        return filter(predicate, given(named, "named"), false);
    }

    @Override
    public KStream<K, V> filterNot(Predicate<? super K, ? super V> predicate) {
        return filter(predicate, UNNAMED, true);
    }

    @Override
    public KStream<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named) {
        return filter(predicate, given(named, "named"), true);
    }

    private KStream<K, V> filter(Predicate<? super K, ? super V> predicate, @Nullable Named named, boolean negated) {
        given(predicate, "predicate");
        return sameTypes(step(named, "KSTREAM-FILTER-", new FilterOperator<>(predicate, negated)));
    }

    @Override
    public <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper) {
        return withNewKey(mapper, UNNAMED);
    }

    @Override
    public <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper, Named named) {
        return withNewKey(mapper, given(named, "named"));
    }

    private <KOut> KStream<KOut, V> withNewKey(
            KeyValueMapper<? super K, ? super V, ? extends KOut> mapper, @Nullable Named named) {
        given(mapper, "mapper");
        Place next = step(named, "KSTREAM-KEY-SELECT-", new SelectKeyOperator<>(mapper), Trait.CHANGES_KEYS);
        return new DslStream<>(next, null, valueSerde, true);
    }

    @Override
    public <VOut> KStream<K, VOut> mapValues(ValueMapper<? super V, ? extends VOut> mapper) {
        return withNewValues(withKey(mapper), UNNAMED);
    }

    @Override
    public <VOut> KStream<K, VOut> mapValues(ValueMapper<? super V, ? extends VOut> mapper, Named named) {
        return withNewValues(withKey(mapper), given(named, "named"));
    }

    @Override
    public <VOut> KStream<K, VOut> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper) {
        return withNewValues(mapper, UNNAMED);
    }

    @Override
    public <VOut> KStream<K, VOut> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper, Named named) {
        return withNewValues(mapper, given(named, "named"));
    }

    private <VOut> KStream<K, VOut> withNewValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper, @Nullable Named named) {
        given(mapper, "mapper");
        Place next = step(named, "KSTREAM-MAPVALUES-", new MapValuesOperator<>(mapper), Trait.CHANGES_VALUES);
        return new DslStream<>(next, keySerde, null, isKeyChanged);
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper) {
        return mapped(mapper, UNNAMED);
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper,
            Named named) {
        return mapped(mapper, given(named, "named"));
    }

    private <KOut, VOut> KStream<KOut, VOut> mapped(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper,
            @Nullable Named named) {
        given(mapper, "mapper");
        return newTypes(step(named, "KSTREAM-MAP-", new MapOperator<>(mapper), Trait.CHANGES_KEYS));
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
                    mapper) {
        return flatMapped(mapper, UNNAMED);
    }

    @Override
    public <KR, VOut> KStream<KR, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KR, ? extends VOut>>>
                    mapper,
            Named named) {
        return flatMapped(mapper, given(named, "named"));
    }

    private <KOut, VOut> KStream<KOut, VOut> flatMapped(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
                    mapper,
            @Nullable Named named) {
        given(mapper, "mapper");
        return newTypes(step(named, "KSTREAM-FLATMAP-", new FlatMapOperator<>(mapper), Trait.CHANGES_KEYS));
    }

    @Override
    public <VOut> KStream<K, VOut> flatMapValues(ValueMapper<? super V, ? extends Iterable<? extends VOut>> mapper) {
        return flatMappedValues(withKey(mapper), UNNAMED);
    }

    @Override
    public <VOut> KStream<K, VOut> flatMapValues(
            ValueMapper<? super V, ? extends Iterable<? extends VOut>> mapper, Named named) {
        return flatMappedValues(withKey(mapper), given(named, "named"));
    }

    @Override
    public <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper) {
        return flatMappedValues(mapper, UNNAMED);
    }

    @Override
    public <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper, Named named) {
        return flatMappedValues(mapper, given(named, "named"));
    }

    private <VOut> KStream<K, VOut> flatMappedValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper,
            @Nullable Named named) {
        given(mapper, "mapper");
        Place next = step(
                named, "KSTREAM-FLATMAPVALUES-", new FlatMapValuesOperator<K, V, VOut>(mapper), Trait.CHANGES_VALUES);
        return new DslStream<>(next, keySerde, null, isKeyChanged);
    }

    @Override
    public void print(Printed<K, V> printed) {
        PrintedSettings<K, V> settings = new PrintedSettings<>(printed);
        String name = names().nodeOr(settings.name(), "KSTREAM-PRINTER-");
        place.then(new LogicalNode.Operation(name, settings.operator(place.name())));
    }

    @Override
    public void foreach(ForeachAction<? super K, ? super V> action) {
        step(UNNAMED, "KSTREAM-FOREACH-", new ForeachOperator<>(given(action, "action")));
    }

    @Override
    public void foreach(ForeachAction<? super K, ? super V> action, Named named) {
        step(given(named, "named"), "KSTREAM-FOREACH-", new ForeachOperator<>(given(action, "action")));
    }

    @Override
    public KStream<K, V> peek(ForeachAction<? super K, ? super V> action) {
        return sameTypes(step(UNNAMED, "KSTREAM-PEEK-", new PeekOperator<>(given(action, "action"))));
    }

    @Override
    public KStream<K, V> peek(ForeachAction<? super K, ? super V> action, Named named) {
        return sameTypes(step(given(named, "named"), "KSTREAM-PEEK-", new PeekOperator<>(given(action, "action"))));
    }

    @Override
    public BranchedKStream<K, V> split() {
        return split(names().nodeOr(null, "KSTREAM-BRANCH-"));
    }

    @Override
    public BranchedKStream<K, V> split(Named named) {
        return split(names().nodeOr(Names.of(named), "KSTREAM-BRANCH-"));
    }

    private BranchedKStream<K, V> split(String name) {
        return new DslBranches<>(place, name, branch -> new DslStream<>(branch, keySerde, valueSerde, isKeyChanged));
    }

    @Override
    public KStream<K, V> merge(KStream<K, V> stream) {
        return mergedWith(stream, null);
    }

    @Override
    public KStream<K, V> merge(KStream<K, V> stream, Named named) {
        return mergedWith(stream, Names.of(named));
    }

    private KStream<K, V> mergedWith(KStream<K, V> stream, @Nullable String givenName) {
        DslStream<K, V> other = (DslStream<K, V>) given(stream, "stream");
        String name = names().nodeOr(givenName, "KSTREAM-MERGE-");
        int vertex = place.dsl()
                .draft()
                .add(
                        new LogicalNode.Operation(name, new PassThroughOperator<>(), Trait.MERGES),
                        List.of(place.vertex(), other.place.vertex()));
        Set<String> sources = new HashSet<>(place.sources());
        sources.addAll(other.place.sources());
        // Serdes are not passed on: the two streams may have different ones.
        return new DslStream<>(
                new Place(place.dsl(), name, vertex, sources), null, null, isKeyChanged || other.isKeyChanged);
    }

    @Override
    public KStream<K, V> repartition() {
        return repartition(Repartitioned.as(null));
    }

    @Override
    public KStream<K, V> repartition(Repartitioned<K, V> repartitioned) {
        RepartitionedSettings<K, V> settings = new RepartitionedSettings<>(repartitioned);
        String given = settings.name();
        String name = given == null ? names().node("KSTREAM-REPARTITION-") : given;
        Place next = place.through(settings.repartitioning(name, valueSerde));
        return new DslStream<>(
                next, first(settings.keySerde(), keySerde), first(settings.valueSerde(), valueSerde), false);
    }

    @Override
    public void to(String topic) {
        to(topic, Produced.with(null, null));
    }

    @Override
    public void to(String topic, Produced<K, V> produced) {
        sink(given(topic, "topic"), null, produced);
    }

    @Override
    public void to(TopicNameExtractor<K, V> topicExtractor) {
        to(topicExtractor, Produced.with(null, null));
    }

    @Override
    public void to(TopicNameExtractor<K, V> topicExtractor, Produced<K, V> produced) {
        sink(null, given(topicExtractor, "topicExtractor"), produced);
    }

    private void sink(
            @Nullable String topic, @Nullable TopicNameExtractor<K, V> topicExtractor, Produced<K, V> produced) {
        ProducedSettings<K, V> settings = new ProducedSettings<>(produced, keySerde, valueSerde);
        String name = names().nodeOr(settings.name(), "KSTREAM-SINK-");
        place.then(new LogicalNode.Sink(settings.sink(name, topic, topicExtractor)));
    }

    @Override
    public KTable<K, V> toTable() {
        return table(null, Materialized.with(keySerde, valueSerde));
    }

    @Override
    public KTable<K, V> toTable(Named named) {
        return table(Names.of(named), Materialized.with(keySerde, valueSerde));
    }

    @Override
    public KTable<K, V> toTable(Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return table(null, materialized);
    }

    @Override
    public KTable<K, V> toTable(Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return table(Names.of(named), materialized);
    }

    private KTable<K, V> table(
            @Nullable String givenName, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        String prefix = "KSTREAM-TOTABLE-";
        String name = names().nodeOr(givenName, prefix);
        MaterializedSettings<K, V, KeyValueStore<Bytes, byte[]>> settings =
                new MaterializedSettings<>(place.dsl(), materialized, prefix);
        Serde<K> keys = first(settings.keySerde(), keySerde);
        Serde<V> values = first(settings.valueSerde(), valueSerde);
        Place before =
                isKeyChanged ? place.through(new Repartitioning<>(name, givenName != null, keys, values)) : place;
        SourceTable<K, V> source = new SourceTable<>(name, settings);
        return source.table(before.then(source.operation()), keys, values);
    }

    @Override
    public KGroupedStream<K, V> groupByKey() {
        return groupByKey(Grouped.with(keySerde, valueSerde));
    }

    @Override
    public KGroupedStream<K, V> groupByKey(Grouped<K, V> grouped) {
        return new DslGroupedStream<>(place, new GroupedSettings<>(grouped), isKeyChanged);
    }

    @Override
    public <KOut> KGroupedStream<KOut, V> groupBy(KeyValueMapper<? super K, ? super V, KOut> keySelector) {
        return groupBy(keySelector, Grouped.with(null, valueSerde));
    }

    @Override
    public <KOut> KGroupedStream<KOut, V> groupBy(
            KeyValueMapper<? super K, ? super V, KOut> keySelector, Grouped<KOut, V> grouped) {
        given(keySelector, "keySelector");
        GroupedSettings<KOut, V> settings = new GroupedSettings<>(grouped);
        String name = names().nodeOr(settings.name(), "KSTREAM-KEY-SELECT-");
        Place next =
                place.then(new LogicalNode.Operation(name, new SelectKeyOperator<>(keySelector), Trait.CHANGES_KEYS));
        return new DslGroupedStream<>(next, settings, true);
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            String... stateStoreNames) {
        return process(processorSupplier, Named.as(names().node("KSTREAM-PROCESSOR-")), stateStoreNames);
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames) {
        return newTypes(place.then(UserProcessors.free(processorSupplier, named, stateStoreNames)));
    }

    @Override
    public <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            String... stateStoreNames) {
        return processValues(processorSupplier, Named.as(names().node("KSTREAM-PROCESSVALUES-")), stateStoreNames);
    }

    @Override
    public <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames) {
        Place next = place.then(UserProcessors.fixedKey(processorSupplier, named, stateStoreNames));
        return new DslStream<>(next, keySerde, null, isKeyChanged);
    }

    private Names names() {
        return place.dsl().names();
    }

    private Place step(@Nullable Named named, String prefix, ProcessorSupplier<?, ?, ?, ?> operator) {
        return step(named, prefix, operator, Trait.NONE);
    }

    private Place step(@Nullable Named named, String prefix, ProcessorSupplier<?, ?, ?, ?> operator, Trait trait) {
        String name = names().nodeOr(named == null ? null : Names.of(named), prefix);
        return place.then(new LogicalNode.Operation(name, operator, trait));
    }

    private DslStream<K, V> sameTypes(Place next) {
        return new DslStream<>(next, keySerde, valueSerde, isKeyChanged);
    }

    private static <KOut, VOut> DslStream<KOut, VOut> newTypes(Place next) {
        return new DslStream<>(next, null, null, true);
    }
}
