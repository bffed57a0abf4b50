package io.millrace.dsl;

import io.millrace.engine.operator.SubscriptionSerde;
import io.millrace.graph.StoreDefinition;
import io.millrace.store.History;
import io.millrace.store.TypedStores;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.DslKeyValueParams;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The store of a foreign-key join's subscriptions. Never cached, always logged, of the kind that the configuration
 * names.
 *
 * @param name the store's name
 * @param subscriptions reads and writes them; completed when the configuration is known
 */
record SubscriptionStore<K>(String name, SubscriptionSerde<K> subscriptions) implements StoreDefinition {

    @Override
    public StoreBuilder<?> builder(StreamsConfig config) {
        StoreChoices choices = new StoreChoices(null, true, false, Map.of());
        DslKeyValueParams params = new DslKeyValueParams(name, StoreChoices.format(config));
        return choices.applyTo(TypedStores.withHeadersLogged(Stores.timestampedKeyValueStoreBuilder(
                choices.kind(config).keyValueStore(params), Serdes.Bytes(), subscriptions.configured(config))));
    }

    @Override
    public History history() {
        return new History.Newest();
    }
}
