package io.millrace.dsl;

import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableSourceOperator;
import io.millrace.engine.operator.TableViews;
import io.millrace.graph.GraphBuilder;
import io.millrace.graph.StoreDefinition;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.lowering.Lowering;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyConfig;
import io.millrace.streams.errors.TopologyException;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.spi.DslDefinition;
import io.millrace.streams.spi.SourceDefinition;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where the DSL begins and ends: makes sources, and lowers all that was written into a topology. Owned by one
 * {@code StreamsBuilder}, which guards it.
 */
public final class DslBuilder implements DslDefinition {

    private static final String SOURCE = "KSTREAM-SOURCE-";
    private static final String TABLE_SOURCE = "KTABLE-SOURCE-";

    private final Dsl dsl;

    /**
     * An empty program.
     *
     * @param config settings that count while it is put together; null for none
     */
    public DslBuilder(@Nullable TopologyConfig config) {
        this.dsl = new Dsl(config);
    }

    @Override
    public <K, V> KStream<K, V> stream(Collection<String> topics, Consumed<K, V> consumed) {
        ConsumedSettings<K, V> settings = new ConsumedSettings<>(consumed);
        return stream(settings, settings.source(dsl.names().nodeOr(settings.name(), SOURCE), topics));
    }

    @Override
    public <K, V> KStream<K, V> stream(Pattern topics, Consumed<K, V> consumed) {
        ConsumedSettings<K, V> settings = new ConsumedSettings<>(consumed);
        return stream(settings, settings.source(dsl.names().nodeOr(settings.name(), SOURCE), topics));
    }

    private <K, V> KStream<K, V> stream(ConsumedSettings<K, V> settings, SourceDefinition source) {
        int vertex = dsl.add(new LogicalNode.StreamSource(source));
        Place place = new Place(dsl, source.name(), vertex, Set.of(source.name()));
        return new DslStream<>(place, settings.keySerde(), settings.valueSerde(), false);
    }

    @Override
    public <K, V> KTable<K, V> table(
            String topic,
            @Nullable Consumed<K, V> consumed,
            @Nullable Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        given(topic, "topic");
        TableInput<K, V> input = new TableInput<>(dsl, topic, consumed, materialized);
        ConsumedSettings<K, V> settings = input.settings();
        MaterializedSettings<K, V, KeyValueStore<Bytes, byte[]>> store = input.store();
        String sourceName = dsl.names().suffixedOr(settings.name(), "-source", SOURCE);
        SourceTable<K, V> table = new SourceTable<>(dsl.names().nodeOr(settings.name(), TABLE_SOURCE), store);
        int vertex = dsl.add(
                new LogicalNode.TableSource(settings.source(sourceName, List.of(topic)), table.operation(), false));
        Place place = new Place(dsl, table.name(), vertex, Set.of(sourceName));
        return table.table(place, settings.keySerde(), settings.valueSerde());
    }

    @Override
    public void addStateStore(StoreBuilder<?> store) {
        dsl.add(new LogicalNode.Store(store));
    }

    @Override
    public <K, V> void addGlobalStore(
            StoreBuilder<?> store,
            String topic,
            Consumed<K, V> consumed,
            ProcessorSupplier<K, V, Void, Void> processor) {
        given(topic, "topic");
        ConsumedSettings<K, V> settings = new ConsumedSettings<>(consumed);
        store.withLoggingDisabled();
        String sourceName = dsl.names().suffixedOr(settings.name(), "-source", SOURCE);
        String processorName = dsl.names().nodeOr(settings.name(), TABLE_SOURCE);
        dsl.add(new LogicalNode.GlobalStore(
                StoreDefinition.given(store), settings.source(sourceName, List.of(topic)), processorName, processor));
    }

    @Override
    public <K, V> GlobalKTable<K, V> globalTable(
            String topic,
            @Nullable Consumed<K, V> consumed,
            @Nullable Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        given(topic, "topic");
        TableInput<K, V> input = new TableInput<>(dsl, topic, consumed, materialized);
        MaterializedSettings<K, V, KeyValueStore<Bytes, byte[]>> store = input.store();
        if (store.historyMs() != TableShape.NO_HISTORY) {
            throw new TopologyException("store " + store.name() + " of a global table: it is versioned (expected: a"
                    + " store without versions: of a global table only the newest values are read)");
        }
        String sourceName = dsl.names().suffixedOr(input.settings().name(), "-source", SOURCE);
        String processorName = dsl.names().nodeOr(input.settings().name(), TABLE_SOURCE);
        TableShape shape = TableShape.stored(store.name());
        dsl.add(new LogicalNode.GlobalStore(
                store.keyValueStore(),
                input.settings().source(sourceName, List.of(topic)),
                processorName,
                new TableSourceOperator<K, V>(shape)));
        // Without a Materialized the made up name is told, too, as Kafka Streams does.
        return new DslGlobalTable<>(
                TableViews.ofStore(shape), materialized == null ? store.name() : store.queryableName());
    }

    @Override
    public GraphBuilder build(@Nullable Properties properties) {
        TopologyConfig config = dsl.config();
        if (config != null && config.ensureExplicitInternalResourceNaming) {
            dsl.unnamed().forbid();
        }
        GraphBuilder steps = new GraphBuilder(config);
        Lowering.lower(dsl.draft().graph(), optimizations(properties), steps);
        return steps;
    }

    private static Set<String> optimizations(@Nullable Properties properties) {
        Object given = properties == null ? null : properties.get(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG);
        return given == null ? Set.of() : StreamsConfig.verifyTopologyOptimizationConfigs(given.toString());
    }
}
