package io.millrace.dsl;

import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.AnswerJoinOperator;
import io.millrace.engine.operator.AnswerSerde;
import io.millrace.engine.operator.CombinedKeys;
import io.millrace.engine.operator.ForeignKeyTopics;
import io.millrace.engine.operator.ForeignTableJoinOperator;
import io.millrace.engine.operator.SubscriptionJoinOperator;
import io.millrace.engine.operator.SubscriptionReceiveOperator;
import io.millrace.engine.operator.SubscriptionSendOperator;
import io.millrace.engine.operator.SubscriptionSerde;
import io.millrace.engine.operator.TableJoiner;
import io.millrace.graph.StoreDefinition;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.planner.logical.Repartition;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.TableJoined;
import io.millrace.streams.processor.FailOnInvalidTimestamp;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import io.millrace.streams.state.KeyValueStore;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The join of a table with another one that its entries refer to. Subscriptions go from here to the partitions of the
 * other table, where they are kept; answers come back, when a subscription is made and whenever the other entry
 * changes:
 *
 * <pre>
 *   this table:   send    --registration topic--&gt;   receive, answer  \
 *   other table:                                    tell subscribers  --response topic--&gt;   join, result
 * </pre>
 *
 * <p>Built once, in the order of Kafka Streams, which the numbers in the names depend on.
 *
 * @param <K> key type of this table
 * @param <V> value type of this table
 * @param <KO> key type of the other table
 * @param <VO> value type of the other table
 */
final class ForeignKeyJoin<K, V, KO, VO> {

    private static final String REGISTRATION = "KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-";
    private static final String PROCESSOR = "KTABLE-FK-JOIN-SUBSCRIPTION-PROCESSOR-";
    private static final String OUTPUT = "KTABLE-FK-JOIN-OUTPUT-";
    private static final String SINK = "KTABLE-SINK-";
    private static final String SOURCE = "KTABLE-SOURCE-";
    private static final String TOPIC_SUFFIX = "-topic";

    private final DslTable<K, V> table;
    private final DslTable<KO, VO> other;
    private final TableJoinedSettings<K, KO> settings;
    private final Dsl dsl;
    private final ForeignKeyTopics topics;
    private final @Nullable Serializer<V> valueSerializer;

    ForeignKeyJoin(DslTable<K, V> table, DslTable<KO, VO> other, TableJoined<K, KO> tableJoined) {
        this.table = table;
        this.other = other;
        this.settings = new TableJoinedSettings<>(tableJoined);
        this.dsl = table.place().dsl();
        other.shape().requestOldValues(true);
        table.shape().requestOldValues(true);
        this.topics = new ForeignKeyTopics(name("-subscription-registration", REGISTRATION) + TOPIC_SUFFIX);
        Serde<V> values = table.valueSerde();
        this.valueSerializer = values == null ? null : values.serializer();
    }

    /** The joined table. */
    <VR> DslTable<K, VR> joined(
            BiFunction<? super K, ? super V, ? extends KO> extractor,
            TableJoiner<V, VO, VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        given(materialized, "materialized");
        SubscriptionSerde<K> subscriptions = new SubscriptionSerde<>(table.keySerde(), topics.primaryKeys());
        Place sent = table.place()
                .then(new LogicalNode.Operation(
                        name("-subscription-registration-processor", REGISTRATION),
                        new SubscriptionSendOperator<>(
                                extractor, other.keySerde(), valueSerializer, topics, !joiner.needsRight())));
        Place registered = through(
                List.of(sent),
                topics.registration(),
                "-subscription-registration",
                other.keySerde(),
                subscriptions,
                settings.toOther(),
                other.place().sources());
        Place answered = through(
                answers(registered, subscriptions),
                name("-subscription-response", "KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-") + TOPIC_SUFFIX,
                "-subscription-response",
                table.keySerde(),
                new AnswerSerde<>(other.valueSerde()),
                settings.toThis(),
                table.place().sources());
        return result(answered, joiner, materialized);
    }

    /** The two places where answers come from: subscriptions that arrive, and changes of the other table. */
    private List<Place> answers(Place registered, SubscriptionSerde<K> subscriptions) {
        String storeName = name("-subscription-store", "KTABLE-FK-JOIN-SUBSCRIPTION-STATE-STORE-");
        StoreDefinition store = new SubscriptionStore<>(storeName, subscriptions);
        CombinedKeys<KO, K> keys = new CombinedKeys<>(other.keySerde(), table.keySerde(), topics);
        Place received = registered.then(keeping(
                name("-subscription-receive", PROCESSOR), new SubscriptionReceiveOperator<>(storeName, keys), store));
        other.shape().requestReading();
        Place joined = received.then(new LogicalNode.Operation(
                        name("-subscription-join-foreign", PROCESSOR),
                        new SubscriptionJoinOperator<K, KO, VO>(other.view()))
                .connectedTo(other.view().storeNames()));
        Place told = other.place()
                .then(keeping(
                        name("-foreign-join-subscription", PROCESSOR),
                        new ForeignTableJoinOperator<K, KO, VO>(storeName, keys),
                        store));
        return List.of(joined, told);
    }

    private static LogicalNode.Operation keeping(
            String name, ProcessorSupplier<?, ?, ?, ?> operator, StoreDefinition store) {
        return new LogicalNode.Operation(name, () -> operator, () -> List.of(store), List.of(), Trait.NONE);
    }

    private <VR> DslTable<K, VR> result(
            Place answered,
            TableJoiner<V, VO, VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        table.shape().requestReading();
        Place resolved = answered.then(new LogicalNode.Operation(
                        name(
                                "-subscription-response-resolver",
                                "KTABLE-FK-JOIN-SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-"),
                        new AnswerJoinOperator<>(table.view(), valueSerializer, topics, joiner))
                .connectedTo(table.view().storeNames()));
        String name = name("-result", OUTPUT);
        MaterializedSettings<K, VR, KeyValueStore<Bytes, byte[]>> store =
                new MaterializedSettings<>(dsl, materialized, OUTPUT).defaulting(table.keySerde(), null);
        SourceTable<K, VR> source = new SourceTable<>(name, store);
        return source.tellingTable(resolved.then(source.operation()), table.keySerde(), store.valueSerde());
    }

    /** The place after a topic, which has as many partitions as those that its records meet. */
    private <KT, VT> Place through(
            List<Place> from,
            String topic,
            String suffix,
            @Nullable Serde<KT> keys,
            Serde<VT> values,
            @Nullable StreamPartitioner<?, ?> partitioner,
            Set<String> copartitionedWith) {
        String sink = name(suffix + "-sink", SINK);
        String source = name(suffix + "-source", SOURCE);
        Repartition node = new Repartition(
                topic,
                OptionalInt.empty(),
                null,
                false,
                false,
                new SinkDefinition(
                        sink,
                        topic,
                        null,
                        keys == null ? null : keys.serializer(),
                        values.serializer(),
                        partitioner,
                        List.of()),
                new SourceDefinition(
                        source,
                        List.of(topic),
                        null,
                        null,
                        new FailOnInvalidTimestamp(),
                        keys == null ? null : keys.deserializer(),
                        values.deserializer()));
        int vertex = dsl.draft().add(node, from.stream().map(Place::vertex).toList());
        Set<String> sources = new HashSet<>(copartitionedWith);
        sources.add(source);
        dsl.draft().copartition(sources);
        return new Place(dsl, source, vertex, sources);
    }

    private String name(String suffix, String prefix) {
        return dsl.names().suffixedOr(settings.name(), suffix, prefix);
    }
}
