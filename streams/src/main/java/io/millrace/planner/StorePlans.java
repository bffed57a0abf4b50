package io.millrace.planner;

import io.millrace.graph.StoreNode;
import io.millrace.graph.TopologyGraph;
import io.millrace.plan.Changelog;
import io.millrace.plan.StorePlan;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyConfig;
import io.millrace.streams.state.StoreBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each store how it is made and where its changes are logged. A store that no processor uses is left out:
 * it would never be made.
 *
 * @param config the application's configuration
 * @param names the final names of topics
 * @param topics the settings of topics
 */
record StorePlans(StreamsConfig config, TopicNames names, TopicConfigs topics) {

    Map<String, StorePlan> of(TopologyGraph graph) {
        boolean cachingIsOff = new TopologyConfig(config).cacheSize == 0;
        Map<String, StorePlan> plans = new LinkedHashMap<>();
        for (StoreNode store : graph.stores().values()) {
            if (!store.processors().isEmpty()) {
                StoreBuilder<?> builder = store.definition().builder(config);
                if (cachingIsOff) {
                    builder.withCachingDisabled();
                }
                plans.put(store.name(), new StorePlan(store.name(), builder, changelog(store, builder)));
            }
        }
        return plans;
    }

    private @Nullable Changelog changelog(StoreNode store, StoreBuilder<?> builder) {
        if (store.sourceTopic() != null) {
            builder.withLoggingDisabled();
            return new Changelog(names.full(store.sourceTopic()), Map.of(), true);
        }
        if (!builder.loggingEnabled()) {
            return null;
        }
        return new Changelog(
                names.changelog(store.name()),
                topics.changelog(builder.logConfig(), store.definition().history()),
                false);
    }
}
