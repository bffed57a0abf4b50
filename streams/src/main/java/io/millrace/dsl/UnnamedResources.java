package io.millrace.dsl;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.errors.TopologyException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores and topics whose names were made up, because the user gave none. Such names change when steps are added before
 * them, and the state behind them is lost then; a cautious user forbids them.
 */
final class UnnamedResources {

    private final List<String> stores = new ArrayList<>();
    private final List<String> changelogs = new ArrayList<>();
    private final List<String> repartitionTopics = new ArrayList<>();

    void addStore(String store, boolean logged) {
        stores.add(store);
        if (logged) {
            changelogs.add(store + "-changelog");
        }
    }

    void addRepartitionTopic(String topic) {
        repartitionTopics.add(topic);
    }

    /** Fails if there are any. */
    void forbid() {
        if (!stores.isEmpty() || !repartitionTopics.isEmpty()) {
            throw new TopologyException("names were not given: stores " + stores + ", changelog topics " + changelogs
                    + ", repartition topics " + repartitionTopics
                    + " (expected: a name for each, by Materialized, Grouped, Repartitioned, Joined or Named, since "
                    + StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG + " is true)");
        }
    }
}
